package dev.postern.access;

import dev.postern.gateway.GatewayPolicy;
import dev.postern.mschap.MsChapV2Answer;
import dev.postern.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request on its way: with its policy, its trace, the moment that counts as now, and how its
/// login began.
record Login(
    AccessRequest request,
    GatewayPolicy policy,
    Attempt.Trace trace,
    UserId user,
    String name,
    Opening opening) {
  Login begunBy(Opening begun) {
    return new Login(request, policy, trace, user, name, begun);
  }

  Login answeredBy(@Nullable MsChapV2Answer answer) {
    return answer == null ? this : begunBy(new Opening(opening.scheme(), answer));
  }

  Instant now() {
    return trace.at();
  }
}
