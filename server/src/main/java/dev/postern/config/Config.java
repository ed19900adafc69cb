package dev.postern.config;

import dev.postern.access.LimitSettings;
import dev.postern.accounting.AccountingSettings;
import dev.postern.alarm.AlarmSettings;
import dev.postern.audit.AuditSettings;
import dev.postern.eap.EapSettings;
import dev.postern.http.HttpSettings;
import dev.postern.log.LogSettings;
import dev.postern.password.PasswordSettings;
import dev.postern.radsec.RadSecSettings;
import dev.postern.token.OtpWindow;
import dev.postern.transport.TransportSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The whole configuration: what each room needs to know, already checked.
public record Config(
    NodeSettings node,
    DatabasePlace database,
    KeyPlace keys,
    TransportSettings radius,
    @Nullable RadSecSettings overTls,
    AccountingSettings accounting,
    EapSettings eap,
    Rules rules,
    Doors doors,
    AuditSettings audit,
    LogSettings log) {
  /// How RADIUS over TLS is listened for; empty if it is off.
  public Optional<RadSecSettings> radSec() {
    return Optional.ofNullable(overTls);
  }

  /// How logins are judged, and what of them is alarming.
  public record Rules(
      PasswordSettings passwords, OtpWindow codes, LimitSettings limits, AlarmSettings alarms) {}

  /// Where HTTP is served.
  public record Doors(ApiSettings api, HttpSettings metrics) {}
}
