package dev.postern.user;

import java.util.List;

/// A person who logs in. `email` and `phone` are empty where unknown; `everHadToken` stays true
/// when the last token is taken away, for "without a token" means never to have had one (S7).
public record User(
    UserId id,
    RealmName realm,
    UserName name,
    String displayName,
    String email,
    String phone,
    List<String> groups,
    boolean enabled,
    boolean everHadToken) {
  public User {
    groups = List.copyOf(groups);
  }
}
