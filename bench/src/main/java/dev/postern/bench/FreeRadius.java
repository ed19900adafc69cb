package dev.postern.bench;

import dev.postern.octets.SecretOctets;
import dev.postern.radius.SharedSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// FreeRADIUS 3.2 as an administrator would set it up for the same logins: passwords and keys by
/// `rlm_sql`, codes by `rlm_totp` with a durable `UPDATE` that lets each in once, EAP with the same
/// certificate. Of a login by MSCHAPv2 it writes nothing down.
final class FreeRadius implements AutoCloseable {
  private static final String SECRET = "a secret of the benchmark";
  private static final long START_MILLIS = 15_000;

  private final int port;
  private final Process process;

  private FreeRadius(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /// Starts one that offers this method first, with its files in `folder`.
  static FreeRadius start(Path folder, EapMethod method, EapKeyPair pair, EmbeddedAtWork postgres)
      throws IOException, InterruptedException {
    int port = ServerUnderTest.freePort();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("dictionary"), "$INCLUDE /usr/share/freeradius/dictionary\n");
    Files.writeString(
        folder.resolve("radiusd.conf"),
        CONFIGURATION
            .replace("FOLDER", folder.toString())
            .replace("RADIUS_PORT", String.valueOf(port))
            .replace("SECRET", SECRET)
            .replace("METHOD", method.offered())
            .replace("CERTIFICATE", pair.certificate().toString())
            .replace("PRIVATE_KEY", pair.key().toString())
            .replace("SQL_PORT", String.valueOf(postgres.port()))
            .replace("SQL_USER", EmbeddedAtWork.USER)
            .replace("SQL_PASSWORD", postgres.password())
            .replace("SQL_DATABASE", PeerUsers.DATABASE));
    var process =
        new ProcessBuilder("freeradius", "-f", "-l", "stdout", "-d", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    var started = new FreeRadius(port, process);
    started.awaitReady(folder.resolve("out"));
    return started;
  }

  private void awaitReady(Path out) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_MILLIS);
    while (!Files.readString(out).contains("Ready to process requests")) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        close();
        throw new IOException("FreeRADIUS did not start:\n" + Files.readString(out));
      }
      Thread.sleep(100);
    }
  }

  EapContestant contestant() {
    var radius = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var secret = new SharedSecret(SecretOctets.utf8(SECRET));
    return new EapContestant("freeradius", radius, secret, process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// A pool of threads that does not shrink, no delay of rejects, no log of logins, and no more
  /// modules than these logins take. A tunnel's session is not kept, as Postern keeps none.
  private static final String CONFIGURATION =
      """
      prefix = /usr
      libdir = /usr/lib/freeradius
      logdir = FOLDER
      run_dir = FOLDER
      raddbdir = FOLDER
      pidfile = FOLDER/pid
      max_requests = 100000
      hostname_lookups = no
      log {
        destination = stdout
        auth = no
      }
      security {
        reject_delay = 0
        status_server = no
      }
      thread pool {
        start_servers = 16
        max_servers = 16
        min_spare_servers = 16
        max_spare_servers = 16
        max_requests_per_server = 0
        max_queue_size = 65536
      }
      client bench {
        ipaddr = 127.0.0.1
        secret = "SECRET"
        require_message_authenticator = yes
      }
      modules {
        pap {
          normalise = no
        }
        mschap {
        }
        totp {
        }
        always reject {
          rcode = reject
        }
        eap {
          default_eap_type = METHOD
          timer_expire = 60
          max_sessions = 16384
          mschapv2 {
          }
          tls-config common {
            certificate_file = CERTIFICATE
            private_key_file = PRIVATE_KEY
            tls_min_version = "1.2"
            tls_max_version = "1.3"
            fragment_size = 1024
            cache {
              enable = no
            }
          }
          ttls {
            tls = common
            default_eap_type = mschapv2
            virtual_server = inner
          }
        }
        sql {
          driver = "rlm_sql_postgresql"
          dialect = "postgresql"
          server = "127.0.0.1"
          port = SQL_PORT
          login = "SQL_USER"
          password = "SQL_PASSWORD"
          radius_db = "SQL_DATABASE"
          acct_table1 = "radacct"
          acct_table2 = "radacct"
          postauth_table = "radpostauth"
          authcheck_table = "radcheck"
          groupcheck_table = "radgroupcheck"
          authreply_table = "radreply"
          groupreply_table = "radgroupreply"
          usergroup_table = "radusergroup"
          read_groups = no
          read_profiles = no
          read_clients = no
          delete_stale_sessions = no
          sql_user_name = "%{User-Name}"
          authorize_check_query = "SELECT id, username, attribute, value, op FROM radcheck \
      WHERE username = '%{SQL-User-Name}' ORDER BY id"
          pool {
            start = 16
            min = 16
            max = 16
            spare = 0
            uses = 0
            lifetime = 0
            idle_timeout = 0
          }
        }
      }
      server default {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = RADIUS_PORT
        }
        authorize {
          eap {
            ok = return
          }
          sql
        }
        authenticate {
          Auth-Type MS-CHAP {
            mschap
          }
          eap
        }
      }
      server inner {
        authorize {
          if (&User-Password =~ /^(.*)([0-9]{6})$/) {
            update request {
              User-Password := "%{1}"
              TOTP-Password := "%{2}"
            }
          }
          sql
          pap
        }
        authenticate {
          Auth-Type PAP {
            pap
            totp
            if ("%{sql:UPDATE totp_used SET step = %l / 30 WHERE username = '%{User-Name}' \
      AND step < %l / 30}" != "1") {
              reject
            }
          }
        }
      }
      """;
}
