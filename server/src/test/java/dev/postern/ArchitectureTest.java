package dev.postern;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The map of the rooms, arrow by arrow, held against the compiled code.
class ArchitectureTest {
  /// A room, the rooms that it uses, and the libraries that it alone knows, by package; what has no
  /// name goes on from the line before. A room uses only rooms that stand earlier on the map, so
  /// there is no circle and no arrow up; `(wiring)` is the package of `Main`.
  private static final String MAP =
      """
      -- ground: knows nothing of our business
      octets            |                                                |
      words             |                                                |
      files             |                                                |
      otp               | octets                                         |
      radius            | octets                                         |
      radius.dictionary | octets                                         | org.tinyradius
      mschap            | octets radius                                  | org.bouncycastle
      crypto            | octets files                                   | org.bouncycastle
                        |                                                | org.apache.commons.codec
      api               |                                                | com.fasterxml.jackson.annotation
      log               |                                                | org.slf4j ch.qos.logback
                        |                                                | net.logstash.logback
      certificate       | crypto files                                   | org.slf4j
      http              | words                                          | io.helidon tools.jackson
                        |                                                | org.slf4j
      -- nouns: records and ports
      actor             |                                                |
      user              | actor crypto octets                            | rocks.xmpp.precis
      approval          | actor user                                     |
      gateway           | actor radius radius.dictionary words           |
                        | certificate                                    |
      reply             | actor user gateway octets radius.dictionary    |
      token             | actor user approval crypto octets otp          |
      audit             | actor user octets                              | org.slf4j
      node              | actor files                                    |
      -- verbs: the rules
      password          | user crypto octets mschap                      | rocks.xmpp.precis
      operator          | actor user password crypto octets otp files    |
      secondfactor      | user token crypto octets otp                   |
      provisioning      | actor token crypto octets otp                  |
      explain           | user token audit                               |
      doctor            | actor gateway reply audit node                 |
      takeover          | actor user token password crypto octets otp    | de.siegmar.fastcsv
                        | words mschap                                   |
      eap               | gateway octets certificate mschap              |
      accounting        | actor user gateway audit crypto octets radius  | org.slf4j
      access            | actor user gateway reply token audit password  | org.slf4j
                        | secondfactor eap crypto octets otp radius      |
                        | accounting                                     |
                        | radius.dictionary mschap                       |
      alarm             | actor user audit access                        | org.slf4j
      -- doors and cellars: input and output
      transport         | gateway radius octets                          | io.netty org.slf4j
      radsec            | gateway transport certificate radius octets    | io.netty org.slf4j
      embedded          | octets files                                   | java.sql
                        |                                                | org.apache.commons.compress
                        |                                                | org.tukaani.xz
      store             | actor user approval gateway reply token audit  | java.sql javax.sql
                        | node                                           |
                        | operator takeover accounting access alarm      | com.zaxxer.hikari
                        | crypto octets otp radius certificate           | org.flywaydb tools.jackson
                        |                                                | org.slf4j
      adminapi          | actor user approval gateway reply token audit  |
                        | node                                           |
                        | password operator provisioning explain doctor  |
                        | takeover http api crypto octets otp radius     |
                        | certificate accounting                         |
      metrics           | gateway accounting access alarm transport      | io.micrometer
                        | radsec http                                    |
      config            | token audit password eap access alarm          | tools.jackson
                        | transport embedded store http log certificate  |
                        | crypto octets words radsec accounting          |
      (wiring)          | actor user gateway reply token audit node      | org.slf4j
                        | password                                       |
                        | operator secondfactor provisioning explain     |
                        | doctor takeover eap access alarm transport     |
                        | embedded store adminapi metrics config http    |
                        | log certificate crypto octets                  |
                        | radius.dictionary radsec accounting radius     |
      """;

  private static final String US = "dev.postern";
  private static final Map<String, Room> ROOMS = read();
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("admin-cli")) // here for tests only
          .importPackages(US);

  private record Arrow(String from, String to) {
    static Arrow of(Dependency dependency) {
      return new Arrow(room(dependency.getOriginClass()), room(dependency.getTargetClass()));
    }

    boolean isDrawn() {
      return from.equals(to) || (ROOMS.containsKey(from) && ROOMS.get(from).uses().contains(to));
    }
  }

  private record Room(String name, Set<String> uses, Set<String> libraries) {
    private static final Pattern ANYWHERE =
        Pattern.compile("(java|javax|org\\.jspecify)\\.(?!sql\\.).*|[a-z]+");

    Room and(Room more) {
      return new Room(name, union(uses, more.uses), union(libraries, more.libraries));
    }

    Stream<Arrow> arrows() {
      return uses.stream().map(used -> new Arrow(name, used));
    }

    boolean may(String type) {
      return ANYWHERE.matcher(type).matches() || libraries.stream().anyMatch(type::startsWith);
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
      return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
  }

  @Test
  void everyRoomIsOnTheMap() {
    var rooms = new TreeSet<String>();
    CLASSES.forEach(type -> rooms.add(room(type)));
    assertThat(rooms)
        .as("draw a new room on ArchitectureTest.MAP, below all that it uses; rub out what is gone")
        .containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
  }

  @Test
  void arrowsOnTheMapGoDown() {
    var above = new HashSet<String>();
    for (Room room : ROOMS.values()) {
      assertThat(above)
          .as("%s may use only rooms above its line: let it name a port that they implement", room)
          .containsAll(room.uses());
      above.add(room.name());
    }
  }

  @Test
  void everyArrowIsOnTheMap() {
    assertThat(dependencies().filter(step -> isOurs(step) && !Arrow.of(step).isDrawn()))
        .extracting(Dependency::getDescription)
        .as(
            "rooms that do not know each other on ArchitectureTest.MAP: let the wiring hand the"
                + " thing in, or name a port that the other implements; draw an arrow only if it"
                + " goes down")
        .isEmpty();
  }

  @Test
  void everyArrowOnTheMapIsTaken() {
    Set<Arrow> taken =
        dependencies().filter(ArchitectureTest::isOurs).map(Arrow::of).collect(Collectors.toSet());
    assertThat(ROOMS.values().stream().flatMap(Room::arrows))
        .as("arrows that nothing takes any more: rub them out on ArchitectureTest.MAP")
        .filteredOn(arrow -> !taken.contains(arrow))
        .isEmpty();
  }

  @Test
  void aLibraryStaysInItsRoom() {
    assertThat(dependencies().filter(step -> !isOurs(step) && !isGranted(step)))
        .extracting(Dependency::getDescription)
        .as(
            "a library that ArchitectureTest.MAP does not give to this room: use the room that"
                + " hides it, by a port if that lies above")
        .isEmpty();
  }

  private static boolean isGranted(Dependency step) {
    Room room = ROOMS.get(room(step.getOriginClass()));
    return room == null || room.may(step.getTargetClass().getBaseComponentType().getName());
  }

  private static Stream<Dependency> dependencies() {
    return CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static boolean isOurs(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType().getPackageName().startsWith(US);
  }

  private static String room(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.equals(US) ? "(wiring)" : name.substring(US.length() + 1);
  }

  private static Map<String, Room> read() {
    var rooms = new LinkedHashMap<String, Room>();
    String name = "";
    for (String line : MAP.lines().filter(line -> !line.startsWith("--")).toList()) {
      String[] parts = line.split("\\|", -1);
      name = parts[0].isBlank() ? name : parts[0].strip();
      rooms.merge(name, new Room(name, words(parts[1]), words(parts[2])), Room::and);
    }
    return rooms;
  }

  private static Set<String> words(String text) {
    return text.isBlank() ? Set.of() : Set.of(text.strip().split(" +"));
  }
}
