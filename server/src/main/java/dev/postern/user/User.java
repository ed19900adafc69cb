package dev.postern.user;

import java.util.List;

/// A person who logs in. `email` and `phone` are empty where unknown; `everHadToken` stays true
/// when the last token is taken away, for "without a token" means never to have had one (S7).
/// `recoverable` is what is to be kept of the password beside its hash.
public record User(
    UserId id,
    RealmName realm,
    UserName name,
    String displayName,
    String email,
    String phone,
    List<String> groups,
    boolean enabled,
    boolean everHadToken,
    Recoverable recoverable) {
  public User {
    groups = List.copyOf(groups);
  }
}
