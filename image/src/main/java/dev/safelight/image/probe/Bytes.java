package dev.safelight.image.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.List;

/// A stretch of a file. Every read is checked against its end; an overrun is a [Finding.Truncated]
/// that names the stretch.
final class Bytes {
  private final Window all;
  private final int from;
  private final int size;
  private final String name;

  private Bytes(Window all, int from, int size, String name) {
    this.all = all;
    this.from = from;
    this.size = size;
    this.name = name;
  }

  static Bytes of(Window all, String name) {
    return new Bytes(all, 0, all.size(), name);
  }

  /// A copy of them, one behind another.
  static Bytes joined(List<Bytes> pieces) {
    var all = ByteBuffer.allocate(pieces.stream().mapToInt(Bytes::size).sum());
    pieces.forEach(piece -> all.put(piece.buffer()));
    return of(Window.of(all.flip()), "HEIF item");
  }

  int size() {
    return size;
  }

  /// `length` is a long because files hold unsigned 32-bit lengths.
  Bytes part(long at, long length, String part) throws Broken {
    require(at, length, part);
    return new Bytes(all, from + (int) at, (int) length, part);
  }

  /// The same bytes, not copied, until something else is read.
  ByteBuffer buffer() {
    return all.slice(from, size);
  }

  int u8(long at) throws Broken {
    require(at, 1, name);
    return all.get(from + (int) at) & 0xFF;
  }

  /// The place of the next byte that is FF, from `at` on.
  long nextFF(long at) throws Broken {
    require(at, 1, name);
    int found = all.nextFF(from + (int) at, from + size);
    require(found < 0 ? size : found - from, 1, name);
    return (long) found - from;
  }

  int u16(long at) throws Broken {
    return u8(at) << 8 | u8(at + 1);
  }

  int u16le(long at) throws Broken {
    return u8(at) | u8(at + 1) << 8;
  }

  int u24le(long at) throws Broken {
    return u16le(at) | u8(at + 2) << 16;
  }

  long u32(long at) throws Broken {
    return (long) u16(at) << 16 | u16(at + 2);
  }

  long u32le(long at) throws Broken {
    return u16le(at) | (long) u16le(at + 2) << 16;
  }

  String text(long at, int length) throws Broken {
    require(at, length, name);
    var text = new byte[length];
    all.get(from + (int) at, text);
    return new String(text, ISO_8859_1);
  }

  /// False too where the stretch is shorter.
  boolean has(long at, String text) {
    if (at < 0 || at > size - text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((all.get(from + (int) at + i) & 0xFF) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void require(long at, long length, String part) throws Broken {
    if (at < 0 || length < 0 || at > size - length) {
      throw new Broken(
          new Finding.Truncated(
              "%s needs %d bytes at %d, there are %d"
                  .formatted(part, length, from + at, Math.max(0, size - at))));
    }
  }
}
