package dev.postern.cli.takeover;

import dev.postern.cli.takeover.FortiGateConfig.Fortitoken;
import dev.postern.cli.takeover.FortiGateConfig.Group;
import dev.postern.cli.takeover.FortiGateConfig.Person;
import dev.postern.cli.takeover.FortiGateConfig.Scoped;
import dev.postern.cli.takeover.FortiGateConfig.TwoFactor;
import dev.postern.cli.takeover.FortiGateConfig.Usage;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads a FortiGate's configuration backup, or what `show` printed of it. Whatever is not about
/// people, tokens and where they are let in is passed over and never kept.
final class FortiGateReader {
  private static final int DEEPEST = 64;
  private static final int MOST_THINGS = 200_000;
  private static final String ROOT = "root";
  private static final String VDOM = "vdom";

  private final FortiOsTokens tokens;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final List<Person> users = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, Fortitoken> fortitokens = new LinkedHashMap<>();
  private final List<Scoped> servers = new ArrayList<>();
  private final List<Usage> usages = new ArrayList<>();
  private long last = 1;

  FortiGateReader(InputStream in) {
    tokens = new FortiOsTokens(in);
  }

  /// What a `config` or an `edit` opened.
  private static final class Level {
    private final long line;
    private final boolean edit;
    private final String name;
    private final Map<String, List<String>> settings = new HashMap<>();

    Level(long line, boolean edit, String name) {
      this.line = line;
      this.edit = edit;
      this.name = name;
    }

    List<String> all(String setting) {
      return settings.getOrDefault(setting, List.of());
    }

    String one(String setting) {
      return all(setting).isEmpty() ? "" : all(setting).getFirst();
    }
  }

  FortiGateConfig read() {
    for (var line = tokens.next(); line.isPresent(); line = tokens.next()) {
      last = line.get().number();
      take(line.get());
    }
    if (!levels.isEmpty()) {
      throw new BrokenFile(
          last,
          "the file ends within what line " + levels.peek().line + " began: it is half a file");
    }
    return new FortiGateConfig(users, groups, fortitokens, servers, usages);
  }

  private void take(FortiOsTokens.Line line) {
    switch (line.word(0)) {
      case "config" ->
          open(line, false, String.join(" ", line.words().subList(1, line.words().size())));
      case "edit" -> open(line, true, line.word(1));
      case "set" -> set(line);
      case "next" -> {
        if (top().filter(level -> level.edit).isEmpty()) {
          throw new BrokenFile(line.number(), "a 'next' that ends no 'edit'");
        }
        close();
      }
      case "end" -> end(line);
      default -> {
        // unset, append, and what a terminal printed between
      }
    }
  }

  private void open(FortiOsTokens.Line line, boolean edit, String name) {
    if (levels.size() >= DEEPEST) {
      throw new BrokenFile(line.number(), "over 64 levels in one another");
    }
    levels.push(new Level(line.number(), edit, name));
  }

  private Optional<Level> top() {
    return Optional.ofNullable(levels.peek());
  }

  private void set(FortiOsTokens.Line line) {
    if (levels.isEmpty()) {
      throw new BrokenFile(line.number(), "a 'set' outside of 'config': the beginning is missing");
    }
    if (line.words().size() > 2 && wanted(section())) {
      levels.element().settings.put(line.word(1), line.words().subList(2, line.words().size()));
    }
  }

  private void end(FortiOsTokens.Line line) {
    if (top().filter(level -> level.edit).isPresent()) {
      close();
    }
    if (levels.isEmpty()) {
      throw new BrokenFile(line.number(), "an 'end' that ends nothing: the beginning is missing");
    }
    close();
  }

  /// The innermost `config`, without the VDOM it is in.
  private String section() {
    return levels.stream()
        .filter(level -> !level.edit)
        .map(level -> level.name)
        .findFirst()
        .orElse("");
  }

  private static boolean wanted(String section) {
    return switch (section) {
      case "user local",
          "user group",
          "user fortitoken",
          "system admin",
          "user radius",
          "user ldap",
          "user tacacs+",
          "authentication-rule" ->
          true;
      default -> policy(section) || phase1(section);
    };
  }

  private static boolean policy(String section) {
    return section.equals("firewall policy") || section.equals("firewall policy6");
  }

  private static boolean phase1(String section) {
    return section.equals("vpn ipsec phase1-interface") || section.equals("vpn ipsec phase1");
  }

  private void close() {
    Level level = levels.pop();
    String section = section();
    if (level.edit && wanted(section)) {
      keep(level, section);
      if (users.size() + groups.size() + fortitokens.size() + usages.size() > MOST_THINGS) {
        throw new BrokenFile(level.line, "over 200,000 users, groups, tokens and policies");
      }
    }
  }

  private void keep(Level level, String section) {
    switch (section) {
      case "user local" -> users.add(person(level, vdom()));
      case "system admin" -> {
        users.add(person(level, FortiGateConfig.ADMINISTRATORS));
        use(level, "administrators by " + level.name, level.all("remote-group"));
      }
      case "user group" ->
          groups.add(new Group(level.line, vdom(), level.name, level.all("member")));
      case "user fortitoken" -> fortitokens.put(level.name, fortitoken(level));
      case "user radius", "user ldap", "user tacacs+" ->
          servers.add(new Scoped(vdom(), level.name));
      case "authentication-rule" ->
          use(level, "SSL VPN rule(" + level.name + ")", level.all("groups"));
      default ->
          use(
              level,
              (policy(section) ? "policy(" : "phase1(") + level.name + ")",
              level.all(policy(section) ? "groups" : "authusrgrp"));
    }
  }

  private void use(Level level, String what, List<String> groupNames) {
    if (!groupNames.isEmpty()) {
      usages.add(new Usage(level.line, vdom(), what, groupNames));
    }
  }

  /// The VDOM that we are in: `config vdom`, `edit NAME`.
  private String vdom() {
    List<Level> outward = List.copyOf(levels);
    for (int i = 1; i < outward.size(); i++) {
      if (outward.get(i).name.equals(VDOM) && !outward.get(i).edit) {
        return outward.get(i - 1).name;
      }
    }
    return ROOT;
  }

  private static Person person(Level level, String vdom) {
    String server =
        Stream.of("radius-server", "ldap-server", "tacacs+-server", "remote-group")
            .map(level::one)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    return new Person(
        level.line,
        vdom,
        level.name,
        level.one("type").isEmpty() ? "password" : level.one("type"),
        server,
        !level.one("status").equals("disable"),
        level.one("wildcard").equals("enable"),
        TwoFactor.of(level.one("two-factor")),
        level.one("fortitoken"),
        level.one("email-to"),
        level.one("sms-phone"));
  }

  private Fortitoken fortitoken(Level level) {
    String seed = String.join(" ", level.all("seed"));
    return new Fortitoken(
        level.line,
        vdom(),
        level.name,
        level.one("license"),
        level.one("status").equals("lock"),
        level.one("comments"),
        seed.isEmpty() ? null : seed);
  }
}
