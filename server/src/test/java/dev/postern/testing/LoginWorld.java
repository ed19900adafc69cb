package dev.postern.testing;

import dev.postern.access.Logins;
import dev.postern.accounting.Sessions;
import dev.postern.actor.Actor;
import dev.postern.crypto.KeyRing;
import dev.postern.crypto.PasswordHash;
import dev.postern.crypto.Sealer;
import dev.postern.octets.SecretOctets;
import dev.postern.otp.OtpAlgorithm;
import dev.postern.otp.OtpParameters;
import dev.postern.password.Recoverables;
import dev.postern.token.KeyedToken;
import dev.postern.token.Token;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.Group;
import dev.postern.user.RealmName;
import dev.postern.user.Recoverable;
import dev.postern.user.StoredPassword;
import dev.postern.user.User;
import dev.postern.user.UserChange;
import dev.postern.user.UserId;
import dev.postern.user.UserName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// What logins are decided in: people with passwords and tokens, gateways, two nodes and a clock
/// that the test moves. The contract of [Logins] and the dialogues run on each kind of it.
public interface LoginWorld extends AutoCloseable {
  Actor OPERATOR = new Actor.Operator("anna");
  KeyRing RING = KeyRing.parse("k1 " + "QUJD".repeat(10) + "QUI=", "test");
  Sealer SEALER = new Sealer(RING, new SecureRandom());

  /// Ten seconds into a step of any usual token.
  Instant START = Instant.parse("2026-11-22T10:00:10Z");

  People people();

  MovableClock clock();

  /// One node's logins, and those of another node on the same database.
  Logins logins();

  Logins otherNode();

  /// What gateways tell of sessions, on the same database.
  Sessions sessions();

  /// Lets time pass for nodes and database alike.
  void pass(Duration time);

  /// Adds a gateway, or takes it out of service or back.
  void gateway(String name, boolean enabled);

  @Override
  void close();

  static UserId id(String name) {
    return UserId.of(RealmName.LOCAL, UserName.parse(name).orElseThrow());
  }

  default UserId user(String name, String password, String... groups) {
    return user(name, password, Recoverable.NOTHING, groups);
  }

  default UserId user(String name, String password, Recoverable recoverable, String... groups) {
    for (String group : groups) {
      people().groups().add(new Group(RealmName.LOCAL, group, ""), OPERATOR);
    }
    var prepared = UserName.parse(name).orElseThrow();
    var user =
        new User(
            id(name),
            RealmName.LOCAL,
            prepared,
            "",
            "",
            "",
            List.of(groups),
            true,
            false,
            recoverable);
    var kept = new Recoverables(SEALER).of(user.id(), recoverable, SecretOctets.utf8(password));
    people().users().add(user, StoredPassword.of(hash(password)).with(kept), OPERATOR);
    return user.id();
  }

  default void enable(UserId user, boolean enabled) {
    people().users().change(user, new UserChange(null, null, null, null, enabled, null), OPERATOR);
  }

  /// A token of this user in this state, whose key is known by its serial.
  default KeyedToken token(
      UserId owner, String serial, TokenKind kind, int digits, TokenState state) {
    return token(owner, serial, kind, new OtpParameters(OtpAlgorithm.SHA1, digits), state);
  }

  private KeyedToken token(
      UserId owner, String serial, TokenKind kind, OtpParameters parameters, TokenState state) {
    var issued = new Token.Issued(new TokenSerial(serial), kind, parameters, 30, START);
    var token = Token.of(issued, owner, state);
    var key = SecretOctets.utf8("key of the token " + serial);
    people().tokens().add(token, SEALER.seal(key, token.serial().sealingIdentity()), OPERATOR);
    return new KeyedToken(token, key);
  }

  default void token(TokenSerial serial, TokenEvent event) {
    people().tokens().apply(serial, event, OPERATOR);
  }

  /// Cheap to check, so that a test does not wait for it.
  private static PasswordHash hash(String password) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] salt = {1, 2, 3, 4};
      digest.update(password.getBytes(StandardCharsets.UTF_8));
      byte[] hash = digest.digest(salt);
      byte[] both = new byte[hash.length + salt.length];
      System.arraycopy(hash, 0, both, 0, hash.length);
      System.arraycopy(salt, 0, both, hash.length, salt.length);
      return PasswordHash.of("{SSHA256}" + Base64.getEncoder().encodeToString(both));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
