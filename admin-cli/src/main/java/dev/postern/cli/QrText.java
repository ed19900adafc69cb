package dev.postern.cli;

import io.nayuki.qrcodegen.QrCode;

/// A QR code as lines of text, two modules to a character, with the quiet zone of four modules that
/// readers need (ISO/IEC 18004, section 9.1).
///
/// On a terminal it is drawn black on white whatever the terminal's own colours are. Without
/// colours the light modules are drawn, as on a dark terminal.
final class QrText {
  private static final int QUIET = 4;
  private static final String BLACK_ON_WHITE = "\033[38;5;16;48;5;231m";
  private static final String AS_BEFORE = "\033[0m";

  private QrText() {}

  static String draw(String content, boolean coloured) {
    QrCode code = QrCode.encodeText(content, QrCode.Ecc.LOW);
    var text = new StringBuilder();
    for (int y = -QUIET; y < code.size + QUIET; y += 2) {
      text.append(coloured ? BLACK_ON_WHITE : "");
      for (int x = -QUIET; x < code.size + QUIET; x++) {
        boolean upper = code.getModule(x, y) == coloured;
        boolean lower = code.getModule(x, y + 1) == coloured;
        text.append(upper ? (lower ? '█' : '▀') : (lower ? '▄' : ' '));
      }
      text.append(coloured ? AS_BEFORE : "").append('\n');
    }
    return text.toString();
  }
}
