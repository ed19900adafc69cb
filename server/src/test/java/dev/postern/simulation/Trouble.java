package dev.postern.simulation;

/// What is meant to go wrong in a node.
final class Trouble extends RuntimeException {
  private static final long serialVersionUID = 1;

  Trouble(String what) {
    super(what);
  }
}
