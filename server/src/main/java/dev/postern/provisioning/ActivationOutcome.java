package dev.postern.provisioning;

import dev.postern.token.HeldToken;

/// How an activation ended.
public sealed interface ActivationOutcome {
  record Activated(HeldToken token) implements ActivationOutcome {}

  record WrongCode() implements ActivationOutcome {}

  record Refused(String why) implements ActivationOutcome {}

  record NoSuchToken() implements ActivationOutcome {}
}
