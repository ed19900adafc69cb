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
  record Row(
      long line,
      @Nullable User user,
      StoredPassword password,
      @Nullable Token token,
      @Nullable Sealed key) {}

  /// On what terms rows are taken.
  ///
  /// @param update whether users who are there already get what the row has, and its token if that
  ///   is new; otherwise such a row is refused
  /// @param wholly whether nothing is taken if one row is refused
  record Terms(Actor actor, boolean update, boolean wholly) {}

  /// Takes these rows in one transaction, with one audit entry for all, and says which it refused.
  /// No two of them have the same user or token. Groups that are not there are made.
  List<RowProblem> take(List<Row> rows, Terms terms);

  /// Writes into the audit how the whole import ended.
  void finished(long taken, long refused, Terms terms);
}
