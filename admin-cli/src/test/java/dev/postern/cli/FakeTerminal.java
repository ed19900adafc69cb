package dev.postern.cli;

import dev.postern.api.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/// A terminal in memory: with answers somebody sits at it, without there are only pipes.
final class FakeTerminal implements Terminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final PrintWriter outPrinter = new PrintWriter(out);
  private final PrintWriter errPrinter = new PrintWriter(err);
  private final InputStream in;
  private final Deque<String> answers;
  private final boolean interactive;

  FakeTerminal(String stdin, Collection<String> answers) {
    this.in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    this.answers = new ArrayDeque<>(answers);
    this.interactive = !answers.isEmpty();
  }

  String printed() {
    outPrinter.flush();
    return out.toString();
  }

  String complained() {
    errPrinter.flush();
    return err.toString();
  }

  @Override
  public PrintWriter out() {
    return outPrinter;
  }

  @Override
  public PrintWriter err() {
    return errPrinter;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public boolean interactive() {
    return interactive;
  }

  @Override
  public boolean shown() {
    return interactive;
  }

  @Override
  public boolean errShown() {
    return false;
  }

  @Override
  public String ask(String question) {
    errPrinter.println(question.strip());
    return answers.removeFirst();
  }

  @Override
  public Secret askSecret(String question) {
    return new Secret(ask(question));
  }
}
