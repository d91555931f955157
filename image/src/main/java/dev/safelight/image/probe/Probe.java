package dev.safelight.image.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Reads what an image is from its bytes: in Java, in one pass, before any native code runs.
public final class Probe {
  private static final int WIDTH = 8 << 20;

  private Probe() {}

  /// Total: every array gives an answer, in time linear in its length. Trailing bytes are ignored.
  public static Finding read(byte[] file) {
    return read(Bytes.of(Window.of(ByteBuffer.wrap(file)), "file"));
  }

  /// The same of a file of less than 2 GB, which must not be shortened meanwhile. Formats that are
  /// read from their beginning to their end are in memory a few megabytes at a time.
  public static Finding read(FileChannel file) throws IOException {
    return read(file, WIDTH);
  }

  static Finding read(FileChannel file, int width) throws IOException {
    try {
      try (var window = Window.of(file, width)) {
        var bytes = Bytes.of(window, "file");
        if (isReadThrough(bytes)) {
          return read(bytes);
        }
      }
      try (var whole = Window.of(file, (int) file.size())) {
        return read(Bytes.of(whole, "file"));
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  /// And not here and there, as TIFF and HEIF are.
  private static boolean isReadThrough(Bytes bytes) {
    try {
      return !TiffReader.begins(bytes) && !HeifReader.begins(bytes);
    } catch (Broken _) {
      return true; // too short for either
    }
  }

  private static Finding read(Bytes bytes) {
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
