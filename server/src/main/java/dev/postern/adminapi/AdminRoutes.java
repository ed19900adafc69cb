package dev.postern.adminapi;

import java.util.List;

/// The routes of one noun.
@FunctionalInterface
public interface AdminRoutes {
  List<AdminRoute> routes();
}
