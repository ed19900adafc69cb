package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.RealmChange;
import dev.postern.api.RealmChanged;
import dev.postern.api.RealmView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl realm …`
@Command(name = "realm", description = "what holds for everybody in a realm")
final class RealmCommands {
  private final Session session;

  RealmCommands(Session session) {
    this.session = session;
  }

  @Command(name = "show", description = "show a realm")
  void show(@Parameters(paramLabel = "REALM", description = "the realm's name") String name) {
    RealmView view = session.api().get(Place.of(ApiPaths.REALM, name), RealmView.class);
    session.show(
        view, new Details().line("name", view.name()).line("recoverable", view.recoverable()));
  }

  @Command(name = "change", description = "change a realm and everybody in it")
  void change(
      @Parameters(paramLabel = "REALM", description = "the realm's name") String name,
      @Option(
              names = "--recoverable",
              paramLabel = "KIND",
              required = true,
              description =
                  "what to keep of passwords beside their hashes: nothing, nt-hash (for MS-CHAP) or"
                      + " password (for CHAP, too); a thief can log in with it")
          String recoverable,
      @Mixin Sure sure) {
    session.confirm(
        sure.yes, "keep " + recoverable + " of the passwords of everybody in realm " + name);
    RealmChanged changed =
        session
            .api()
            .patch(
                Place.of(ApiPaths.REALM, name), new RealmChange(recoverable), RealmChanged.class);
    session.show(changed, "realm " + name + " changed, and " + changed.users() + " users in it");
  }
}
