package dev.postern.alarm;

import dev.postern.audit.AuditEntry;

/// Where alarms are written down: the audit. Blocks; a store that is away is a failure, thrown.
@FunctionalInterface
public interface AlarmBook {
  void write(AuditEntry entry);
}
