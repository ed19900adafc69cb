package dev.postern.cli.takeover;

import dev.postern.cli.takeover.ForeignToken.Movement;
import dev.postern.cli.takeover.ForeignToken.Standing;
import dev.postern.cli.takeover.FortiGateConfig.Fortitoken;
import dev.postern.cli.takeover.FortiGateConfig.Person;
import dev.postern.cli.takeover.FortiGateConfig.TwoFactor;
import dev.postern.octets.SecretOctets;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Users and tokens of one VDOM of a FortiGate, or its administrators, out of a backup of its
/// configuration. VDOMs stay apart: a name that is in two of them is two people, and refused.
///
/// A token whose seed is not in the file in clear is taken without its key, and waits for it.
final class FortiGateFile implements Entries {
  private static final Pattern CLEAR_SEED = Pattern.compile("[0-9A-Fa-f]{40}");
  private static final String MOBILE = "FTKMOB";
  private static final String ENCRYPTED = "ENC ";

  private final TokenDefaults defaults;
  private final FortiGateConfig config;
  private final String vdom;
  private final List<Person> people;
  private final Map<String, Set<String>> vdomsByName = new HashMap<>();
  private final Iterator<Entry> entries;

  FortiGateFile(InputStream in, TakeoverTerms terms, TokenDefaults defaults) {
    this.defaults = defaults;
    config = new FortiGateReader(in).read();
    vdom = vdom(terms.vdom());
    people = config.users().stream().filter(person -> person.vdom().equals(vdom)).toList();
    for (Person person : config.users()) {
      vdomsByName.computeIfAbsent(lower(person.name()), _ -> new HashSet<>()).add(person.vdom());
    }
    entries =
        Stream.of(people.stream().map(this::entry), stock(), Stream.of(passwords()))
            .flatMap(part -> part)
            .iterator();
  }

  private String vdom(@Nullable String said) {
    var vdoms = config.vdoms();
    boolean known =
        said != null
            && (said.equals(FortiGateConfig.ADMINISTRATORS)
                || vdoms.contains(said)
                || config.tokens().values().stream().anyMatch(it -> it.vdom().equals(said)));
    if (said != null && !known) {
      throw new TakeoverTerms.Missing(
          "the file has nobody in vdom(" + said + ")", "there are: " + String.join(", ", vdoms));
    }
    if (said == null && vdoms.size() > 1) {
      throw new TakeoverTerms.Missing(
          "the file has users in several VDOMs, which stay apart: " + String.join(", ", vdoms),
          "take one after the other with --vdom, administrators with --vdom '"
              + FortiGateConfig.ADMINISTRATORS
              + "'");
    }
    if (said != null) {
      return said;
    }
    return vdoms.isEmpty() ? "root" : vdoms.getFirst();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public Optional<Entry> next() {
    return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
  }

  /// Who is turned over, and what the FortiGate's own configuration must become.
  @Override
  public Optional<Handover> handover(Set<Long> leftOut) {
    var turned =
        people.stream()
            .filter(person -> taken(person) && !leftOut.contains(person.line()))
            .toList();
    return Optional.of(new FortiOsCommands(config, vdom, turned).handover());
  }

  private boolean taken(Person person) {
    return person.enabled() && !person.wildcard() && alone(person);
  }

  private boolean alone(Person person) {
    return vdomsByName.getOrDefault(lower(person.name()), Set.of()).size() == 1;
  }

  private Entry entry(Person person) {
    if (!person.enabled()) {
      return new Entry.Remark(person.line(), "a user who is disabled there is left out");
    }
    if (person.wildcard()) {
      return new Entry.Remark(
          person.line(), "this stands for all administrators of a group, and is left out");
    }
    if (!alone(person)) {
      return new Entry.Refused(
          person.line(),
          "another VDOM, or the administrators, have this name too: the two would become one");
    }
    var token = config.token(person.token());
    return new Entry.Sound(
        person.line(), user(person), token(person, token.orElse(null)), origin(person, token));
  }

  private static String origin(Person person, Optional<Fortitoken> token) {
    String license = token.map(Fortitoken::license).orElse("");
    return (person.administrator() ? "admin(" : "user(")
        + person.name()
        + ")"
        + (license.isEmpty() ? "" : " for license(" + license + ")")
        + " in vdom("
        + token.map(Fortitoken::vdom).orElse(person.vdom())
        + ")";
  }

  private ForeignUser user(Person person) {
    var groups =
        person.administrator()
            ? List.of(FortiGateConfig.ADMINISTRATORS)
            : config.groupsOf(person).stream().map(FortiGateFile::groupName).toList();
    return new ForeignUser(
        person.name(),
        "",
        person.email(),
        person.phone(),
        groups,
        new ForeignUser.Password.None(),
        person.twoFactor() != TwoFactor.DISABLE);
  }

  /// Commas and semicolons set groups apart in our rows.
  private static String groupName(String name) {
    return name.replace(',', ' ').replace(';', ' ').strip();
  }

  private @Nullable ForeignToken token(Person person, @Nullable Fortitoken token) {
    if (person.token().isEmpty()) {
      return null;
    }
    return token == null
        ? token(new Fortitoken(person.line(), vdom, person.token(), "", false, "", null))
        : token(token);
  }

  private ForeignToken token(Fortitoken token) {
    String label =
        token.license().isEmpty() ? token.comments() : "license(" + token.license() + ")";
    return new ForeignToken(
        token.serial(),
        defaults.parameters(),
        new Movement.ByTime(defaults.periodSeconds()),
        seed(token.seed()),
        new Standing(token.locked(), label, null));
  }

  private static @Nullable SecretOctets seed(@Nullable String seed) {
    boolean clear =
        seed != null && !seed.startsWith(ENCRYPTED) && CLEAR_SEED.matcher(seed).matches();
    return seed == null || !clear ? null : KeyText.read(seed);
  }

  /// Tokens that nobody has. Those of an app are left out, for their seeds lie in no file.
  private Stream<Entry> stock() {
    if (vdom.equals(FortiGateConfig.ADMINISTRATORS)) {
      return Stream.empty();
    }
    var held = new HashSet<String>();
    config.users().forEach(person -> held.add(person.token()));
    return config.tokens().values().stream()
        .filter(token -> token.vdom().equals(vdom) && !held.contains(token.serial()))
        .map(token ->
            token.serial().startsWith(MOBILE) && seed(token.seed()) == null
                ? new Entry.Remark(token.line(), "an app's token that nobody has is left out")
                : new Entry.Sound(token.line(), null, token(token)));
  }

  private Entry passwords() {
    long local = people.stream().filter(it -> taken(it) && it.server().isEmpty()).count();
    long remote = people.stream().filter(it -> taken(it) && !it.server().isEmpty()).count();
    return new Entry.Remark(
        1,
        local
            + " users come without a password, since it is encrypted there, and "
            + remote
            + " had theirs at another server: give each one (posternctl user password)");
  }
}
