package dev.postern.radius;

import java.time.Duration;
import java.util.List;

/// What a request is answered with. It does not leave earlier than `floor` after the request
/// arrived, so that the time it took tells nothing; the wait costs no thread.
public record Reply(int code, List<Attribute> attributes, Duration floor) {
  /// What any request that is to be answered must leave room for, in octets: the longest State and
  /// Reply-Message, and Fortinet-FAC-Challenge-Code.
  public static final int LEAST_ROOM = 255 + 255 + 11;

  public Reply {
    attributes = List.copyOf(attributes);
  }
}
