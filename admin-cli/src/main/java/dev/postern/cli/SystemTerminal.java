package dev.postern.cli;

import dev.postern.api.Secret;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The terminal, files or pipes that the process was started with. Written in UTF-8 whatever the
/// locale says, since names and QR codes need more than ASCII.
final class SystemTerminal implements Terminal {
  private final PrintWriter out = writer(FileDescriptor.out);
  private final PrintWriter err = writer(FileDescriptor.err);
  private final boolean dumb;

  SystemTerminal(Map<String, String> environment) {
    this.dumb = "dumb".equals(environment.get("TERM"));
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    OutputStream stream = new FileOutputStream(descriptor);
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public PrintWriter err() {
    return err;
  }

  @Override
  public InputStream in() {
    return System.in;
  }

  @Override
  public boolean interactive() {
    return console().isPresent();
  }

  @Override
  public boolean shown() {
    return interactive();
  }

  @Override
  public boolean errShown() {
    return interactive() && !dumb;
  }

  @Override
  public String ask(String question) {
    flush();
    String answer = requireConsole().readLine("%s", question);
    return answer == null ? "" : answer;
  }

  @Override
  public Secret askSecret(String question) {
    flush();
    char[] answer = requireConsole().readPassword("%s", question);
    return new Secret(answer == null ? "" : new String(answer));
  }

  private void flush() {
    out.flush();
    err.flush();
  }

  private static Console requireConsole() {
    return console().orElseThrow(() -> new AssertionError("asked without a terminal"));
  }

  private static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
