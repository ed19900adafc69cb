package dev.postern.operator;

import dev.postern.actor.Actor;
import dev.postern.crypto.PasswordHash;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The operators. Every change is audited with who made it; a new password or token, and the
/// removal of either, ends the operator's logins.
public interface Operators {
  /// Whether the name was free.
  boolean add(Operator operator, PasswordHash password, Actor by);

  /// Puts what `change` makes of the operator's role, realms and state in their place; empty if
  /// there is no such operator. Nothing is changed if it throws.
  Optional<Operator> change(String name, UnaryOperator<Operator> change, Actor by);

  boolean setPassword(String name, PasswordHash password, Actor by);

  boolean setToken(String name, OperatorToken token, Actor by);

  boolean removeToken(String name, Actor by);

  boolean remove(String name, Actor by);

  Optional<Operator> find(String name);

  /// At most `limit` operators with a name after this one, by name.
  List<Operator> list(String after, int limit);
}
