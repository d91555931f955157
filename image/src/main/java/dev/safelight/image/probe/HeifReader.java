package dev.safelight.image.probe;

import dev.safelight.image.probe.Header.Coding;

/// Reads the primary image of an AVIF or HEIC file ("AV1 Image File Format"; ISO/IEC 23008-12).
final class HeifReader {
  private static final int MOST_BRANDS = 64;

  /// Of all items together: 1,024 tiles of some.
  private static final int MOST_UNITS = 100_000;

  private final HeifItems items;
  private long decoded;
  private int tiles = 1;
  private int depth = 8;
  private int units;

  private HeifReader(Bytes bytes) throws Broken {
    this.items = new HeifItems(bytes);
  }

  /// By its brands, the first or a compatible one.
  static boolean begins(Bytes bytes) throws Broken {
    if (!bytes.has(4, "ftyp")) {
      return false;
    }
    long end = Math.min(Math.min(bytes.u32(0), bytes.size()), 16 + 4 * MOST_BRANDS);
    for (long at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
      switch (bytes.text(at, 4)) {
        case "avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1" -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  static Header read(Bytes bytes) throws Broken {
    return new HeifReader(bytes).read();
  }

  private record Size(int width, int height) {
    long pixels() {
      return (long) width * height;
    }

    Size turned() {
      return new Size(/* width= */ height, /* height= */ width);
    }
  }

  private Header read() throws Broken {
    long primary = items.primary();
    if (primary < 0) {
      throw Broken.unsupported("a HEIF or AVIF sequence without a still image");
    }
    var coding = image(primary);
    boolean alpha = false;
    for (long item : items.auxiliaries(primary)) {
      alpha |= alpha(item, coding);
    }
    boolean profiled = false;
    for (var colour : items.properties(primary, "colr")) {
      profiled |= colour.has(0, "prof") || colour.has(0, "rICC");
    }
    var shown = shown(primary);
    return new Header.Heif(
        coding,
        shown.width,
        shown.height,
        depth,
        tiles,
        decoded,
        alpha,
        profiled,
        profiled || items.contains("Exif") || items.contains("mime"));
  }

  private Coding image(long item) throws Broken {
    if (!items.type(item).equals("grid")) {
      return coded(item);
    }
    var parts = items.parts(item);
    var grid = HeifGrid.read(items.bytes(item));
    tiles = grid.rows() * grid.columns();
    if (parts.size() != tiles) {
      throw Broken.corrupt("HEIF grid of %d tiles that has %d".formatted(tiles, parts.size()));
    }
    var size = size(item);
    if (grid.width() != size.width || grid.height() != size.height) {
      throw Broken.corrupt(
          "HEIF grid of %d x %d that says %d x %d"
              .formatted(grid.width(), grid.height(), size.width, size.height));
    }
    var first = size(parts.getFirst());
    var coding = coded(parts.getFirst());
    for (long part : parts.subList(1, parts.size())) {
      if (coded(part) != coding || !size(part).equals(first)) {
        throw Broken.corrupt("HEIF grid of different tiles");
      }
    }
    if ((long) first.width * grid.columns() < grid.width()
        || (long) first.height * grid.rows() < grid.height()) {
      throw Broken.corrupt("HEIF grid with a gap");
    }
    return coding;
  }

  /// Counts what an item's decoder makes, by its container and by its own header.
  private Coding coded(long item) throws Broken {
    var type = items.type(item);
    var coding =
        switch (type) {
          case "av01" -> Coding.AV1;
          case "hvc1", "hev1" -> Coding.HEVC;
          default -> throw Broken.unsupported("HEIF of " + (type.isEmpty() ? "nothing" : type));
        };
    if (items.bytes(item).isEmpty()) {
      throw Broken.corrupt("HEIF item %d has no bytes".formatted(item));
    }
    var stream = stream(item, coding);
    if (stream.width() < 1 || stream.height() < 1) {
      throw Broken.corrupt("HEIF item %d whose stream does not say its size".formatted(item));
    }
    var inside = size(stream.width(), stream.height());
    // Decoders make room for what the stream says, readers of the container for what that says.
    decoded += Math.max(size(item).pixels(), inside.pixels());
    depth = Math.max(depth, stream.depth());
    for (var bits : items.properties(item, "pixi")) {
      if (bits.u8(4) > 0) {
        depth = Math.max(depth, bits.u8(5));
      }
    }
    return coding;
  }

  private Stream stream(long item, Coding coding) throws Broken {
    var bytes = items.joined(item);
    return switch (coding) {
      case AV1 -> {
        var av1 = new Av1();
        for (var configuration : items.properties(item, "av1C")) {
          av1.read(configuration, Av1.CONFIGURATION, this::count);
        }
        av1.read(bytes, 0, this::count);
        yield av1.found();
      }
      case HEVC -> {
        var hevc = new Hevc();
        for (var configuration : items.properties(item, "hvcC")) {
          hevc.configuration(configuration, this::count);
        }
        hevc.read(bytes, this::count);
        yield hevc.found();
      }
    };
  }

  private void count() throws Broken {
    if (++units > MOST_UNITS) {
      throw Broken.tooLarge("AV1 or HEVC units", units, MOST_UNITS);
    }
  }

  /// Whether an auxiliary image is alpha, which is decoded too.
  private boolean alpha(long item, Coding coding) throws Broken {
    for (var kind : items.properties(item, "auxC")) {
      if (kind.has(4, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
          || kind.has(4, "urn:mpeg:hevc:2015:auxid:1")) {
        int before = tiles;
        if (image(item) != coding) {
          throw Broken.unsupported("HEIF with alpha in another coding");
        }
        tiles = Math.max(before, tiles);
        return true;
      }
    }
    return false;
  }

  private Size size(long item) throws Broken {
    var size = items.properties(item, "ispe");
    if (size.isEmpty()) {
      throw Broken.corrupt("HEIF item %d without a size".formatted(item));
    }
    return size(size.getFirst().u32(4), size.getFirst().u32(8));
  }

  /// After cropping and turning.
  private Size shown(long item) throws Broken {
    var size = size(item);
    for (var crop : items.properties(item, "clap")) {
      long width = crop.u32(0) / Math.max(1, crop.u32(4));
      long height = crop.u32(8) / Math.max(1, crop.u32(12));
      size = size(Math.min(width, size.width), Math.min(height, size.height));
    }
    for (var turn : items.properties(item, "irot")) {
      size = (turn.u8(0) & 1) == 0 ? size : size.turned();
    }
    return size;
  }

  private static Size size(long width, long height) throws Broken {
    if (width < 1 || height < 1) {
      throw Broken.corrupt("HEIF of %d x %d".formatted(width, height));
    }
    // So that no product of sizes leaves a long.
    long longest = Math.max(width, height);
    if (longest > HeifGrid.MOST_SIDE) {
      throw Broken.tooLarge("pixels on a side", longest, HeifGrid.MOST_SIDE);
    }
    return new Size((int) width, (int) height);
  }
}
