package dev.postern.doctor;

import java.util.List;
import java.util.function.Supplier;

/// Whether the node that is asked answers logins: its database, its keys, its clock.
///
/// @param troubles why it does not, none if it does
public record ReadinessCheck(Supplier<List<String>> troubles) implements Check {
  private static final String ABOUT = "this node";

  @Override
  public List<Finding> look() {
    var found = troubles.get();
    return found.isEmpty()
        ? List.of(Finding.sound(ABOUT, "it answers logins: database, key and clock are well"))
        : found.stream().map(ReadinessCheck::trouble).toList();
  }

  private static Finding trouble(String trouble) {
    return Finding.wrong(
        ABOUT,
        "it answers no logins: " + trouble,
        "mend that, and it goes on without a restart; its log tells more");
  }
}
