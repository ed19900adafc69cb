package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.DisconnectReport;
import dev.postern.api.SessionView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl session …`
@Command(name = "session", description = "who is connected, as gateways tell")
final class SessionCommands {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private final Session session;

  SessionCommands(Session session) {
    this.session = session;
  }

  /// Whose.
  static final class Of {
    @Option(
        names = "--user",
        paramLabel = "USER",
        description = "only this user's, of another realm as REALM/USER")
    @Nullable String user;
  }

  @Command(name = "list", description = "list open sessions, the newest first")
  void list(
      @Mixin Of of,
      @Option(names = "--gateway", paramLabel = "NAME", description = "only of this gateway")
          @Nullable String gateway,
      @Option(names = "--all", description = "those that are over too") boolean all) {
    var place =
        Place.of(ApiPaths.SESSIONS)
            .with("user", of.user)
            .with("gateway", gateway)
            .with("all", all ? true : null);
    var heading =
        new ArrayList<>(
            List.of("ID", "USER", "GATEWAY", "SINCE", "ADDRESS", "FROM", "IN", "OUT", "HEARD"));
    if (all) {
      heading.add("ENDED");
    }
    session.list(
        ListOf.all(place, SessionView.class, heading.toArray(String[]::new)),
        view -> row(view, all));
  }

  private List<String> row(SessionView view, boolean all) {
    var row =
        new ArrayList<>(
            List.of(
                view.id(),
                view.user(),
                view.gateway(),
                session.time(view.startedAt()),
                String.join(" ", view.addresses()),
                view.station(),
                octets(view.inputOctets()),
                octets(view.outputOctets()),
                session.time(view.heardAt())));
    if (all) {
      row.add(session.time(view.endedAt()));
    }
    return row;
  }

  /// `1.4 GiB`.
  static String octets(long octets) {
    double amount = octets;
    int unit = 0;
    while (amount >= 1024 && unit + 1 < UNITS.length) {
      amount /= 1024;
      unit++;
    }
    return unit == 0 ? octets + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }

  @Command(name = "show", description = "show a session")
  void show(@Parameters(paramLabel = "ID", description = "from the list") String id, @Mixin Of of) {
    var place = Place.of(ApiPaths.SESSION, id).with("user", of.user);
    SessionView view = session.api().get(place, SessionView.class);
    var details =
        new Details()
            .line("id", view.id())
            .line("user", view.user())
            .line("gateway", view.gateway())
            .line("NAS", view.nas())
            .line("Acct-Session-Id", view.session())
            .line("from", view.station())
            .line("addresses", view.addresses())
            .line("since", session.time(view.startedAt()))
            .line("last heard", session.time(view.heardAt()))
            .line("ended", session.time(view.endedAt()))
            .line("ended by", ending(view))
            .line("lasted", Durations.text(Duration.ofSeconds(view.seconds())))
            .line("from the user", octets(view.inputOctets()))
            .line("to the user", octets(view.outputOctets()))
            .line("login", view.login());
    session.show(view, details);
  }

  private static @Nullable String ending(SessionView view) {
    String ending = view.ending();
    if (ending == null) {
      return null;
    }
    String words =
        switch (ending) {
          case "stop" -> "the gateway";
          case "gateway" -> "a restart of the gateway";
          case "silence" -> "silence: nothing was heard of it any more";
          default -> ending;
        };
    return view.cause() == null ? words : words + ", " + view.cause();
  }

  @Command(name = "disconnect", description = "have the gateway end a session, or all of a user")
  int disconnect(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "from the list")
          @Nullable String id,
      @Mixin Of of,
      @Mixin Sure sure) {
    if (id == null && of.user == null) {
      throw CommandFailed.wrongUse("neither a session nor a user is named", "ID, or --user USER");
    }
    if (id == null) {
      session.confirm(sure.yes, "end all sessions of " + of.user);
    }
    var ids = id == null ? open(of) : List.of(id);
    boolean done = true;
    for (String one : ids) {
      done &= disconnect(one, of);
    }
    if (ids.isEmpty()) {
      session.done("no session of " + of.user + " is open");
    }
    return (done ? ExitCode.DONE : ExitCode.REFUSED).number();
  }

  private List<String> open(Of of) {
    var ids = new ArrayList<String>();
    session
        .api()
        .list(
            Place.of(ApiPaths.SESSIONS).with("user", of.user),
            SessionView.class,
            Integer.MAX_VALUE,
            views -> views.forEach(view -> ids.add(view.id())));
    return ids;
  }

  private boolean disconnect(String id, Of of) {
    var place = Place.of(ApiPaths.SESSION_DISCONNECT, id).with("user", of.user);
    DisconnectReport report = session.api().post(place, DisconnectReport.class);
    session.show(report, id + " of " + report.session().user() + ": " + report.words());
    if (report.hint() != null) {
      session.hint(report.hint());
    }
    return report.outcome().equals("acknowledged");
  }
}
