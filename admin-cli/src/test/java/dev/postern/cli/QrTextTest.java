package dev.postern.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrTextTest {
  private static final String URI =
      "otpauth://totp/Postern:jdoe?secret=TELQ7OYYGR32GWUUZG7TSC3XAIE5GKSZ"
          + "&issuer=Postern&algorithm=SHA1&digits=6&period=30";
  private static final int SCALE = 6;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPhoneReadsWhatIsDrawn(boolean coloured) throws ReaderException {
    List<String> lines =
        QrText.draw(URI, coloured).lines().map(it -> it.replaceAll("\033\\[[0-9;]*m", "")).toList();
    var source = picture(lines, coloured);
    var read = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)));
    assertThat(read.getText()).isEqualTo(URI);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itFitsAnOrdinaryTerminal(boolean coloured) {
    List<String> lines = QrText.draw(URI, coloured).lines().toList();
    assertThat(lines).hasSizeLessThan(28);
    assertThat(lines.getFirst().replaceAll("\033\\[[0-9;]*m", "")).hasSizeLessThan(80);
  }

  /// What the eye sees, every module several pixels wide. Drawn characters are dark in colours, and
  /// light on a dark terminal.
  private static LuminanceSource picture(List<String> lines, boolean drawnIsDark) {
    int width = lines.getFirst().length() * SCALE;
    int height = lines.size() * 2 * SCALE;
    var pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int module = y / SCALE;
        char drawn = lines.get(module / 2).charAt(x / SCALE);
        boolean filled = drawn == '█' || drawn == (module % 2 == 0 ? '▀' : '▄');
        pixels[y * width + x] = filled == drawnIsDark ? 0x000000 : 0xffffff;
      }
    }
    return new RGBLuminanceSource(width, height, pixels);
  }
}
