package dev.postern.eap;

import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import java.util.Optional;

/// Generic Token Card (RFC 3748, section 5.6): a question in words, and what was typed. Outside of
/// a tunnel nothing hides it.
final class GtcMethod implements EapMethod {
  private static final Octets PASSWORD = Octets.utf8("Password");
  private static final int LONGEST = 253;

  private final String name;
  private final boolean asks;

  /// `asks`: whether its client answers a second question.
  GtcMethod(String name, boolean asks) {
    this.name = name;
    this.asks = asks;
  }

  @Override
  public int type() {
    return EapPacket.GTC;
  }

  @Override
  public Octets begin(int identifier) {
    return PASSWORD;
  }

  @Override
  public MethodStep hear(Octets data, int longest) {
    return data.length() > LONGEST
        ? new MethodStep.Fail(EapFailure.BROKEN)
        : new MethodStep.Show(name, new PasswordProof.Plain(SecretOctets.copyOf(data.toArray())));
  }

  @Override
  public Optional<Octets> tell(Told told, int longest) {
    return told instanceof Told.Asked(String prompt)
        ? Optional.of(Octets.utf8(prompt))
        : Optional.empty();
  }

  @Override
  public boolean asks() {
    return asks;
  }

  @Override
  public Optional<SecretOctets> masterSessionKey() {
    return Optional.empty();
  }
}
