package dev.postern.token;

import dev.postern.user.RealmName;
import dev.postern.user.UserName;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A token, who has it (null: it lies in stock) and when a code of it was accepted last.
public record HeldToken(Token token, @Nullable Holder holder, @Nullable Instant lastUsedAt) {
  /// Whoever has a token, by name.
  public record Holder(RealmName realm, UserName name) {
    /// `realm/name`.
    public String text() {
      return realm + "/" + name;
    }
  }

  public Optional<Holder> heldBy() {
    return Optional.ofNullable(holder);
  }

  /// The holder as the audit names them; empty in stock.
  public String holderText() {
    return holder == null ? "" : holder.text();
  }
}
