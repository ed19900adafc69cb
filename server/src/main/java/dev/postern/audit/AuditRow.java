package dev.postern.audit;

import java.util.UUID;

/// An entry as it was written: by which node, and as which of that node's rows. Numbers begin at 1
/// and are not used twice; a number whose transaction was rolled back is nobody's.
public record AuditRow(UUID node, long number, AuditEntry entry) {}
