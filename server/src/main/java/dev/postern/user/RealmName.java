package dev.postern.user;

/// The name of a realm: a namespace of users.
public record RealmName(String text) {
  /// The realm that always exists.
  public static final RealmName LOCAL = new RealmName("local");

  @Override
  public String toString() {
    return text;
  }
}
