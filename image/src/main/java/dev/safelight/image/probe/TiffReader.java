package dev.safelight.image.probe;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the directories of a TIFF ("TIFF", revision 6.0; SubIFDs: "Adobe PageMaker 6.0 TIFF
/// Technical Notes"). The classic kind, of at most 4 GB.
final class TiffReader {
  private static final int ENTRY = 12;
  private static final int SHORT = 3;
  private static final int LONG = 4;

  /// More directories are a loop or an attack.
  private static final int MOST = 1_000;

  private static final int WIDTH = 256;
  private static final int HEIGHT = 257;
  private static final int BITS = 258;
  private static final int ORIENTATION = 274;
  private static final int SAMPLES = 277;
  private static final int TILE_WIDTH = 322;
  private static final int SUB_IFDS = 330;
  private static final int EXTRA_SAMPLES = 338;
  private static final int XMP = 700;
  private static final int IPTC = 33723;
  private static final int EXIF = 34665;
  private static final int PROFILE = 34675;
  private static final int GPS = 34853;

  private final Bytes bytes;
  private final boolean little;
  private final Set<Long> seen = new HashSet<>();

  private TiffReader(Bytes bytes, boolean little) {
    this.bytes = bytes;
    this.little = little;
  }

  static boolean begins(Bytes bytes) {
    return bytes.has(0, "II*\0") || bytes.has(0, "MM\0*");
  }

  static Header read(Bytes bytes) throws Broken {
    return new TiffReader(bytes, bytes.has(0, "II")).read();
  }

  /// What one directory says.
  private static final class Page {
    private int width;
    private int height;
    private int bits = 1;
    private int samples = 1;
    private int orientation = 1;
    private boolean tiled;
    private boolean alpha;
    private boolean profiled;
    private boolean metadata;
    private List<Long> sub = List.of();
    private long next;
  }

  private Header read() throws Broken {
    var first = page(u32(4));
    var levels = new ArrayList<Header.Level>();
    for (int i = 0; i < first.sub.size(); i++) {
      var reduced = page(first.sub.get(i));
      levels.add(new Header.Level(reduced.width, reduced.height, 0, i));
    }
    int pages = 1;
    for (long next = first.next; next != 0; pages++) {
      var page = page(next);
      levels.add(new Header.Level(page.width, page.height, pages, -1));
      next = page.next;
    }
    levels.removeIf(level -> !isReduced(first, level));
    return new Header.Tiff(
        first.width,
        first.height,
        first.bits,
        first.samples,
        first.tiled,
        first.alpha,
        first.orientation,
        first.profiled,
        first.metadata,
        List.copyOf(levels));
  }

  /// A smaller copy, as far as sizes tell: both sides by the same factor, rounded either way.
  private static boolean isReduced(Page first, Header.Level level) {
    double times = (double) first.width / level.width();
    double height = first.height / times;
    return level.width() < first.width && Math.abs(height - level.height()) <= 1 + 1 / times;
  }

  private Page page(long at) throws Broken {
    if (!seen.add(at) || seen.size() > MOST) {
      throw Broken.corrupt("TIFF directories in a loop, or more than " + MOST);
    }
    var page = new Page();
    int entries = u16(at);
    for (int i = 0; i < entries; i++) {
      entry(page, at + 2 + (long) i * ENTRY);
    }
    page.next = u32(at + 2 + (long) entries * ENTRY);
    if (page.width < 1 || page.height < 1) {
      throw Broken.corrupt("TIFF of %d x %d".formatted(page.width, page.height));
    }
    return page;
  }

  private void entry(Page page, long at) throws Broken {
    switch (u16(at)) {
      case WIDTH -> page.width = (int) Math.min(first(at), Integer.MAX_VALUE);
      case HEIGHT -> page.height = (int) Math.min(first(at), Integer.MAX_VALUE);
      case BITS -> page.bits = (int) first(at);
      case SAMPLES -> page.samples = (int) first(at);
      case ORIENTATION -> {
        int value = (int) first(at);
        page.orientation = value >= 1 && value <= 8 ? value : 1;
      }
      case TILE_WIDTH -> page.tiled = true;
      case SUB_IFDS -> page.sub = all(at);
      case EXTRA_SAMPLES -> page.alpha = true;
      case PROFILE -> {
        page.profiled = true;
        page.metadata = true;
      }
      case XMP, IPTC, EXIF, GPS -> page.metadata = true;
      // Description, make, model, software, date, artist, host, copyright.
      case 270, 271, 272, 305, 306, 315, 316, 33432 -> page.metadata = true;
      default -> {}
    }
  }

  private long first(long entry) throws Broken {
    var all = all(entry);
    if (all.isEmpty()) {
      throw Broken.corrupt("TIFF field %d without a value".formatted(u16(entry)));
    }
    return all.getFirst();
  }

  /// The values of a field of whole numbers; of 1,000 at most.
  private List<Long> all(long entry) throws Broken {
    int type = u16(entry + 2);
    int size = type == SHORT ? 2 : 4;
    if (type != SHORT && type != LONG && type != 13) {
      throw Broken.corrupt("TIFF field %d of type %d".formatted(u16(entry), type));
    }
    long count = Math.min(u32(entry + 4), MOST);
    long at = count * size <= 4 ? entry + 8 : u32(entry + 8);
    var values = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      values.add(size == 2 ? (long) u16(at + 2L * i) : u32(at + 4L * i));
    }
    return values;
  }

  private int u16(long at) throws Broken {
    return little ? bytes.u16le(at) : bytes.u16(at);
  }

  private long u32(long at) throws Broken {
    return little ? bytes.u32le(at) : bytes.u32(at);
  }
}
