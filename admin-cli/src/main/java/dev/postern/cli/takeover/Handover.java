package dev.postern.cli.takeover;

import java.util.List;

/// How the other system hands its users to Postern.
///
/// @param warnings where somebody still comes in there without a second factor (S30)
/// @param commands what is to be typed there
/// @param back what takes that back
public record Handover(List<String> warnings, String commands, String back) {
  public Handover {
    warnings = List.copyOf(warnings);
  }
}
