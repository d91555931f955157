package dev.safelight.cloud.lambda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The central directory of a zip, read strictly: what a folder would be made of, and nothing that
/// could lie outside it. Sizes in it are claims; whoever unpacks counts.
///
/// The directory alone says what a zip holds. A reader that followed the local headers instead
/// could be shown other entries than those that were checked. See PKWARE: "APPNOTE.TXT", 4.3.12 and
/// 4.3.16.
final class ZipEntries {
  static final int MOST_ENTRIES = 65_000;

  private static final int END = 0x06054b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int UNIX = 3;
  private static final long ZIP64 = 0xffffffffL;

  enum Kind {
    FILE,
    FOLDER,
    LINK
  }

  /// @param name relative, `/` between its parts, no part empty, `.` or `..`
  /// @param data where the packed bytes are
  record Entry(
      String name, Kind kind, boolean executable, boolean deflated, long crc, ByteBuffer data) {}

  private final ByteBuffer zip;
  private final Map<String, Kind> seen = new HashMap<>();

  private ZipEntries(byte[] bytes) {
    this.zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static List<Entry> of(byte[] bytes) throws BadZip {
    try {
      return new ZipEntries(bytes).read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException _) {
      throw new BadZip("a header of the zip points outside the file");
    }
  }

  private List<Entry> read() throws BadZip {
    int end = end();
    int count = zip.getShort(end + 10) & 0xffff;
    long at = zip.getInt(end + 16) & ZIP64;
    if (count == 0xffff || at == ZIP64) {
      throw new BadZip(
          "the zip is in the ZIP64 format, which a package of this size does not need");
    }
    if (count > MOST_ENTRIES) {
      throw new BadZip("the zip has %d entries, more than %d".formatted(count, MOST_ENTRIES));
    }
    var entries = new ArrayList<Entry>(count);
    int header = Math.toIntExact(at);
    for (int i = 0; i < count; i++) {
      if (zip.getInt(header) != CENTRAL) {
        throw new BadZip("the zip's directory is damaged at entry " + i);
      }
      entries.add(entry(header));
      header +=
          46
              + (zip.getShort(header + 28) & 0xffff)
              + (zip.getShort(header + 30) & 0xffff)
              + (zip.getShort(header + 32) & 0xffff);
    }
    for (var entry : entries) {
      requireFoldersAbove(entry.name());
    }
    return entries;
  }

  private int end() throws BadZip {
    // The record is followed by a comment of at most 65,535 bytes.
    int lowest = Math.max(0, zip.limit() - 22 - 0xffff);
    for (int at = zip.limit() - 22; at >= lowest; at--) {
      if (zip.getInt(at) == END && at + 22 + (zip.getShort(at + 20) & 0xffff) == zip.limit()) {
        return at;
      }
    }
    throw new BadZip("the file is not a zip");
  }

  private Entry entry(int header) throws BadZip {
    int system = (zip.getShort(header + 4) & 0xffff) >>> 8;
    int flags = zip.getShort(header + 8);
    int method = zip.getShort(header + 10);
    long crc = zip.getInt(header + 16) & 0xffffffffL;
    long packed = zip.getInt(header + 20) & ZIP64;
    int mode = system == UNIX ? zip.getInt(header + 38) >>> 16 : 0;
    var name = name(slice(header + 46, zip.getShort(header + 28) & 0xffff));
    if ((flags & 1) != 0) {
      throw new BadZip("the entry %s is encrypted".formatted(name));
    }
    if (method != 0 && method != 8) {
      throw new BadZip("the entry %s is packed by method %d".formatted(name, method));
    }
    var kind = kind(name, mode);
    var plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    requireInside(plain);
    if (seen.putIfAbsent(plain, kind) != null) {
      throw new BadZip("the entry %s is there twice".formatted(plain));
    }
    int local = Math.toIntExact(zip.getInt(header + 42) & ZIP64);
    if (zip.getInt(local) != LOCAL) {
      throw new BadZip("the entry %s is not where the directory says".formatted(plain));
    }
    int data =
        local + 30 + (zip.getShort(local + 26) & 0xffff) + (zip.getShort(local + 28) & 0xffff);
    return new Entry(
        plain, kind, (mode & 0111) != 0, method == 8, crc, slice(data, Math.toIntExact(packed)));
  }

  private ByteBuffer slice(int at, int length) {
    return zip.slice(at, length);
  }

  private static String name(ByteBuffer bytes) throws BadZip {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      throw new BadZip("the name of an entry is not UTF-8");
    }
  }

  private static Kind kind(String name, int mode) throws BadZip {
    return switch (mode & 0170000) {
      case 0040000 -> Kind.FOLDER;
      case 0120000 -> Kind.LINK;
      case 0, 0100000 -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
      default -> throw new BadZip("the entry %s is neither file, folder nor link".formatted(name));
    };
  }

  private static void requireInside(String name) throws BadZip {
    boolean strange = name.chars().anyMatch(c -> c == '\\' || c < ' ' || c == 0x7f);
    if (strange || name.length() > 1024) {
      throw new BadZip(
          "the entry \"%s\" has a name that is no path"
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    for (var part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.length() > 255) {
        throw new BadZip("the entry %s lies outside the package's root".formatted(name));
      }
    }
  }

  /// Nothing lies below a file, and nothing below a link: it would be written where the link
  /// points.
  private void requireFoldersAbove(String name) throws BadZip {
    for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      var above = name.substring(0, slash);
      if (seen.getOrDefault(above, Kind.FOLDER) != Kind.FOLDER) {
        throw new BadZip("the entry %s lies below %s, which is no folder".formatted(name, above));
      }
    }
  }
}
