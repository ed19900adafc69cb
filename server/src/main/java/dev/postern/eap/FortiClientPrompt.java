package dev.postern.eap;

import dev.postern.eap.EapNegotiation.Step;
import dev.postern.gateway.EapPrompt;
import dev.postern.mschap.PasswordProof;
import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;

/// How FortiAuthenticator has FortiClient asked for a code behind EAP-MSCHAPv2, as far as it was
/// seen on the wire and no farther: a Success that is too long, whose last octets name EAP-GTC, and
/// then EAP-GTC. What comes between was not seen, so whatever the client says that is no answer
/// gets the question, a few times. For one thread at a time.
final class FortiClientPrompt {
  private static final int LONGEST = 253;
  private static final int MOST_QUESTIONS = 4;

  private final String name;
  private final Octets question;
  private int questions;

  FortiClientPrompt(String name, String question) {
    this.name = name;
    this.question = Octets.utf8(question);
  }

  /// `03 id 00 06 06 01`, or `03 id 00 05 06`.
  static EapPacket success(int identifier, EapPrompt kind) {
    var rest = kind == EapPrompt.FORTICLIENT_5 ? Octets.empty() : Octets.hex("01");
    return EapPacket.successNaming(identifier, EapPacket.GTC, rest);
  }

  Step hear(EapPacket response) {
    if (response.type() == EapPacket.GTC) {
      var typed = response.data();
      return typed.length() > LONGEST
          ? new Step.Fail(EapFailure.BROKEN)
          : new Step.Show(name, new PasswordProof.Plain(SecretOctets.copyOf(typed.toArray())));
    }
    return questions < MOST_QUESTIONS
        ? new Step.Ask(question((response.identifier() + 1) % 256))
        : new Step.Fail(EapFailure.BROKEN);
  }

  EapPacket question(int identifier) {
    questions++;
    return EapPacket.request(identifier, EapPacket.GTC, question);
  }
}
