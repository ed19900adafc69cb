package dev.postern.operator;

import dev.postern.actor.Actor;
import java.util.List;
import java.util.Optional;

/// The keys of machines and of operators who are logged in. Changes are audited.
public interface ApiKeys {
  /// Adds a machine's key, unless one of that name is there.
  boolean add(ApiKey key, KeySecret secret, Actor by);

  /// Whether there is any key or operator.
  boolean any();

  /// Adds the very first key, if there is no key and no operator yet: of several nodes that start
  /// at once, one does.
  boolean addFirst(ApiKey key, KeySecret secret, Actor by);

  /// The key that this secret is, if it is one that has not expired and whose operator, if it is an
  /// operator's, is enabled. Notes the day of use.
  Optional<ApiKey> withSecret(KeySecret secret);

  /// At most `limit` machines' keys with a name after this one, by name.
  List<ApiKey> machines(String after, int limit);

  /// Takes a key away; whether there was one of that id.
  boolean remove(String id, Actor by);

  /// Takes away the key of that secret, whoever has it.
  void forget(KeySecret secret, Actor by);
}
