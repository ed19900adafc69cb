package dev.postern.takeover;

import dev.postern.actor.Actor;
import dev.postern.crypto.Sealed;
import dev.postern.token.Token;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps the rows of an import.
public interface Intake {
  /// A row with its password hashed and its key sealed.
  ///
  /// @param awaitsKey whether the key is one that nobody knows, until the right one comes
  record Row(
      long line,
      @Nullable User user,
      StoredPassword password,
      @Nullable Token token,
      @Nullable Sealed key,
      boolean awaitsKey) {
    /// Whether it says no more of its user than the name, as a row does that is about a token.
    public boolean bare() {
      return user != null
          && user.displayName().isEmpty()
          && user.email().isEmpty()
          && user.phone().isEmpty()
          && user.groups().isEmpty()
          && password.equals(StoredPassword.NONE);
    }
  }

  /// On what terms rows are taken.
  ///
  /// @param update whether users who are there already get what the row has, and its token if that
  ///   is new; otherwise such a row is refused
  /// @param wholly whether nothing is taken if one row is refused
  /// @param dry whether nothing is taken in any case, but only told what would be
  record Terms(Actor actor, boolean update, boolean wholly, boolean dry) {}

  /// Batches of rows, one after the other.
  interface Batches {
    /// The next rows; empty at the end. No two of them have the same token.
    List<Row> next();

    /// Whether no row was refused before it came here.
    boolean sound();
  }

  /// Is told what becomes of each row, those refused and those taken.
  interface Observer {
    void refused(RowProblem problem);

    void taken(TakenRow row);
  }

  /// Takes these rows in one transaction, with one audit entry for all. No two of them have the
  /// same user or token. Groups that are not there are made.
  void take(List<Row> rows, Terms terms, Observer observer);

  /// Takes all batches in one transaction, which is taken back if the terms are dry or a row was
  /// refused. What the observer was told of is then not there. Memory does not grow with the rows.
  void takeWhole(Batches batches, Terms terms, Observer observer);

  /// Writes into the audit how the whole import ended.
  void finished(long taken, long refused, Terms terms);
}
