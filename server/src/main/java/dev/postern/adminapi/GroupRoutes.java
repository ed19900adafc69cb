package dev.postern.adminapi;

import static dev.postern.adminapi.Permission.CHANGE_PEOPLE;
import static dev.postern.adminapi.Permission.SEE_PEOPLE;
import static dev.postern.http.Method.DELETE;
import static dev.postern.http.Method.GET;
import static dev.postern.http.Method.POST;
import static dev.postern.http.Method.PUT;

import dev.postern.api.ApiPaths;
import dev.postern.api.GroupView;
import dev.postern.api.NewGroup;
import dev.postern.http.Answer;
import dev.postern.http.Page;
import dev.postern.http.Problem;
import dev.postern.http.Request;
import dev.postern.user.Group;
import dev.postern.user.GroupSize;
import dev.postern.user.Groups;
import dev.postern.user.Groups.MemberOutcome;
import dev.postern.user.RealmName;
import dev.postern.user.UserId;
import java.util.List;
import java.util.Objects;

/// Groups and who is in them.
public final class GroupRoutes implements AdminRoutes {
  private final Groups groups;

  public GroupRoutes(Groups groups) {
    this.groups = groups;
  }

  @Override
  public List<AdminRoute> routes() {
    return List.of(
        new AdminRoute(GET, ApiPaths.GROUPS, SEE_PEOPLE, this::list),
        new AdminRoute(POST, ApiPaths.GROUPS, CHANGE_PEOPLE, this::add),
        new AdminRoute(DELETE, ApiPaths.GROUP, CHANGE_PEOPLE, this::remove),
        new AdminRoute(PUT, ApiPaths.GROUP_MEMBER, CHANGE_PEOPLE, this::join),
        new AdminRoute(DELETE, ApiPaths.GROUP_MEMBER, CHANGE_PEOPLE, this::leave));
  }

  private Answer list(Request request, Caller caller) {
    var realm = PathNames.realm(request.query("realm").orElse(null), caller);
    var range = request.range();
    var behind =
        groups.of(realm).stream()
            .filter(size -> size.group().name().compareTo(range.after()) > 0)
            .sorted((a, b) -> a.group().name().compareTo(b.group().name()))
            .limit(range.limit() + 1L)
            .toList();
    var page = Page.of(behind, range, size -> size.group().name());
    return Answer.ok(page.map(GroupRoutes::view));
  }

  private static GroupView view(GroupSize size) {
    Group group = size.group();
    return new GroupView(group.realm().text(), group.name(), group.description(), size.members());
  }

  private Answer add(Request request, Caller caller) {
    var body = request.body(NewGroup.class);
    var realm = PathNames.realm(body.realm(), caller);
    if (!Group.sound(body.name())) {
      return Answer.failed(
          Problem.invalid("a group's name has 1 to 240 octets and no commas or control characters")
              .field("name"));
    }
    var group = new Group(realm, body.name(), Objects.requireNonNullElse(body.description(), ""));
    return groups.add(group, caller.actor())
        ? Answer.created(view(new GroupSize(group, 0)))
        : Answer.failed(
            Problem.conflict("there is a group '" + group.name() + "' already, or no such realm"));
  }

  private Answer remove(Request request, Caller caller) {
    var realm = PathNames.realm(request.segment("realm"), caller);
    String name = request.segment("name");
    return groups.remove(realm, name, caller.actor())
        ? Answer.done()
        : Answer.failed(noSuchGroup(name));
  }

  private static Problem noSuchGroup(String name) {
    return Problem.notFound("there is no group '" + name + "'").hint("run: posternctl group list");
  }

  private Answer join(Request request, Caller caller) {
    var realm = PathNames.realm(request.segment("realm"), caller);
    var member = member(request, realm);
    String group = request.segment("name");
    return answer(groups.join(member, realm, group, caller.actor()), request);
  }

  private Answer leave(Request request, Caller caller) {
    var realm = PathNames.realm(request.segment("realm"), caller);
    var member = member(request, realm);
    String group = request.segment("name");
    return answer(groups.leave(member, realm, group, caller.actor()), request);
  }

  private static UserId member(Request request, RealmName realm) {
    return UserId.of(realm, PathNames.userName(request.segment("user")));
  }

  private static Answer answer(MemberOutcome outcome, Request request) {
    return switch (outcome) {
      case DONE, ALREADY_SO -> Answer.done();
      case NO_SUCH_GROUP -> Answer.failed(noSuchGroup(request.segment("name")));
      case NO_SUCH_USER ->
          Answer.failed(
              Problem.notFound("there is no user '" + request.segment("user") + "'")
                  .hint("run: posternctl user list"));
    };
  }
}
