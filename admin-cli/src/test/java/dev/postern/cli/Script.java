package dev.postern.cli;

import dev.postern.cli.RecordedServer.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A command with all that goes in and must come out, read from text:
///
/// ```
/// # what is shown
/// env     NAME=VALUE
/// stdin   a line
/// file    NAME a line of this file in FOLDER
/// answer  what the person at the terminal types
/// > METHOD PATH JSON-BODY
/// < STATUS ANSWER
/// <        a further line of the answer
/// $ posternctl …
/// | a line on stdout; `| …` stands for any lines
/// ! a line on stderr
/// exit 1
/// ```
final class Script {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  final String heading;
  final Map<String, String> environment = new HashMap<>();
  final Map<String, String> files = new HashMap<>();
  final List<String> answers = new ArrayList<>();
  final List<Recorded> exchanges = new ArrayList<>();
  final List<String> words = new ArrayList<>();
  final List<String> out = new ArrayList<>();
  final List<String> err = new ArrayList<>();
  final StringBuilder stdin = new StringBuilder();
  int exit;

  private String request = "";

  private Script(String heading) {
    this.heading = heading;
  }

  static List<Script> read(String text) {
    var scripts = new ArrayList<Script>();
    for (String line : text.lines().filter(it -> !it.isBlank()).toList()) {
      if (line.startsWith("# ")) {
        scripts.add(new Script(line.substring(2)));
      } else {
        scripts.getLast().take(line);
      }
    }
    return scripts;
  }

  private void take(String line) {
    String[] parts = line.split(" +", 2);
    String rest = parts.length < 2 ? "" : parts[1];
    switch (parts[0]) {
      case "env" -> environment.put(rest.split("=", 2)[0], rest.split("=", 2)[1]);
      case "stdin" -> stdin.append(rest).append('\n');
      case "file" -> file(rest.split(" ", 2));
      case "answer" -> answers.add(rest);
      case ">" -> request = rest;
      case "<" -> answer(rest);
      case "$" -> command(rest);
      case "|" -> out.add(line.length() < 2 ? "" : line.substring(2));
      case "!" -> err.add(line.substring(2));
      case "exit" -> exit = Integer.parseInt(rest);
      default -> throw new IllegalArgumentException("what is this? " + line);
    }
  }

  private void file(String[] nameAndLine) {
    files.merge(nameAndLine[0], nameAndLine[1] + "\n", String::concat);
  }

  private void answer(String line) {
    if (!line.matches("\\d{3}( .*)?")) {
      Recorded last = exchanges.removeLast();
      exchanges.add(
          new Recorded(last.request(), last.body(), last.status(), last.answer() + "\n" + line));
      return;
    }
    String[] said = request.split(" ", 3);
    exchanges.add(
        new Recorded(
            said[0] + " " + said[1],
            said.length < 3 ? "" : said[2],
            Integer.parseInt(line.substring(0, 3)),
            line.substring(Math.min(4, line.length()))));
  }

  private void command(String line) {
    var matcher = WORD.matcher(line.substring("posternctl".length()));
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
  }
}
