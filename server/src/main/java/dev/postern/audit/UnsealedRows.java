package dev.postern.audit;

import java.util.List;

/// Tells how far the sealing lags behind.
@FunctionalInterface
public interface UnsealedRows {
  /// The nodes that have unsealed rows, which the rows of the last second always are.
  List<Unsealed> oldest();
}
