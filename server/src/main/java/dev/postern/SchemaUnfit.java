package dev.postern;

/// The database's tables are not those that this server was built for.
final class SchemaUnfit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaUnfit(String message) {
    super(message);
  }
}
