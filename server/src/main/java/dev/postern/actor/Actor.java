package dev.postern.actor;

/// Who did it.
public sealed interface Actor {
  /// A person logging in, whoever it was: the entry's user is whom they claimed to be.
  record Visitor() implements Actor {}

  /// A person at the admin CLI, by the name of their operator account.
  record Operator(String name) implements Actor {}

  /// A machine or script, by the name of its key.
  record MachineKey(String name) implements Actor {}

  /// A node of Postern itself, by its name.
  record Node(String name) implements Actor {}

  /// As it stands in the audit: `user`, `operator:anna`, `key:backup` or `node:vpn-a`.
  default String text() {
    return switch (this) {
      case Visitor() -> "user";
      case Operator(String name) -> "operator:" + name;
      case MachineKey(String name) -> "key:" + name;
      case Node(String name) -> "node:" + name;
    };
  }

  /// Reads what [#text] wrote; anything else, which no node of ours writes, reads as a node's.
  static Actor parse(String text) {
    int colon = text.indexOf(':');
    String name = text.substring(colon + 1);
    return switch (text.substring(0, Math.max(0, colon))) {
      case "operator" -> new Operator(name);
      case "key" -> new MachineKey(name);
      case "node" -> new Node(name);
      default -> text.equals("user") ? new Visitor() : new Node(text);
    };
  }
}
