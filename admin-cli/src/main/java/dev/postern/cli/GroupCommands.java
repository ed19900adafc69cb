package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.GroupView;
import dev.postern.api.NewGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl group …`
@Command(name = "group", description = "groups of users")
final class GroupCommands {
  private final Session session;

  GroupCommands(Session session) {
    this.session = session;
  }

  /// The group that a command is about.
  static final class Named {
    @Parameters(index = "0", paramLabel = "GROUP", description = "the group's name")
    String name = "";

    @Option(
        names = "--realm",
        paramLabel = "REALM",
        defaultValue = "local",
        description = "the group's realm (${DEFAULT-VALUE})")
    String realm = "";
  }

  @Command(name = "add", description = "add a group")
  void add(
      @Mixin Named group,
      @Option(names = "--description", paramLabel = "TEXT", description = "what it is for")
          @Nullable String description) {
    var added = new NewGroup(group.realm, group.name, description);
    GroupView view = session.api().post(Place.of(ApiPaths.GROUPS), added, GroupView.class);
    session.show(view, "group " + view.name() + " added");
  }

  @Command(name = "list", description = "list groups")
  void list(
      @Option(names = "--realm", paramLabel = "REALM", description = "only of this realm")
          @Nullable String realm) {
    Place place = Place.of(ApiPaths.GROUPS).with("realm", realm);
    session.list(
        ListOf.all(place, GroupView.class, "NAME", "REALM", "MEMBERS", "DESCRIPTION"), this::row);
  }

  private List<String> row(GroupView group) {
    return List.of(
        group.name(), group.realm(), String.valueOf(group.members()), group.description());
  }

  @Command(name = "remove", description = "remove a group; its members stay")
  void remove(@Mixin Named group, @Mixin Sure sure) {
    session.confirm(sure.yes, "remove group " + group.name);
    session.api().delete(Place.of(ApiPaths.GROUP, group.realm, group.name));
    session.done("group " + group.name + " removed");
  }

  @Command(name = "join", description = "put users into a group")
  void join(
      @Mixin Named group,
      @Parameters(paramLabel = "USER", index = "1..*", arity = "1..*") List<String> users) {
    var api = session.api();
    for (String user : users) {
      api.put(Place.of(ApiPaths.GROUP_MEMBER, group.realm, group.name, user), null);
      session.done(user + " is in " + group.name);
    }
  }

  @Command(name = "leave", description = "take users out of a group")
  void leave(
      @Mixin Named group,
      @Parameters(paramLabel = "USER", index = "1..*", arity = "1..*") List<String> users) {
    var api = session.api();
    for (String user : users) {
      api.delete(Place.of(ApiPaths.GROUP_MEMBER, group.realm, group.name, user));
      session.done(user + " is no longer in " + group.name);
    }
  }
}
