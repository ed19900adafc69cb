package dev.postern.http;

import java.net.InetAddress;
import java.time.Duration;

/// Where a listener listens (port 0: any free one), and within which limits.
///
/// `bodyBytes` bounds a body that is read whole, `streamBytes` one that is read line by line.
/// `patience` is the longest that a client may be silent in the midst of a request, and the longest
/// that a body read whole may take.
public record HttpSettings(
    InetAddress address,
    int port,
    int connections,
    int headerBytes,
    int bodyBytes,
    long streamBytes,
    Duration patience) {
  public static final int DEFAULT_CONNECTIONS = 256;

  public HttpSettings {
    within("port", port, 0, 65_535);
    within("connections", connections, 4, 65_536);
    within("header bytes", headerBytes, 1024, 1 << 20);
    within("body bytes", bodyBytes, 1024, 1 << 26);
    within("stream bytes", streamBytes, bodyBytes, 1L << 34);
    within("patience in seconds", patience.toSeconds(), 1, 600);
  }

  /// The usual limits: 256 connections, 16 KiB of header, 1 MiB of body, 2 GiB of stream, 30 s.
  public static HttpSettings at(InetAddress address, int port) {
    return new HttpSettings(
        address, port, DEFAULT_CONNECTIONS, 16 << 10, 1 << 20, 2L << 30, Duration.ofSeconds(30));
  }

  private static void within(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          what + " must be from " + least + " to " + most + ", not " + value);
    }
  }
}
