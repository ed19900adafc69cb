package dev.postern.cli;

import dev.postern.cli.takeover.Entries;
import dev.postern.cli.takeover.Entry;
import dev.postern.cli.takeover.ForeignUser;
import dev.postern.cli.takeover.Handover;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/// One reading of a file of another system, from its beginning to its end: hands on what is sound
/// and keeps what is to be told of the rest.
final class TakeoverPass {
  /// How many refusals and remarks are kept each; the rest is counted.
  static final int MOST_KEPT = 1000;

  private final Entries entries;
  private final Set<Long> skipped;
  private final LongConsumer watcher;
  private final List<Entry.Refused> refusals = new ArrayList<>();
  private final List<Entry.Remark> remarks = new ArrayList<>();
  private final Map<Long, String> origins = new HashMap<>();
  private long sound;
  private long refused;
  private boolean clearPasswords;

  /// @param skipped lines that are left out
  /// @param watcher is told how many entries were handed on
  TakeoverPass(Entries entries, Set<Long> skipped, LongConsumer watcher) {
    this.entries = entries;
    this.skipped = skipped;
    this.watcher = watcher;
  }

  /// The next sound entry; empty at the end.
  Optional<Entry.Sound> next() {
    for (var entry = entries.next(); entry.isPresent(); entry = entries.next()) {
      switch (entry.get()) {
        case Entry.Sound it when !skipped.contains(it.line()) -> {
          count(it);
          return Optional.of(it);
        }
        case Entry.Sound it ->
            refuse(new Entry.Refused(it.line(), "left out, as the server refuses it"));
        case Entry.Refused it -> refuse(it);
        case Entry.Remark it -> remark(it);
      }
    }
    return Optional.empty();
  }

  private void count(Entry.Sound entry) {
    sound++;
    if (!entry.origin().isEmpty() && origins.size() < MOST_KEPT) {
      origins.put(entry.line(), entry.origin());
    }
    watcher.accept(sound);
    clearPasswords |=
        entry.user() != null && entry.user().password() instanceof ForeignUser.Password.Clear;
  }

  private void refuse(Entry.Refused entry) {
    refused++;
    if (refusals.size() < MOST_KEPT) {
      refusals.add(entry);
    }
  }

  private void remark(Entry.Remark entry) {
    if (remarks.size() < MOST_KEPT) {
      remarks.add(entry);
    }
  }

  /// What the file itself made impossible, of which the first are kept.
  List<Entry.Refused> refusals() {
    return refusals;
  }

  List<Entry.Remark> remarks() {
    return remarks;
  }

  /// What the first entries are called where they come from, by line.
  Map<Long, String> origins() {
    return origins;
  }

  Optional<Handover> handover(Set<Long> leftOut) {
    return entries.handover(leftOut);
  }

  long refused() {
    return refused;
  }

  boolean clearPasswords() {
    return clearPasswords;
  }
}
