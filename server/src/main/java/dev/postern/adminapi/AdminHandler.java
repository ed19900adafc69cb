package dev.postern.adminapi;

import dev.postern.http.Answer;
import dev.postern.http.Request;

/// Answers a caller who may ask this.
@FunctionalInterface
public interface AdminHandler {
  Answer answer(Request request, Caller caller);
}
