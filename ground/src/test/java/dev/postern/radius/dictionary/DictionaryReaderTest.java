package dev.postern.radius.dictionary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.tinyradius.core.attribute.AttributeTemplate;
import org.tinyradius.core.dictionary.MemoryDictionary;

class DictionaryReaderTest {
  @Test
  void thePackedDictionaryIsReadWithoutAnyWarning() {
    assertThat(heardDuring(Dictionary::load)).isEmpty();
  }

  @Test
  void aWarningOfTheParserWouldBeHeard() {
    var dictionary = new MemoryDictionary();
    dictionary.addAttributeTemplate(new AttributeTemplate(-1, 1, "One", "string"));
    assertThat(
            heardDuring(() ->
                dictionary.addAttributeTemplate(new AttributeTemplate(-1, 1, "Other", "string"))))
        .hasSize(1);
  }

  private static List<String> heardDuring(Runnable work) {
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var heard = new ListAppender<ILoggingEvent>();
    heard.start();
    root.addAppender(heard);
    try {
      work.run();
    } finally {
      root.detachAppender(heard);
    }
    return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void everyPackedFileIsIncluded() throws IOException, URISyntaxException {
    var included = new TreeSet<String>(List.of("dictionary"));
    included.addAll(
        packed("dictionary")
            .lines()
            .filter(line -> line.startsWith("$INCLUDE "))
            .map(line -> line.substring("$INCLUDE ".length()))
            .toList());
    assertThat(packedFiles()).containsExactlyInAnyOrderElementsOf(included);
  }

  private static String packed(String name) throws IOException {
    try (InputStream in =
        Dictionary.class.getResourceAsStream("/dev/postern/dictionaries/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> packedFiles() throws IOException, URISyntaxException {
    URI top =
        Objects.requireNonNull(Dictionary.class.getResource("/dev/postern/dictionaries/dictionary"))
            .toURI();
    if (!top.isOpaque()) {
      return names(Path.of(top.resolve(".")));
    }
    try (FileSystem files = FileSystems.newFileSystem(top, Map.of())) {
      return names(files.getPath("/dev/postern/dictionaries"));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("dictionary"))
          .toList();
    }
  }

  /// What is wrong in the last of the lines (`|` ends one), and what we say of it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          ATRIBUTE A 1 string ~ unknown keyword "ATRIBUTE"; did you mean ATTRIBUTE?
          BEGIN-TLV A ~ unknown keyword "BEGIN-TLV"
          ATTRIBUTE A 1 ~ must read ATTRIBUTE name number type [flags]
          ATTRIBUTE A 1 string has_tag Acme ~ must read ATTRIBUTE name number type [flags]
          ATTRIBUTE A 241.1 string ~ "241.1" is no number
          ATTRIBUTE A 010 string ~ "010" is no number
          ATTRIBUTE A 256 string ~ the number 256 is not from 1 to 255
          ATTRIBUTE A 0xffffffff string ~ the number 0xffffffff is not from 1 to 255
          ATTRIBUTE A 1 tlv ~ the type "tlv" is not supported
          ATTRIBUTE A 1 string Acme ~ the flag "Acme" is not supported
          ATTRIBUTE A 1 string encrypt=9 ~ the flag "encrypt=9" is not supported
          ATTRIBUTE A 1 string|ATTRIBUTE a 2 string ~ the name "a" is taken
          ATTRIBUTE A 1 string|ATTRIBUTE B 1 string ~ the number 1 is taken by A
          VALUE A one 1 ~ unknown attribute "A"
          ATTRIBUTE Colour 1 integer|VALUE Color red 1 ~ unknown attribute "Color"; did you mean Colour?
          ATTRIBUTE A 1 string|VALUE A one 1 ~ A is no number, so its values have no names
          ATTRIBUTE A 1 integer|VALUE A one 2147483648 ~ the number 2147483648 is not from 0 to 2147483647
          ATTRIBUTE A 1 integer|VALUE A one 1|VALUE A ONE 2 ~ the name "ONE" is taken by another value
          ATTRIBUTE A 1 integer|VALUE A 7 1 ~ the name "7" would be taken for a number
          ATTRIBUTE A 1 integer|VALUE A one ~ must read VALUE attribute name number
          VENDOR Acme ~ must read VENDOR name number
          VENDOR Acme 0 ~ the number 0 is not from 1 to 16777215
          VENDOR Acme 4294967295 ~ the number 4294967295 is not from 1 to 16777215
          VENDOR Acme 9 format=2,1 ~ only format=1,1 is supported
          VENDOR Acme 9|VENDOR Other 9 ~ another vendor has this name or number
          BEGIN-VENDOR Acme ~ unknown vendor "Acme"
          VENDOR Acme 9|BEGIN-VENDOR Acne ~ unknown vendor "Acne"; did you mean Acme?
          VENDOR Acme 9|BEGIN-VENDOR Acme|BEGIN-VENDOR Acme ~ END-VENDOR Acme is missing before this line
          VENDOR Acme 9|END-VENDOR Acme ~ must name the vendor of the BEGIN-VENDOR before
          $INCLUDE ~ must read $INCLUDE file, the file's name without blanks
          $INCLUDE nowhere ~ there is no file "nowhere"
          """)
  void aBrokenLineIsNamed(String lines, String reason) {
    String text = lines.replace('|', '\n') + "\nATTRIBUTE Never-Read 99 string\n";
    long line = lines.chars().filter(letter -> letter == '|').count() + 1;
    DictionaryProblem problem =
        catchThrowableOfType(DictionaryProblem.class, () -> Dictionary.parse(text));
    assertThat(problem).hasMessage("text:" + line + ": " + reason);
    assertThat(problem.file()).isEqualTo("text");
    assertThat(problem.line()).isEqualTo((int) line);
  }

  @Test
  void aVendorLeftOpenIsNamedAtTheEndOfItsFile() {
    assertThat(problemOf(Map.of("top", "VENDOR Acme 9\nBEGIN-VENDOR Acme\n")))
        .hasMessage("top:3: END-VENDOR Acme is missing");
  }

  @Test
  void aCircleOfIncludesIsNamedWhereItCloses() {
    assertThat(problemOf(Map.of("top", "$INCLUDE a", "a", "# a\n$INCLUDE b", "b", "$INCLUDE top")))
        .hasMessage("b:1: includes \"top\" a second time, or in a circle");
  }

  @Test
  void aProblemAfterAnIncludeIsNamedInTheIncludingFile() {
    assertThat(problemOf(Map.of("top", "$INCLUDE a\n\nnonsense", "a", "ATTRIBUTE A 1 string")))
        .hasMessage("top:3: unknown keyword \"nonsense\"");
  }

  @Test
  void anIncludeInsideAVendorIsRefused() {
    assertThat(problemOf(Map.of("top", "VENDOR A 9\nBEGIN-VENDOR A\n$INCLUDE a", "a", "")))
        .hasMessage("top:3: END-VENDOR A is missing before this line");
  }

  @Test
  void aProblemNeverCarriesControlCharacters() {
    assertThat(problemOf(Map.of("top", "\u001b[2J\u0007"))).hasMessageNotContaining("\u001b");
  }

  private static DictionaryProblem problemOf(Map<String, String> files) {
    return catchThrowableOfType(
        DictionaryProblem.class,
        () -> new DictionaryReader().read(name -> Optional.ofNullable(files.get(name)), "top"));
  }

  @Test
  void whatOperatorsWriteIsRead() {
    Dictionary dictionary =
        Dictionary.parse(
            """
            vendor   Acme 0x2A   # in hex
            VENDOR   Acme 42 format=1,1
            begin-vendor Acme\r
            \tAttribute\tAcme-Key 0x10 octets[16] encrypt=2
            ATTRIBUTE Acme-Level 17 Integer
            VALUE Acme-Level High 0x7fffffff
            END-VENDOR Acme
            ATTRIBUTE Plain 200 string
            """);
    AttributeDefinition key = dictionary.numbered(42, 16).orElseThrow();
    assertThat(key.valueType()).isEqualTo(AttributeType.OCTETS);
    assertThat(key.encryption()).isEqualTo(Encryption.TUNNEL_PASSWORD);
    assertThat(dictionary.numbered(42, 17).orElseThrow().values().name(Integer.MAX_VALUE))
        .hasValue("High");
    assertThat(dictionary.numbered(0, 200)).map(AttributeDefinition::name).hasValue("Plain");
  }
}
