package dev.postern.cli.takeover;

import dev.postern.otp.OtpAlgorithm;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The kinds of file that are understood.
public enum Format {
  /// Our own CSV, which the server reads by itself.
  POSTERN("our own CSV"),
  OATH_CSV("a CSV file of OATH tokens"),
  FORTITOKEN("a FortiToken seed file"),
  OTPAUTH("a list of otpauth URIs"),
  GOOGLE_AUTHENTICATOR("a .google_authenticator file"),
  PSKC("a PSKC file (RFC 6030)"),
  FORTIGATE("a FortiGate's configuration"),
  FREERADIUS("a users file of FreeRADIUS"),
  FREERADIUS_SQL("an SQL dump of FreeRADIUS"),
  FORTIAUTHENTICATOR("users that FortiAuthenticator exported"),
  FORTITOKEN_CLOUD("users that FortiToken Cloud exported");

  private static final Pattern FORTITOKEN_LINE = Pattern.compile("FTK[0-9A-Z]{10,}\\b.*");
  private static final Pattern OWN_HEADING =
      Pattern.compile("(.*,)?\\s*\"?(username|token_serial)\"?\\s*(,.*)?");
  private static final Pattern KEY_LINE = Pattern.compile("[A-Z2-7]{16,}=*");
  private static final Pattern OATH_LINE =
      Pattern.compile(
          "[^,;\\t]{1,40}[,;\\t]\\s*([0-9A-Fa-f]{28,}|[A-Za-z2-7]{23,}=*)\\s*([,;\\t].*)?");
  private static final Pattern OATH_HEADING =
      Pattern.compile("(.*[,;\\t])?\"?\\s*(serial|token)[ _-]?(number|no)?\"?\\s*[,;\\t].*");

  /// FortiToken 200, and FortiToken Mobile as a FortiGate sets it up.
  private static final TokenDefaults FORTITOKEN_200 = new TokenDefaults(OtpAlgorithm.SHA1, 6, 60);

  private static final Pattern FORTIGATE_LINE =
      Pattern.compile(
          "config (vdom|global|system|user)( .*)?|show (full-configuration )?(user|system) .*");
  private static final Pattern SQL_LINE =
      Pattern.compile("--.*|(insert|create|copy|set|drop|/\\*).*");
  private static final Pattern FREERADIUS_LINE =
      Pattern.compile(
          "(\"[^\"]{1,253}\"|\\S{1,253})\\s+[\\w-]{1,64}-(password|secret|type|key)\\s*[:+=].*");
  private static final List<String> CLOUD = List.of("authmethod", "tokensn");
  private static final List<String> EXPORTED = List.of("firstname", "mobilenumber", "tokenserial");
  private static final List<String> KEYS = List.of("key", "seed", "secret");

  private final String words;

  Format(String words) {
    this.words = words;
  }

  /// What it is, in words.
  public String words() {
    return words;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What a file seems to be that begins like this.
  public static Optional<Format> of(byte[] beginning) {
    List<String> lines =
        new String(beginning, StandardCharsets.UTF_8)
            .lines()
            .map(line -> line.replace("\ufeff", "").strip())
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .limit(3)
            .toList();
    return lines.isEmpty() ? Optional.empty() : Optional.ofNullable(of(lines));
  }

  private static @Nullable Format of(List<String> lines) {
    String first = lines.getFirst();
    String lower = first.toLowerCase(Locale.ROOT);
    if (FORTIGATE_LINE.matcher(lower).matches()) {
      return FORTIGATE;
    }
    if (SQL_LINE.matcher(lower).matches()) {
      return FREERADIUS_SQL;
    }
    if (FREERADIUS_LINE.matcher(lower).matches()) {
      return FREERADIUS;
    }
    if (lower.startsWith("<")) {
      return PSKC;
    }
    if (lower.startsWith("otpauth://")) {
      return OTPAUTH;
    }
    if (FORTITOKEN_LINE.matcher(first).matches()) {
      return FORTITOKEN;
    }
    if (KEY_LINE.matcher(first).matches() && lines.size() > 1 && lines.get(1).startsWith("\" ")) {
      return GOOGLE_AUTHENTICATOR;
    }
    String heading = CsvTable.plain(lower);
    if (heading.startsWith("user") && KEYS.stream().noneMatch(heading::contains)) {
      if (CLOUD.stream().anyMatch(heading::contains)) {
        return FORTITOKEN_CLOUD;
      }
      if (EXPORTED.stream().anyMatch(heading::contains) && !lower.contains("token_serial")) {
        return FORTIAUTHENTICATOR;
      }
    }
    if (OWN_HEADING.matcher(lower).matches() && !OATH_HEADING.matcher(lower).matches()) {
      return POSTERN;
    }
    return OATH_HEADING.matcher(lower).matches() || OATH_LINE.matcher(first).matches()
        ? OATH_CSV
        : null;
  }

  /// Opens a file of this kind.
  public Entries open(InputStream in, TakeoverTerms terms) {
    var lines = new TextLines(in);
    return switch (this) {
      case POSTERN -> throw new IllegalArgumentException("the server reads that by itself");
      case OATH_CSV -> new OathCsv(lines, terms.defaults(TokenDefaults.USUAL));
      case FORTITOKEN -> new OathCsv(lines, terms.defaults(FORTITOKEN_200));
      case OTPAUTH -> new KeyUriList(lines);
      case GOOGLE_AUTHENTICATOR -> new GoogleAuthenticatorFile(lines, terms.requireUser());
      case PSKC -> new PskcFile(in, terms);
      case FREERADIUS -> new FreeradiusUsers(lines, terms.defaults(TokenDefaults.USUAL));
      case FREERADIUS_SQL -> new FreeradiusDump(in, terms.defaults(TokenDefaults.USUAL));
      case FORTIAUTHENTICATOR, FORTITOKEN_CLOUD ->
          new UserCsv(lines, terms.defaults(FORTITOKEN_200));
      case FORTIGATE -> new FortiGateFile(in, terms, terms.defaults(FORTITOKEN_200));
    };
  }
}
