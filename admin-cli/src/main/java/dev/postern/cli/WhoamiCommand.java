package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.Self;
import java.util.Objects;
import picocli.CommandLine.Command;

/// `posternctl whoami`
@Command(name = "whoami", description = "whom the server takes you for")
final class WhoamiCommand implements Runnable {
  private final Session session;

  WhoamiCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Self self = session.api().get(Place.of(ApiPaths.SELF), Self.class);
    session.show(
        self,
        new Details()
            .line(self.kind().toString(), self.name())
            .line("role", self.role())
            .line("realm", Objects.requireNonNullElse(self.realm(), "all"))
            .line("expires", self.expiresAt() == null ? "never" : session.time(self.expiresAt())));
  }
}
