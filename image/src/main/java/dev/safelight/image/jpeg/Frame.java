package dev.safelight.image.jpeg;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a JPEG says before its scan (ITU-T T.81, annex B), where it is of the kind that nearly all
/// are: baseline, one scan, grey or YCbCr with its colours as they are or halved both ways.
///
/// @param restart MCUs between two restart markers; 0 for none
/// @param scan where compressed data begins
record Frame(int width, int height, List<Component> components, int restart, long scan) {
  /// Whether colours have half the width and height.
  boolean halved() {
    return components.size() == 3 && components.getFirst().across == 2;
  }

  static Frame read(MemorySegment file) throws Irregular {
    try {
      return new Reader(file).read();
    } catch (IndexOutOfBoundsException _) {
      throw new Irregular("cut off");
    }
  }

  private record Said(int id, int across, int down, int quanta) {}

  private static final class Reader {
    private static final int SOF0 = 0xC0;
    private static final int SOF1 = 0xC1;
    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;
    private static final int JFIF = 0xE0;
    private static final int ADOBE = 0xEE;
    private static final int COMMENT = 0xFE;

    private final MemorySegment file;
    private final int[] @Nullable [] quanta = new int[4][];
    private final @Nullable Huffman[] tables = new Huffman[8];
    private final List<Said> said = new ArrayList<>();
    private long at = 2;
    private int width;
    private int height;
    private int restart;
    private boolean jfif;
    private int transform = -1;

    Reader(MemorySegment file) {
      this.file = file;
    }

    Frame read() throws Irregular {
      while (true) {
        if (u8() != 0xFF) {
          throw new Irregular("no marker");
        }
        int marker = u8();
        long end = at + u16();
        if (end > file.byteSize()) {
          throw new Irregular("cut off");
        }
        switch (marker) {
          case 0xFF -> throw new Irregular("filling");
          case SOF0, SOF1 -> frame();
          case DHT -> {
            while (at < end) {
              table();
            }
          }
          case DQT -> {
            while (at < end) {
              quanta();
            }
          }
          case DRI -> restart = u16();
          case JFIF -> {
            jfif |= end - at >= 5 && begins("JFIF\0");
            at = end;
          }
          case ADOBE -> {
            if (end - at >= 12 && begins("Adobe")) {
              transform = file.get(JAVA_BYTE, at + 11);
            }
            at = end;
          }
          case SOS -> {
            return scan(end);
          }
          default -> {
            if ((marker < JFIF || marker > 0xEF) && marker != COMMENT) {
              throw new Irregular("marker");
            }
            at = end;
          }
        }
        if (at != end) {
          throw new Irregular("length");
        }
      }
    }

    private void frame() throws Irregular {
      if (u8() != 8 || !said.isEmpty()) {
        throw new Irregular("depth");
      }
      height = u16();
      width = u16();
      for (int left = u8(); left > 0; left--) {
        int id = u8();
        int sampling = u8();
        said.add(new Said(id, sampling >> 4, sampling & 15, u8()));
      }
    }

    private void table() throws Irregular {
      int number = u8();
      var counts = new int[16];
      int all = 0;
      for (int i = 0; i < counts.length; i++) {
        counts[i] = u8();
        all += counts[i];
      }
      if (all > 256 || (number & ~0x13) != 0) {
        throw new Irregular("Huffman table");
      }
      var symbols = new byte[all];
      for (int i = 0; i < all; i++) {
        symbols[i] = (byte) u8();
        if (number >> 4 == 0 && (symbols[i] & 0xF0) != 0) {
          throw new Irregular("Huffman table");
        }
      }
      tables[(number >> 2) | (number & 3)] = new Huffman(number >> 4 == 1, counts, symbols);
    }

    private void quanta() throws Irregular {
      int number = u8();
      if ((number & ~0x13) != 0) {
        throw new Irregular("quantisation table");
      }
      var table = new int[64];
      for (int i = 0; i < 64; i++) {
        table[Zigzag.ROWS[i]] = number >> 4 == 0 ? u8() : u16();
      }
      quanta[number & 3] = table;
    }

    private Frame scan(long end) throws Irregular {
      int count = u8();
      if (count == 0 || count != said.size() || !serves() || width == 0 || height == 0) {
        throw new Irregular("kind");
      }
      var components = new ArrayList<Component>();
      for (var each : said) {
        if (u8() != each.id) {
          throw new Irregular("order of components");
        }
        int numbers = u8();
        components.add(component(each, numbers >> 4, numbers & 15));
      }
      // All coefficients with all of their bits.
      if (u8() != 0 || u8() != 63 || u8() != 0 || at != end) {
        throw new Irregular("part of a scan");
      }
      return new Frame(width, height, List.copyOf(components), restart, end);
    }

    private Component component(Said each, int dc, int ac) throws Irregular {
      var table = each.quanta > 3 ? null : quanta[each.quanta];
      var first = dc > 3 ? null : tables[dc];
      var rest = ac > 3 ? null : tables[4 | ac];
      if (table == null || first == null || rest == null) {
        throw new Irregular("no such table");
      }
      // One component alone is not interleaved, whatever its sampling.
      boolean alone = said.size() == 1;
      return new Component(alone ? 1 : each.across, alone ? 1 : each.down, table, first, rest);
    }

    private boolean serves() {
      if (said.size() == 1) {
        return true;
      }
      var luma = said.getFirst();
      return said.size() == 3
          && isYcc()
          && luma.across == luma.down
          && (luma.across == 1 || luma.across == 2)
          && said.stream().skip(1).allMatch(each -> each.across == 1 && each.down == 1);
    }

    /// As decoders agree: JFIF, Adobe's own marker, or components that are numbered.
    private boolean isYcc() {
      return jfif
          || (transform < 0
              ? said.get(0).id == 1 && said.get(1).id == 2 && said.get(2).id == 3
              : transform == 1);
    }

    private boolean begins(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (file.get(JAVA_BYTE, at + i) != text.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private int u8() {
      return file.get(JAVA_BYTE, at++) & 0xFF;
    }

    private int u16() {
      return (u8() << 8) | u8();
    }
  }
}
