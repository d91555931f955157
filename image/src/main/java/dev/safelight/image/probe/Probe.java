package dev.safelight.image.probe;

import java.nio.ByteBuffer;

/// Reads what an image is from its bytes: in Java, in one pass, before any native code runs.
public final class Probe {
  private Probe() {}

  /// Total: every array gives an answer, in time linear in its length. Trailing bytes are ignored.
  public static Finding read(byte[] file) {
    return read(ByteBuffer.wrap(file));
  }

  /// The same of all bytes up to a buffer's limit, on Java's heap or not.
  public static Finding read(ByteBuffer file) {
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
      if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) {
        return new GifReader(bytes).read();
      }
      if (TiffReader.begins(bytes)) {
        return TiffReader.read(bytes);
      }
      if (HeifReader.begins(bytes)) {
        return HeifReader.read(bytes);
      }
      return Magic.name(bytes);
    } catch (Broken broken) {
      return broken.problem();
    }
  }
}
