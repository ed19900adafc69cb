package dev.postern.cli;

import dev.postern.api.ApiPaths;
import dev.postern.api.LoginReply;
import dev.postern.api.LoginRequest;
import dev.postern.api.Secret;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `posternctl login`: a person's password and code for a key that the next commands use.
@Command(name = "login", description = "get a key for the hours to come")
final class LoginCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "NAME", description = "the operator's name")
  String name = "";

  @Option(names = "--code", paramLabel = "CODE", description = "the code of your token")
  @Nullable String code;

  @Option(names = "--password-stdin", description = "read the password from stdin")
  boolean stdin;

  LoginCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    ServerFinder finder = session.finder();
    URI server = finder.server();
    Secret password = session.password(stdin, "password: ");
    var request = new LoginRequest(name, password, code());
    LoginReply reply =
        finder.withoutKey().post(Place.of(ApiPaths.LOGIN), request, LoginReply.class);
    LoginKeyFile.in(session.surroundings()).keep(server, reply);
    session.done("logged in as " + name + " until " + session.time(reply.expiresAt()));
  }

  private @Nullable Secret code() {
    String given =
        code == null && !stdin
            ? session.terminal().ask("code (empty if you have no token): ").strip()
            : Objects.requireNonNullElse(code, "");
    return given.isEmpty() ? null : new Secret(given);
  }
}
