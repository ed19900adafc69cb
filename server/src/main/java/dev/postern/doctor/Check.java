package dev.postern.doctor;

import java.util.List;

/// Looks at one side of the installation. What is well is a finding too, where it is worth a line.
@FunctionalInterface
public interface Check {
  List<Finding> look();
}
