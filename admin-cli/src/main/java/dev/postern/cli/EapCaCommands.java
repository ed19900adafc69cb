package dev.postern.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `posternctl eap ca …`
@Command(name = "ca", description = "a certification authority of your own")
final class EapCaCommands {
  private static final int LINE = 64;
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String KEY = "PRIVATE KEY";

  private final Session session;

  EapCaCommands(Session session) {
    this.session = session;
  }

  @Command(name = "create", description = "make a CA and a server certificate for EAP, as files")
  void create(
      @Option(
              names = "--name",
              paramLabel = "NAME",
              required = true,
              description = "a name of the servers, which clients should expect in the certificate")
          List<String> names,
      @Option(
              names = "--folder",
              paramLabel = "FOLDER",
              defaultValue = ".",
              description = "where the files go; by default where you are")
          Path folder) {
    var around = session.surroundings();
    var ca =
        new PrivateCa(
            "Postern EAP CA for " + names.getFirst(), around.clock().instant(), around.random());
    var server = ca.server(names);
    String authority = pem(CERTIFICATE, ca.own().der().toArray());
    var files = new LinkedHashMap<Path, String>();
    files.put(folder.resolve("eap-ca.pem"), authority);
    files.put(folder.resolve("eap-ca-key.pem"), key(ca.own()));
    files.put(folder.resolve("eap.pem"), pem(CERTIFICATE, server.der().toArray()) + authority);
    files.put(folder.resolve("eap-key.pem"), key(server));
    refuseOverwriting(files);
    files.forEach(EapCaCommands::write);
    session.out().println("for the clients:     " + folder.resolve("eap-ca.pem"));
    session.out().println("for postern.yaml:    " + folder.resolve("eap.pem"));
    session.out().println("                     " + folder.resolve("eap-key.pem"));
    session.out().println("to keep locked away: " + folder.resolve("eap-ca-key.pem"));
  }

  private static String key(PrivateCa.Issued issued) {
    return pem(KEY, issued.keys().getPrivate().getEncoded());
  }

  private static String pem(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }

  private static void refuseOverwriting(Map<Path, String> files) {
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw CommandFailed.refused(
            file + " is there already", "choose another --folder, or move it away");
      }
    }
  }

  private static void write(Path file, String text) {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, owner)) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
    } catch (IOException e) {
      throw CommandFailed.refused(file + " can't be written: " + e.getMessage(), null);
    }
  }
}
