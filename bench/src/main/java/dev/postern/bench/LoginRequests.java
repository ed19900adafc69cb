package dev.postern.bench;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.UserPassword;
import java.security.SecureRandom;
import java.util.List;

/// Makes Access-Requests, each with an authenticator of its own.
final class LoginRequests {
  private final SecureRandom random = new SecureRandom();
  private final SharedSecret secret;

  LoginRequests(SharedSecret secret) {
    this.secret = secret;
  }

  Packet of(String user, SecretOctets typed, int identifier) {
    var octets = new byte[16];
    random.nextBytes(octets);
    var authenticator = Octets.copyOf(octets);
    var password = UserPassword.hide(typed, authenticator, secret);
    return new Packet(
        PacketCode.ACCESS_REQUEST,
        identifier,
        authenticator,
        List.of(
            Attribute.text(AttributeNumber.USER_NAME, user),
            new Attribute(AttributeNumber.USER_PASSWORD, password),
            Attribute.text(AttributeNumber.NAS_IDENTIFIER, "bench")));
  }
}
