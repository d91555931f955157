package dev.safelight.image.probe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one directory of a TIFF says, and whether it can be so.
final class TiffPage {
  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_SIZES = 279;
  private static final int PLANAR = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_HEIGHT = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_SIZES = 325;
  private static final int SUB_IFDS = 330;
  private static final int EXTRA_SAMPLES = 338;
  private static final int PROFILE = 34675;

  /// Description, make, model, software, date, artist, host, XMP, copyright, IPTC, EXIF, GPS.
  private static final Set<Integer> METADATA =
      Set.of(270, 271, 272, 305, 306, 315, 316, 700, 33432, 33723, 34665, PROFILE, 34853);

  private static final long MOST_TILE_SIDE = 8_192;

  /// So that no product of sizes leaves a long.
  private static final int MOST_SIDE = 1 << 20;

  /// Four colours and alpha.
  private static final int MOST_SAMPLES = 5;

  private final Map<Integer, TiffField> fields;
  private final long next;
  private final TiffField.Order order;

  private TiffPage(TiffField.Order order, Map<Integer, TiffField> fields, long next) {
    this.order = order;
    this.fields = fields;
    this.next = next;
  }

  static TiffPage read(TiffField.Order order, long at) throws Broken {
    var fields = new HashMap<Integer, TiffField>();
    int entries = order.u16(at);
    for (int i = 0; i < entries; i++) {
      var field = TiffField.read(order, at + 2 + (long) i * TiffField.SIZE);
      fields.putIfAbsent(field.tag(), field);
    }
    return new TiffPage(order, fields, order.u32(at + 2 + (long) entries * TiffField.SIZE));
  }

  long next() {
    return next;
  }

  int width() throws Broken {
    return get(WIDTH, 0);
  }

  int height() throws Broken {
    return get(HEIGHT, 0);
  }

  int bits() throws Broken {
    return get(BITS, 1);
  }

  int samples() throws Broken {
    return get(SAMPLES, 1);
  }

  boolean tiled() {
    return fields.containsKey(TILE_WIDTH);
  }

  boolean alpha() {
    return fields.containsKey(EXTRA_SAMPLES);
  }

  boolean profiled() {
    return fields.containsKey(PROFILE);
  }

  boolean metadata() {
    return fields.keySet().stream().anyMatch(METADATA::contains);
  }

  int orientation() throws Broken {
    int value = get(ORIENTATION, 1);
    return value >= 1 && value <= 8 ? value : 1;
  }

  List<Long> sub() throws Broken {
    var field = fields.get(SUB_IFDS);
    return field == null ? List.of() : field.values();
  }

  /// The bytes that are decoded together: a strip, or a row of tiles.
  long row() throws Broken {
    check();
    long pixel = (long) samples() * Math.ceilDiv(bits(), 8);
    return tiled()
        ? Math.ceilDiv((long) width(), tileWidth()) * tileWidth() * tileHeight() * pixel
        : (long) width() * stripHeight() * pixel;
  }

  /// Refuses what no page can be that is decoded.
  void check() throws Broken {
    if (width() < 1 || height() < 1) {
      throw Broken.corrupt("TIFF of %d x %d".formatted(width(), height()));
    }
    int longest = Math.max(width(), height());
    if (longest > MOST_SIDE) {
      throw Broken.tooLarge("pixels on a side", longest, MOST_SIDE);
    }
    if (samples() < 1 || samples() > MOST_SAMPLES) {
      throw Broken.unsupported("TIFF of %d samples".formatted(samples()));
    }
    var depths = fields.get(BITS);
    var different = depths == null ? Set.<Long>of() : new HashSet<>(depths.values());
    if (different.size() > 1 || !Set.of(1, 2, 4, 8, 16).contains(bits())) {
      throw Broken.unsupported("TIFF of %s bits".formatted(different));
    }
    var profile = fields.get(PROFILE);
    if (profile != null) {
      Profile.check(profile.count());
    }
    switch (get(COMPRESSION, 1)) {
      // None, LZW, JPEG, deflate in both its numbers, PackBits.
      case 1, 5, 7, 8, 32946, 32773 -> {}
      default -> throw Broken.unsupported("TIFF of compression " + get(COMPRESSION, 1));
    }
    if (get(PHOTOMETRIC, 0) > 6 || get(PHOTOMETRIC, 0) == 4) {
      throw Broken.unsupported("TIFF of photometric kind " + get(PHOTOMETRIC, 0));
    }
    if (tiled()) {
      if (tileWidth() < 1
          || tileHeight() < 1
          || tileWidth() > MOST_TILE_SIDE
          || tileHeight() > MOST_TILE_SIDE) {
        throw Broken.corrupt("TIFF tiles of %d x %d".formatted(tileWidth(), tileHeight()));
      }
      long across = Math.ceilDiv((long) width(), tileWidth());
      pieces(TILE_OFFSETS, TILE_SIZES, across * Math.ceilDiv((long) height(), tileHeight()));
    } else {
      pieces(STRIP_OFFSETS, STRIP_SIZES, Math.ceilDiv((long) height(), stripHeight()));
    }
  }

  /// Each strip or tile must lie in the file.
  private void pieces(int offsets, int sizes, long count) throws Broken {
    var starts = fields.get(offsets);
    var lengths = fields.get(sizes);
    long all = get(PLANAR, 1) == 2 ? count * samples() : count;
    if (starts == null || lengths == null || starts.count() < all || lengths.count() < all) {
      throw Broken.corrupt("TIFF of %d strips or tiles does not say where they are".formatted(all));
    }
    for (long i = 0; i < all; i++) {
      order.require(starts.value(i), lengths.value(i), "TIFF strip or tile");
    }
  }

  private long tileWidth() throws Broken {
    return get(TILE_WIDTH, 0);
  }

  private long tileHeight() throws Broken {
    return get(TILE_HEIGHT, 0);
  }

  private long stripHeight() throws Broken {
    return Math.clamp(get(ROWS_PER_STRIP, Integer.MAX_VALUE), 1, Math.max(1, height()));
  }

  private int get(int tag, int otherwise) throws Broken {
    var field = fields.get(tag);
    return field == null ? otherwise : field.small();
  }
}
