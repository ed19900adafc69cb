package dev.postern.testing;

import dev.postern.access.Attempt;
import dev.postern.access.Finding;
import dev.postern.access.Scheme;
import dev.postern.octets.Octets;
import dev.postern.user.UserId;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Makes attempts, each a packet of its own unless it is said to be the same one.
public record TestAttempt(
    UserId user,
    boolean known,
    String source,
    Scheme scheme,
    @Nullable String packet,
    @Nullable String submission,
    Attempt.@Nullable Answer answer,
    int sessions) {
  private static final AtomicInteger PACKETS = new AtomicInteger();

  /// By a user who exists, from nowhere in particular.
  public static TestAttempt of(UserId user) {
    return new TestAttempt(user, true, "", Scheme.PAP, null, null, null, 0);
  }

  /// Where a user may have so many sessions open.
  public TestAttempt limitedTo(int most) {
    return new TestAttempt(user, known, source, scheme, packet, submission, answer, most);
  }

  public TestAttempt unknown() {
    return new TestAttempt(user, false, source, scheme, packet, submission, answer, sessions);
  }

  public TestAttempt from(String newSource) {
    return new TestAttempt(user, known, newSource, scheme, packet, submission, answer, sessions);
  }

  public TestAttempt by(Scheme newScheme) {
    return new TestAttempt(user, known, source, newScheme, packet, submission, answer, sessions);
  }

  public TestAttempt packet(String newPacket) {
    return new TestAttempt(user, known, source, scheme, newPacket, submission, answer, sessions);
  }

  public TestAttempt submission(String newSubmission) {
    return new TestAttempt(user, known, source, scheme, packet, newSubmission, answer, sessions);
  }

  public TestAttempt answering(UUID challenge, String typed) {
    var answering =
        new Attempt.Answer(
            challenge, Octets.utf8(typed), LoginWorld.START.plusSeconds(180), Scheme.PAP);
    return new TestAttempt(user, known, source, scheme, packet, submission, answering, sessions);
  }

  /// The attempt, by the gateway `vpn-1`, with this found of it.
  public Attempt with(Finding finding) {
    String sent = packet == null ? "packet " + PACKETS.incrementAndGet() : packet;
    var trace =
        new Attempt.Trace(
            "vpn-1",
            source,
            scheme,
            Octets.utf8(sent),
            Octets.utf8("vpn-1 " + source),
            submission == null ? null : Octets.utf8(submission),
            packet == null ? "r-1" : "r-" + packet,
            Duration.ofSeconds(5),
            LoginWorld.START);
    return new Attempt(user, "local/somebody", known, trace, answer, finding, sessions);
  }
}
