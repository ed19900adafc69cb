package dev.postern.testing;

import dev.postern.gateway.GatewaySettings;
import dev.postern.octets.SecretOctets;
import dev.postern.reply.ReplyRule;
import dev.postern.reply.RuleConditions;
import dev.postern.reply.RuleReader;
import dev.postern.token.TokenEvent;
import dev.postern.token.TokenKind;
import dev.postern.token.TokenSerial;
import dev.postern.token.TokenState;
import dev.postern.user.Recoverable;
import dev.postern.user.UserChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Who is there when a dialogue begins, and what happens beside it:
///
/// - `gateway vpn-1 code=appended prompt=A_b`: settings as an operator gives them, `_` a blank
/// - `refine vpn-1 connect-info=test code=challenge`: other settings for some requests of it
/// - `rule staff group=staff gateway=vpn-1 Filter-Id=staff`: a reply rule behind those before it
/// - `user jdoe password secret groups a,b disabled token T1 hotp 8 suspended`: a token is by time,
///   of six digits and active if nothing else is said
/// - `user jdoe recoverable nt-hash`: kept of the password beside its hash
/// - `recoverable jdoe nothing`: what is to be kept from now on
/// - `disable jdoe`, `enable jdoe`, `suspend T1`, `resume T1`, `revoke T1`, `remove T1`
/// - `gateway-off vpn-1`: taken out of service, which the gate has not heard of yet
final class DialogueSetting {
  private final LoginWorld world;
  private final LoginStage stage;
  private final DialogueValues values;
  private final Map<String, GatewaySettings> gateways = new LinkedHashMap<>();
  private final List<ReplyRule> rules = new ArrayList<>();

  DialogueSetting(LoginWorld world, LoginStage stage, DialogueValues values) {
    this.world = world;
    this.stage = stage;
    this.values = values;
  }

  String firstGateway() {
    return gateways.keySet().iterator().next();
  }

  void line(String word, String rest) {
    var words = new ArrayDeque<>(List.of(rest.split("\\s+")));
    switch (word) {
      case "gateway" -> gateway(words);
      case "refine" -> refine(words);
      case "rule" -> rule(words);
      case "user" -> user(words);
      case "disable" -> world.enable(LoginWorld.id(rest), false);
      case "enable" -> world.enable(LoginWorld.id(rest), true);
      case "suspend" -> world.token(new TokenSerial(rest), new TokenEvent.Suspend());
      case "resume" -> world.token(new TokenSerial(rest), new TokenEvent.Resume());
      case "revoke" -> world.token(new TokenSerial(rest), new TokenEvent.Revoke());
      case "remove" -> world.people().tokens().remove(new TokenSerial(rest), LoginWorld.OPERATOR);
      case "recoverable" -> recoverable(words);
      case "gateway-off" -> world.gateway(rest, false);
      default -> throw new IllegalArgumentException("no such word: " + word);
    }
  }

  private void gateway(Deque<String> words) {
    String name = words.removeFirst();
    set(name, GatewaySettings.DEFAULT.with(settings(words)));
  }

  private void refine(Deque<String> words) {
    String name = words.removeFirst();
    var given = settings(words);
    var settings = gateways.getOrDefault(name, GatewaySettings.DEFAULT);
    var refined = new ArrayList<>(settings.refined());
    refined.add(
        new GatewaySettings.Refined(
            taken(given, "connect-info"),
            taken(given, "nas-identifier"),
            taken(given, "vdom"),
            given));
    set(name, settings.refinedBy(refined));
  }

  private void rule(Deque<String> words) {
    String name = words.removeFirst();
    var given = settings(words);
    String user = taken(given, "user");
    String group = taken(given, "group");
    var when =
        new RuleConditions(
            user.isEmpty() && group.isEmpty() ? "" : "local",
            user,
            group,
            taken(given, "gateway"),
            taken(given, "connect-info"),
            taken(given, "nas-identifier"),
            taken(given, "vdom"));
    var reader = new RuleReader(LoginStage.DICTIONARY);
    var attributes =
        given.entrySet().stream()
            .map(one -> reader.attribute(one.getKey(), SecretOctets.utf8(one.getValue())))
            .toList();
    rules.add(new ReplyRule(name, when, attributes));
    stage.rules(rules);
  }

  private static String taken(Map<String, String> given, String name) {
    String value = given.remove(name);
    return value == null ? "" : value;
  }

  private void set(String name, GatewaySettings settings) {
    gateways.put(name, settings);
    stage.gateway(name, settings);
  }

  private static SortedMap<String, String> settings(Deque<String> words) {
    var settings = new TreeMap<String, String>();
    for (String word : words) {
      int equals = word.indexOf('=');
      settings.put(word.substring(0, equals), word.substring(equals + 1).replace('_', ' '));
    }
    return settings;
  }

  private void user(Deque<String> words) {
    String name = words.removeFirst();
    String password = "";
    var groups = new String[0];
    boolean disabled = false;
    var recoverable = Recoverable.NOTHING;
    var tokens = new ArrayList<ArrayDeque<String>>();
    while (!words.isEmpty()) {
      switch (words.removeFirst()) {
        case "password" -> password = words.removeFirst();
        case "groups" -> groups = words.removeFirst().split(",");
        case "disabled" -> disabled = true;
        case "recoverable" -> recoverable = recoverable(words.removeFirst());
        case "token" -> tokens.add(token(words));
        case String other -> throw new IllegalArgumentException("no such word: " + other);
      }
    }
    var user = world.user(name, password, recoverable, groups);
    for (var token : tokens) {
      String serial = token.removeFirst();
      var kind = token.remove("hotp") ? TokenKind.HOTP : TokenKind.TOTP;
      int digits = token.remove("8") ? 8 : 6;
      var state =
          token.isEmpty()
              ? TokenState.ACTIVE
              : TokenState.valueOf(token.removeFirst().toUpperCase(Locale.ROOT));
      values.token(world.token(user, serial, kind, digits, state));
    }
    if (disabled) {
      world.enable(user, false);
    }
  }

  private void recoverable(Deque<String> words) {
    var user = LoginWorld.id(words.removeFirst());
    var change = new UserChange(null, null, null, null, null, recoverable(words.removeFirst()));
    world.people().users().change(user, change, LoginWorld.OPERATOR);
  }

  private static Recoverable recoverable(String text) {
    return Recoverable.parse(text).orElseThrow();
  }

  private static ArrayDeque<String> token(Deque<String> words) {
    var token = new ArrayDeque<>(List.of(words.removeFirst()));
    while (!words.isEmpty()
        && !List.of("token", "groups", "disabled", "recoverable").contains(words.getFirst())) {
      token.add(words.removeFirst());
    }
    return token;
  }
}
