package dev.postern.access;

import dev.postern.octets.SecretOctets;
import dev.postern.user.UserId;

/// Takes a good login as the chance to store a better hash of the password, and what else is to be
/// kept of it. Called on request threads: must not block.
public interface PasswordUpgrades {
  /// Leaves every hash as it is.
  PasswordUpgrades NONE =
      new PasswordUpgrades() {
        @Override
        public void passwordRight(LoginSubject subject, SecretOctets password) {}

        @Override
        public void loginComplete(UserId user) {}
      };

  /// The password is the one that the subject's hash was made of; the login goes on.
  void passwordRight(LoginSubject subject, SecretOctets password);

  /// The user was let in, in the same request as the password or in a later one.
  void loginComplete(UserId user);
}
