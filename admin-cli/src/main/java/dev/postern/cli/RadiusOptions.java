package dev.postern.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How `radius test` asks, and with what.
final class RadiusOptions {
  private static final int PORT = 1812;
  private static final int RADSEC_PORT = 2083;

  @Mixin RadSecClientOptions radSec = new RadSecClientOptions();

  @Option(
      names = "--to",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "the RADIUS server, such as 192.0.2.1, [2001:db8::1]:1812 (${DEFAULT-VALUE})")
  String to = "";

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "the shared secret (POSTERN_RADIUS_SECRET is the secret itself; else asked)")
  @Nullable Path secretFile;

  @Option(names = "--password-stdin", description = "read the password from stdin")
  boolean passwordStdin;

  @Option(
      names = "--auth",
      paramLabel = "SCHEME",
      defaultValue = "pap",
      description =
          "how the password is shown: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); a code that is"
              + " asked for goes by pap")
  PasswordScheme auth = PasswordScheme.PAP;

  @Option(names = "--code", paramLabel = "CODE", description = "the code, if one is asked for")
  @Nullable String code;

  @Option(
      names = "--key-uri-file",
      paramLabel = "FILE",
      description = "the otpauth URI that makes the code")
  @Nullable Path keyUriFile;

  @Option(names = "--append", description = "append the code to the password")
  boolean append;

  @Option(
      names = "--attribute",
      paramLabel = "NAME=VALUE",
      description = "an attribute of the request, by its name in the dictionaries")
  Map<String, String> attributes = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "5s",
      converter = Durations.Reader.class,
      description = "how long a try waits (${DEFAULT-VALUE})")
  Duration patience = Duration.ZERO;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "3",
      description = "how often a request is sent (${DEFAULT-VALUE})")
  int tries;

  /// The server's address: a name or an IPv4 address, with or without a port, or an IPv6 address,
  /// in brackets if a port follows.
  InetSocketAddress server() {
    int port = radSec.radSec ? RADSEC_PORT : PORT;
    try {
      if (portFollows()) {
        port = Integer.parseInt(to.substring(to.lastIndexOf(':') + 1));
      }
      return new InetSocketAddress(InetAddress.getByName(host()), port);
    } catch (UnknownHostException | IllegalArgumentException _) {
      throw CommandFailed.wrongUse(
          "'" + to + "' is no address of a RADIUS server", "such as 192.0.2.1:1812");
    }
  }

  /// The server's name or address alone.
  String host() {
    String host = portFollows() ? to.substring(0, to.lastIndexOf(':')) : to;
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private boolean portFollows() {
    int colon = to.lastIndexOf(':');
    return colon >= 0 && (to.indexOf(':') == colon || to.charAt(Math.max(0, colon - 1)) == ']');
  }
}
