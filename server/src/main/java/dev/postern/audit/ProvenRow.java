package dev.postern.audit;

import dev.postern.octets.Octets;

/// A row and the MAC of it, which proves who wrote it.
public record ProvenRow(AuditRow row, Octets mac) {
  /// What the sealing needs of it.
  public AuditNumbers.Row toSeal() {
    return new AuditNumbers.Row(row.number(), row.entry().at(), mac);
  }
}
