package dev.postern.token;

import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import org.jspecify.annotations.Nullable;

/// Which tokens are meant: in whose hands, in which state (null: in any), and with a serial that
/// begins with `prefix`.
public record TokenFilter(Hands hands, @Nullable TokenState state, String prefix) {
  public static final TokenFilter ALL = new TokenFilter(new Hands.Any(), null, "");

  /// In whose hands.
  public sealed interface Hands {
    record Any() implements Hands {}

    record Stock() implements Hands {}

    record Of(UserId user) implements Hands {}

    record Within(RealmName realm) implements Hands {}
  }

  public boolean covers(HeldToken held) {
    return covers(hands, held)
        && (state == null || state == held.token().state())
        && held.token().serial().text().startsWith(prefix);
  }

  private static boolean covers(Hands hands, HeldToken held) {
    return switch (hands) {
      case Hands.Any() -> true;
      case Hands.Stock() -> held.token().owner() == null;
      case Hands.Of(UserId user) -> user.equals(held.token().owner());
      case Hands.Within(RealmName realm) ->
          held.heldBy().map(holder -> holder.realm().equals(realm)).orElse(false);
    };
  }
}
