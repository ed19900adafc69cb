package dev.postern.bench;

import dev.postern.octets.Octets;
import dev.postern.octets.SecretOctets;
import dev.postern.radius.Attribute;
import dev.postern.radius.AttributeNumber;
import dev.postern.radius.Decoded;
import dev.postern.radius.Packet;
import dev.postern.radius.PacketCode;
import dev.postern.radius.PacketCodec;
import dev.postern.radius.SharedSecret;
import dev.postern.radius.UserPassword;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the gate does with each packet: an Access-Request as a gateway sends it, and its
/// Access-Accept.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
  private final SharedSecret secret = secret("0123456789abcdef0123");
  private final List<SharedSecret> secrets = List.of(secret);
  private final List<SharedSecret> others = List.of(secret("another secret altogether"));
  private final Packet request = request();
  private final Octets received = PacketCodec.encodeRequest(request, secret);
  private final List<Attribute> granted =
      List.of(Attribute.text(AttributeNumber.FILTER_ID, "vpn-users"));

  private static SharedSecret secret(String text) {
    return new SharedSecret(SecretOctets.utf8(text));
  }

  private Packet request() {
    var authenticator = Octets.hex("000102030405060708090a0b0c0d0e0f");
    var password = SecretOctets.utf8("correct-horse-battery123456");
    return new Packet(
        PacketCode.ACCESS_REQUEST,
        7,
        authenticator,
        List.of(
            Attribute.text(AttributeNumber.USER_NAME, "jdoe"),
            new Attribute(
                AttributeNumber.USER_PASSWORD, UserPassword.hide(password, authenticator, secret)),
            Attribute.text(AttributeNumber.NAS_IDENTIFIER, "vpn-1"),
            Attribute.text(AttributeNumber.CALLING_STATION_ID, "203.0.113.77"),
            Attribute.text(AttributeNumber.CONNECT_INFO, "vpn-ssl"),
            Attribute.text(AttributeNumber.PROXY_STATE, "proxy-1")));
  }

  /// A request read and proven, and its reply made.
  @Benchmark
  public Octets decodeAndEncode() {
    return switch (PacketCodec.decodeRequest(received, secrets)) {
      case Decoded.Sound(Packet packet, SharedSecret proven, boolean _) ->
          PacketCodec.encodeReply(PacketCode.ACCESS_ACCEPT, granted, packet, proven);
      case Decoded.Forged _, Decoded.Malformed _ -> throw new AssertionError("it is sound");
    };
  }

  /// A request that bears a Message-Authenticator under another secret.
  @Benchmark
  public Decoded decodeForged() {
    return PacketCodec.decodeRequest(received, others);
  }
}
