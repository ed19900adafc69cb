package dev.postern.radius;

import java.time.Duration;
import java.util.List;

/// What a request is answered with. It does not leave earlier than `floor` after the request
/// arrived, so that the time it took tells nothing; the wait costs no thread.
public record Reply(int code, List<Attribute> attributes, Duration floor) {
  public Reply {
    attributes = List.copyOf(attributes);
  }
}
