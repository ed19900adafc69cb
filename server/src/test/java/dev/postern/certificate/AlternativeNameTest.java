package dev.postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.postern.certificate.AlternativeName.Kind;
import dev.postern.testing.Authority;
import java.time.Instant;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlternativeNameTest {
  private final Authority root = Authority.root("Root", Instant.parse("2026-07-01T12:00:00Z"));

  @Test
  void everyKindIsRead() {
    var certificate =
        root.client(
                Authority.dns("FW1.Example.org"),
                Authority.email("jdoe@example.org"),
                Authority.upn("jdoe@corp.example"),
                new GeneralName(GeneralName.uniformResourceIdentifier, "urn:fw:1"),
                new GeneralName(GeneralName.iPAddress, "2001:db8::1"))
            .own();
    assertThat(AlternativeName.of(certificate))
        .hasToString(
            "[dns:fw1.example.org, email:jdoe@example.org, upn:jdoe@corp.example, uri:urn:fw:1,"
                + " ip:2001:db8:0:0:0:0:0:1]");
  }

  @Test
  void theCommonNameIsNoName() {
    assertThat(AlternativeName.of(root.client().own())).isEmpty();
  }

  @Test
  void aNameWithAControlCharacterIsNone() {
    var certificate = root.client(Authority.upn("jdoe\0@corp.example")).own();
    assertThat(AlternativeName.of(certificate)).isEmpty();
  }

  @Test
  void whatAnOperatorWritesIsTheNameOfTheCertificate() {
    var certificate =
        root.client(
                Authority.dns("fw1.example.org"),
                new GeneralName(GeneralName.iPAddress, "10.0.0.1"))
            .own();
    var names = AlternativeName.of(certificate);
    assertThat(names).contains(AlternativeName.parse("dns:FW1.example.org").orElseThrow());
    assertThat(names).contains(AlternativeName.parse("ip:10.0.0.1").orElseThrow());
    assertThat(AlternativeName.parse("IP:2001:db8::1").orElseThrow())
        .isEqualTo(new AlternativeName(Kind.IP, "2001:db8:0:0::1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fw1", "dns:", ":fw1", "ip:fw1", "cn:fw1", "email:a\nb"})
  void whatIsNoNameIsNotRead(String text) {
    assertThat(AlternativeName.parse(text)).isEmpty();
  }
}
