package dev.postern.http;

/// Answers a request, on a virtual thread of its own. What it throws is answered by [HttpListener]:
/// a [Refused] with its problem, anything else as trouble of ours.
@FunctionalInterface
public interface Handler {
  Answer answer(Request request);
}
