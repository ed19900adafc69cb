package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.HELP_PEOPLE;
import static dev.postern.http.Method.GET;
import static dev.postern.http.Method.POST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.actor.Actor;
import dev.postern.api.ApiPaths;
import dev.postern.http.Answer;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.operator.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdminDoorTest {
  private final AdminDoor door = new AdminDoor(AdminDoorTest::caller, _ -> {});

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

  /// S34
  @Test
  void whatTheHelpDeskLetsPeopleInByIsTold() {
    var told = new ArrayList<Actor>();
    AdminRoutes users =
        () ->
            List.of(
                new AdminRoute(POST, ApiPaths.USER_UNLOCK, HELP_PEOPLE, AdminDoorTest::unlock),
                new AdminRoute(GET, ApiPaths.USER, HELP_PEOPLE, AdminDoorTest::unlock),
                new AdminRoute(POST, ApiPaths.TOKEN_SUSPEND, HELP_PEOPLE, AdminDoorTest::unlock));
    var routes = new AdminDoor(AdminDoorTest::caller, told::add).guard(List.of(users));
    for (String key : List.of("helpdesk", "admin", "auditor")) {
      for (var route : routes) {
        route.handler().answer(new FakeRequest().with("Authorization", "Bearer " + key));
      }
    }
    routes
        .getFirst()
        .handler()
        .answer(
            new FakeRequest().with("Authorization", "Bearer helpdesk").asking("refused", "yes"));
    assertThat(told).containsExactly(new Actor.Operator("helpdesk"));
  }

  private static Answer unlock(Request request, Caller caller) {
    return request.query("refused").isPresent()
        ? Answer.failed(Problem.notFound("there is no such user"))
        : Answer.done();
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
