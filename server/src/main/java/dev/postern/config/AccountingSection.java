package dev.postern.config;

import dev.postern.accounting.AccountingSettings;
import dev.postern.transport.TransportSettings;

/// What the file says of accounting.
final class AccountingSection {
  private AccountingSection() {}

  static AccountingSettings read(Section root) {
    return root.section("accounting")
        .settings(
            AccountingSettings.DEFAULT,
            (accounting, usual) ->
                new AccountingSettings(
                    accounting.whole("kept-months", usual.keptMonths()),
                    accounting.duration("silence", usual.silence()),
                    accounting.duration("longest", usual.longest())));
  }

  /// A port, or `off`.
  static int portOrOff(String text) {
    return text.equals("off") ? TransportSettings.OFF : Values.whole(text);
  }
}
