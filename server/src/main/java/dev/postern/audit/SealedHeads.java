package dev.postern.audit;

/// Where the head of every new seal goes besides the database, so that whoever rewrites the
/// database has to rewrite that place, too.
@FunctionalInterface
public interface SealedHeads {
  void add(Seal seal);
}
