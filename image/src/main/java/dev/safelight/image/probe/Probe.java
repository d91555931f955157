package dev.safelight.image.probe;

/// Reads what an image is from its bytes: in Java, in one pass, before any native code runs.
public final class Probe {
  private Probe() {}

  /// Total: every array gives an answer, in time linear in its length. Trailing bytes are ignored.
  public static Finding read(byte[] file) {
    var bytes = Bytes.of(file, "file");
    try {
      if (bytes.has(0, "\u00FF\u00D8")) {
        return new JpegReader(bytes).read();
      }
      if (bytes.has(0, PngReader.SIGNATURE)) {
        return new PngReader(bytes).read();
      }
      if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
        return new WebpReader(bytes).read();
      }
      return Magic.name(bytes);
    } catch (Broken broken) {
      return broken.problem();
    }
  }
}
