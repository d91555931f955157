package dev.safelight.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;

/// Takes metadata out of a WebP that libvips wrote: before 8.15 it writes EXIF even when told to
/// strip.
final class BareWebp {
  private static final Set<String> METADATA = Set.of("EXIF", "XMP ", "ICCP");

  /// RFC 9649, 2.7.1: profile, EXIF and XMP in the flags of VP8X.
  private static final int METADATA_FLAGS = 0x20 | 0x08 | 0x04;

  private static final int RIFF = 12;
  private static final int CHUNK = 8;

  private BareWebp() {}

  static byte[] of(byte[] webp) {
    var in = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    var out = ByteBuffer.allocate(webp.length).order(ByteOrder.LITTLE_ENDIAN).put(webp, 0, RIFF);
    for (int at = RIFF; at < webp.length; ) {
      var type = new String(webp, at, 4, ISO_8859_1);
      int length = in.getInt(at + 4);
      int size = CHUNK + length + (length & 1);
      if (!METADATA.contains(type)) {
        out.put(webp, at, size);
      }
      if (type.equals("VP8X")) {
        int flags = out.position() - size + CHUNK;
        out.put(flags, (byte) (out.get(flags) & ~METADATA_FLAGS));
      }
      at += size;
    }
    out.putInt(4, out.position() - CHUNK);
    return Arrays.copyOf(out.array(), out.position());
  }
}
