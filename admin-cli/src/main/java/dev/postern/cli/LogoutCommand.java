package dev.postern.cli;

import dev.postern.api.ApiPaths;
import picocli.CommandLine.Command;

/// `posternctl logout`
@Command(name = "logout", description = "end the key of the login")
final class LogoutCommand implements Runnable {
  private final Session session;

  LogoutCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    LoginKeyFile kept = LoginKeyFile.in(session.surroundings());
    if (kept.read().isEmpty()) {
      throw CommandFailed.refused("nobody is logged in", null);
    }
    session.finder().withLoginKey().ifPresent(api -> api.post(Place.of(ApiPaths.LOGOUT)));
    kept.forget();
    session.done("logged out");
  }
}
