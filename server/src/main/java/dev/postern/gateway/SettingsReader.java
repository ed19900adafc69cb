package dev.postern.gateway;

import dev.postern.certificate.AlternativeName;
import dev.postern.words.DidYouMean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads [GatewaySettings] into [GatewayRules], reporting every problem at once.
///
/// The settings of a policy, which a refinement may override: `code` (challenge, appended, either),
/// `prompt`, `challenge-code`, `challenge-always`, `fresh-challenges` (0 to 2), `state-seconds`,
/// `budget-seconds`, `without-token` (reject, password-alone), `groups-as` (none,
/// fortinet-group-name, class, filter-id), `eap` (off, or some of ttls, peap, mschapv2, tls and gtc
/// with commas between), `certificate-alone`, `eap-prompt` (off, tunnel, forticlient,
/// forticlient-5), `sessions` (0 to 1000), `disconnect-port` (off, 1 to 65535), `reply` (lines of
/// `Name = value`). Those of the gateway alone, for they hold before a request is understood:
/// `require-message-authenticator`, `limit-proxy-state`, `insecure`, `resend-seconds`,
/// `radsec-names` (up to 16, blanks between), `radsec-from-networks`, `radsec-only`.
///
/// `limit-proxy-state` is on where Message-Authenticator is not required. To have both off takes
/// `insecure = acknowledged`, since such a gateway's replies can be forged (CVE-2024-3596), unless
/// it is answered over TLS alone.
public final class SettingsReader {
  private static final Set<String> POLICY =
      Set.of(
          "code",
          "prompt",
          "challenge-code",
          "challenge-always",
          "fresh-challenges",
          "state-seconds",
          "budget-seconds",
          "without-token",
          "groups-as",
          "eap",
          "certificate-alone",
          "eap-prompt",
          "sessions",
          "disconnect-port",
          "reply");
  private static final Set<String> GATEWAY =
      Set.of(
          "require-message-authenticator",
          "limit-proxy-state",
          "insecure",
          "resend-seconds",
          "radsec-names",
          "radsec-from-networks",
          "radsec-only");

  /// A Reply-Message is one attribute (RFC 2865, section 5.18).
  private static final int LONGEST_PROMPT = 253;

  private static final int MOST_REFINEMENTS = 32;
  private static final int MOST_NAMES = 16;
  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final int MOST_SESSIONS = 1000;
  private static final int USUAL_RESEND = 5;
  private static final int LONGEST_RESEND = 60;

  private final ReplyCheck check;
  private final List<SettingProblem> problems = new ArrayList<>();
  private SortedMap<String, String> values = new TreeMap<>();
  private int refinement;

  private SettingsReader(ReplyCheck check) {
    this.check = check;
  }

  public static SettingsReading read(GatewaySettings settings, ReplyCheck check) {
    var reader = new SettingsReader(check);
    var rules = reader.rules(settings);
    return reader.problems.isEmpty()
        ? new SettingsReading.Sound(rules)
        : new SettingsReading.Unsound(reader.problems);
  }

  private GatewayRules rules(GatewaySettings settings) {
    values = settings.values();
    var known = new TreeSet<>(POLICY);
    known.addAll(GATEWAY);
    refuseUnknown(values, known);
    boolean require = yes("require-message-authenticator", true);
    boolean limit = yes("limit-proxy-state", !require);
    String insecure = values.getOrDefault("insecure", "");
    if (!insecure.isEmpty() && !insecure.equals("acknowledged")) {
      problem("insecure", "can only be 'acknowledged'");
    }
    var radSec = radSec();
    if (!require && !limit && insecure.isEmpty() && !radSec.only()) {
      problem(
          "limit-proxy-state",
          "is off as Message-Authenticator is, so that replies can be forged (CVE-2024-3596): turn"
              + " one on, or acknowledge it: posternctl says --insecure-acknowledged, the API"
              + " ?insecure=acknowledged");
    }
    var policy = policy();
    return new GatewayRules(require, limit, resend(policy), radSec, policy, refinements(settings));
  }

  private RadSecRules radSec() {
    var names = new LinkedHashSet<AlternativeName>();
    BLANKS
        .splitAsStream(values.getOrDefault("radsec-names", ""))
        .filter(text -> !text.isEmpty())
        .forEach(text -> RadSecRules.name(text).ifPresentOrElse(names::add, () -> noName(text)));
    if (names.size() > MOST_NAMES) {
      problem("radsec-names", "are more than " + MOST_NAMES);
    }
    boolean fromNetworks = yes("radsec-from-networks", false);
    boolean only = yes("radsec-only", false);
    if (only && names.isEmpty()) {
      problem("radsec-only", "needs radsec-names, by which it is known then");
    }
    return new RadSecRules(List.copyOf(names), fromNetworks, only);
  }

  /// The interval lies inside the budget (S11); what nobody set does so by itself.
  private Duration resend(GatewayPolicy policy) {
    int budget = Math.toIntExact(policy.budget().toSeconds());
    var resend = seconds("resend-seconds", Math.min(USUAL_RESEND, budget), LONGEST_RESEND);
    if (resend.compareTo(policy.budget()) > 0) {
      problem(
          "resend-seconds", "is more than the whole wait (the budget), which is " + budget + " s");
    }
    return resend;
  }

  private void noName(String text) {
    problem(
        "radsec-names", "are host names, addresses or URIs of its certificate, not '" + text + "'");
  }

  private List<Refinement> refinements(GatewaySettings settings) {
    if (settings.refined().size() > MOST_REFINEMENTS) {
      problem("refinements", "are more than " + MOST_REFINEMENTS);
      return List.of();
    }
    var refinements = new ArrayList<Refinement>();
    for (var refined : settings.refined()) {
      refinement = refinements.size() + 1;
      refinements.add(refinement(settings.values(), refined));
    }
    return refinements;
  }

  private Refinement refinement(
      SortedMap<String, String> gatewayValues, GatewaySettings.Refined refined) {
    if ((refined.connectInfo() + refined.nasIdentifier() + refined.vdom()).isBlank()) {
      problem("", "it needs a connect-info, a nas-identifier or a vdom to match");
    }
    refuseUnknown(refined.values(), new TreeSet<>(POLICY));
    values = new TreeMap<>(gatewayValues);
    values.putAll(refined.values());
    return new Refinement(refined.connectInfo(), refined.nasIdentifier(), refined.vdom(), policy());
  }

  private void refuseUnknown(SortedMap<String, String> given, Set<String> known) {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        problem(name, "is no setting here" + DidYouMean.ending(name, known));
      }
    }
  }

  private GatewayPolicy policy() {
    var code = choice("code", CodePlacement.EITHER);
    boolean always = yes("challenge-always", false);
    if (always && code == CodePlacement.APPENDED) {
      problem("challenge-always", "needs the code to be challenge or either");
    }
    return new GatewayPolicy(
        code,
        prompt(),
        yes("challenge-code", true),
        always,
        number("fresh-challenges", 0, 0, 2, ""),
        seconds("state-seconds", 180, 3600),
        seconds("budget-seconds", 5, 300),
        choice("without-token", WithoutToken.REJECT),
        choice("groups-as", GroupAttribute.FORTINET_GROUP_NAME),
        new EapPolicy(
            eapTypes(), yes("certificate-alone", false), choice("eap-prompt", EapPrompt.OFF)),
        sessions(),
        reply());
  }

  private SessionPolicy sessions() {
    int most = number("sessions", SessionPolicy.DEFAULT.most(), 0, MOST_SESSIONS, "");
    boolean off = values.getOrDefault("disconnect-port", "").equals("off");
    int port =
        off
            ? SessionPolicy.OFF
            : number("disconnect-port", SessionPolicy.DEFAULT.disconnectPort(), 1, 65_535, "");
    return new SessionPolicy(most, port);
  }

  private String prompt() {
    String prompt = values.getOrDefault("prompt", GatewayPolicy.DEFAULT_PROMPT);
    if (prompt.getBytes(StandardCharsets.UTF_8).length > LONGEST_PROMPT) {
      problem("prompt", "is over " + LONGEST_PROMPT + " octets");
    }
    if (prompt.chars().anyMatch(Character::isISOControl)) {
      problem("prompt", "has a control character");
    }
    return prompt;
  }

  private List<EapType> eapTypes() {
    String value = values.get("eap");
    if (value == null) {
      return EapPolicy.DEFAULT.methods();
    }
    var types = new LinkedHashSet<EapType>();
    if (value.equals("off")) {
      return List.of();
    }
    for (String word : value.split(",", -1)) {
      var type = Arrays.stream(EapType.values()).filter(it -> text(it).equals(word)).findFirst();
      if (type.isEmpty() || !types.add(type.get())) {
        problem(
            "eap",
            "must be off, or some of "
                + words(EapType.values())
                + ", each once, not '"
                + value
                + "'");
        return EapPolicy.DEFAULT.methods();
      }
    }
    return List.copyOf(types);
  }

  private List<ReplyAttribute> reply() {
    var attributes = new ArrayList<ReplyAttribute>();
    for (String line : values.getOrDefault("reply", "").lines().toList()) {
      int equals = line.indexOf('=');
      if (line.isBlank()) {
        continue;
      }
      if (equals < 1) {
        problem("reply", "needs lines of the form 'Name = value'");
        continue;
      }
      var attribute =
          new ReplyAttribute(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      check.problem(attribute).ifPresent(problem -> problem("reply", "is refused: " + problem));
      attributes.add(attribute);
    }
    return attributes;
  }

  private <E extends Enum<E>> E choice(String name, E otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    var choices = otherwise.getDeclaringClass().getEnumConstants();
    for (E choice : choices) {
      if (text(choice).equals(value)) {
        return choice;
      }
    }
    problem(name, "must be one of " + words(choices) + ", not '" + value + "'");
    return otherwise;
  }

  private static String words(Enum<?>[] choices) {
    return Arrays.stream(choices).map(SettingsReader::text).collect(Collectors.joining(", "));
  }

  /// How a choice is written: `password-alone`.
  public static String text(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private boolean yes(String name, boolean otherwise) {
    return switch (values.getOrDefault(name, otherwise ? "yes" : "no")) {
      case "yes" -> true;
      case "no" -> false;
      default -> {
        problem(name, "must be yes or no, not '" + values.get(name) + "'");
        yield otherwise;
      }
    };
  }

  private Duration seconds(String name, int otherwise, int most) {
    return Duration.ofSeconds(number(name, otherwise, 1, most, " s"));
  }

  private int number(String name, int otherwise, int least, int most, String unit) {
    String value = values.getOrDefault(name, "" + otherwise);
    if (value.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    problem(
        name, "must be " + least + unit + " to " + most + unit + ", not '" + value + unit + "'");
    return otherwise;
  }

  /// The same mistake in the gateway's own settings is not told again for each refinement.
  private void problem(String setting, String says) {
    if (!problems.contains(new SettingProblem(0, setting, says))) {
      problems.add(new SettingProblem(refinement, setting, says));
    }
  }
}
