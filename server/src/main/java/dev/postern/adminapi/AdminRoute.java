package dev.postern.adminapi;

import dev.postern.http.Method;

/// What operators may ask: method, path (of [dev.postern.api.ApiPaths]), the permission that it
/// takes, and what answers.
public record AdminRoute(Method method, String path, Permission permission, AdminHandler handler) {}
