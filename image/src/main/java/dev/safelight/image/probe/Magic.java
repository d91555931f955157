package dev.safelight.image.probe;

import java.util.List;
import java.util.Locale;

/// Names what is not decoded here, so that a refusal can say what it met.
final class Magic {
  private record Sign(int at, String magic, String name) {}

  private static final List<Sign> IMAGES =
      List.of(
          new Sign(0, "II+\0", "BigTIFF"),
          new Sign(0, "MM\0+", "BigTIFF"),
          new Sign(0, "BM", "BMP"),
          new Sign(0, "8BPS", "Photoshop"),
          new Sign(0, "\0\0\1\0", "ICO"),
          new Sign(0, "\0\0\0\u000CjP  ", "JPEG 2000"),
          new Sign(0, "\u00FFO\u00FFQ", "JPEG 2000"),
          new Sign(0, "\u00FF\n", "JPEG XL"),
          new Sign(0, "\0\0\0\u000CJXL ", "JPEG XL"),
          new Sign(0, "v/1\u0001", "OpenEXR"),
          new Sign(0, "#?RADIANCE", "Radiance HDR"),
          new Sign(0, "qoif", "QOI"));

  private static final List<Sign> OTHERS =
      List.of(
          new Sign(0, "%PDF", "PDF"),
          new Sign(0, "%!PS", "PostScript"),
          new Sign(4, "ftyp", "a video"),
          new Sign(0, "RIFF", "RIFF audio or video"),
          new Sign(0, "PK\3\4", "ZIP"),
          new Sign(0, "\u001F\u008B", "gzip"),
          new Sign(0, "\u007FELF", "a program"),
          new Sign(0, "MZ", "a program"));

  private Magic() {}

  static Finding name(Bytes bytes) throws Broken {
    if (bytes.size() == 0) {
      return new Finding.NotAnImage("nothing (0 bytes)");
    }
    for (var sign : IMAGES) {
      if (bytes.has(sign.at, sign.magic)) {
        return new Finding.Unsupported(sign.name);
      }
    }
    for (var sign : OTHERS) {
      if (bytes.has(sign.at, sign.magic)) {
        return new Finding.NotAnImage(sign.name);
      }
    }
    var start = bytes.text(0, Math.min(bytes.size(), 1024)).toLowerCase(Locale.ROOT);
    if (start.contains("<svg")) {
      return new Finding.Unsupported("SVG");
    }
    if (start.contains("<html") || start.contains("<!doctype html")) {
      return new Finding.NotAnImage("HTML");
    }
    boolean text =
        start.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t');
    return new Finding.NotAnImage(text ? "text" : "unknown bytes " + hex(bytes));
  }

  private static String hex(Bytes bytes) throws Broken {
    var text = new StringBuilder();
    for (int i = 0; i < Math.min(bytes.size(), 8); i++) {
      text.append(String.format(Locale.ROOT, i == 0 ? "%02X" : " %02X", bytes.u8(i)));
    }
    return text.toString();
  }
}
