package dev.postern.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for the audit to be checked against its seals, and against the `heads` that were exported
/// before, each as the line that was exported.
public record AuditVerification(@Nullable List<String> heads) {}
