package dev.postern.token;

import dev.postern.otp.OneTimeCode;

/// A code that a token shows about now, and what it matches.
public record NearCode(OneTimeCode code, CodeMatch.Matched match) {}
