package dev.postern.takeover;

/// Why the row on this line was refused; the heading is line 1. Nothing of the row is repeated.
public record RowProblem(long line, String reason) {}
