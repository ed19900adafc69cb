package dev.postern.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.http.Answer;
import dev.postern.http.Request;
import dev.postern.operator.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdminDoorTest {
  private final AdminDoor door = new AdminDoor(AdminDoorTest::caller);

  @Test
  void aKnownKeyOpensWhatItsRoleMay() {
    assertThat(ask("Bearer admin")).isInstanceOf(Answer.Json.class);
    assertThat(ask("bearer  helpdesk ")).isInstanceOf(Answer.Json.class);
  }

  @Test
  void withoutAKeyNothingOpens() {
    assertThat(status(ask(""))).isEqualTo(401);
    assertThat(status(ask("Basic admin"))).isEqualTo(401);
    assertThat(status(ask("Bearer "))).isEqualTo(401);
    assertThat(status(ask("Bearer stranger"))).isEqualTo(401);
  }

  private Answer ask(String authorization) {
    List<dev.postern.http.Route> routes = door.guard(List.of(new SelfRoutes()));
    Request request = new FakeRequest().with("Authorization", authorization);
    return routes.getFirst().handler().answer(request);
  }

  private static int status(Answer answer) {
    return ((Answer.Failed) answer).problem().status();
  }

  private static Optional<Caller> caller(String key) {
    return Role.parse(key).map(role -> new Caller(new Actor.Operator(key), role, Set.of()));
  }
}
