package dev.postern.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// What every command understands.
final class GlobalOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "the server (POSTERN_SERVER; else https://127.0.0.1:8443)")
  @Nullable String server;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "where the key is (POSTERN_KEY is the key itself; else that of the login)")
  @Nullable Path keyFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "trust certificates of these issuers (PEM)")
  @Nullable Path ca;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "print JSON, one value a line")
  boolean json;
}
