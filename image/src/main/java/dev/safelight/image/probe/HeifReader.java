package dev.safelight.image.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads the boxes of an AVIF or HEIC file (ISO/IEC 14496-12 and 23008-12; "AV1 Image File
/// Format").
final class HeifReader {
  private static final int MOST = 10_000;

  private final Bytes bytes;
  private final Map<Long, String> items = new HashMap<>();
  private final Map<Long, List<Integer>> properties = new HashMap<>();
  private final List<Property> container = new ArrayList<>();
  private final Set<Long> auxiliaries = new HashSet<>();
  private long primary = -1;

  private record Property(String type, Bytes body) {}

  HeifReader(Bytes bytes) {
    this.bytes = bytes;
  }

  static boolean begins(Bytes bytes) {
    return bytes.has(4, "ftyp")
        && (bytes.has(8, "avi")
            || bytes.has(8, "hei")
            || bytes.has(8, "hev")
            || bytes.has(8, "mif1")
            || bytes.has(8, "msf1"));
  }

  Header read() throws Broken {
    boxes(bytes, 0, this::top);
    var type = items.getOrDefault(primary, "");
    var size = property(primary, "ispe");
    if (primary < 0 || size.isEmpty()) {
      throw Broken.corrupt("HEIF without a primary image and its size");
    }
    long width = size.getFirst().u32(4);
    long height = size.getFirst().u32(8);
    if (width < 1 || height < 1 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw Broken.corrupt("HEIF of %d x %d".formatted(width, height));
    }
    var rotation = property(primary, "irot");
    boolean turned = !rotation.isEmpty() && (rotation.getFirst().u8(0) & 1) != 0;
    var depth = property(primary, "pixi");
    var coding = coding(type);
    boolean profiled = false;
    for (var colour : property(primary, "colr")) {
      profiled |= colour.has(0, "prof") || colour.has(0, "rICC");
    }
    return new Header.Heif(
        coding,
        (int) (turned ? height : width),
        (int) (turned ? width : height),
        depth.isEmpty() || depth.getFirst().u8(4) == 0 ? 8 : depth.getFirst().u8(5),
        alpha(),
        profiled,
        profiled || items.containsValue("Exif") || items.containsValue("mime"));
  }

  /// Of the primary image, or of the tiles that it is a grid of.
  private Header.Coding coding(String type) throws Broken {
    var types = new HashSet<>(items.values());
    types.add(type);
    boolean hevc = types.contains("hvc1") || types.contains("hev1");
    if (type.equals("hvc1") || type.equals("hev1") || (type.equals("grid") && hevc)) {
      return Header.Coding.HEVC;
    }
    if (type.equals("av01") || (type.equals("grid") && types.contains("av01"))) {
      return Header.Coding.AV1;
    }
    throw Broken.unsupported("HEIF of " + (type.isEmpty() ? "nothing" : type));
  }

  private boolean alpha() throws Broken {
    for (var item : auxiliaries) {
      for (var kind : property(item, "auxC")) {
        if (kind.has(4, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
            || kind.has(4, "urn:mpeg:hevc:2015:auxid:1")) {
          return true;
        }
      }
    }
    return false;
  }

  private List<Bytes> property(long item, String type) {
    var found = new ArrayList<Bytes>();
    for (int index : properties.getOrDefault(item, List.of())) {
      if (index >= 1 && index <= container.size() && container.get(index - 1).type.equals(type)) {
        found.add(container.get(index - 1).body);
      }
    }
    return found;
  }

  private interface Visitor {
    void visit(String type, Bytes body) throws Broken;
  }

  private static void boxes(Bytes in, long from, Visitor visitor) throws Broken {
    for (long at = from; at < in.size(); ) {
      long length = in.u32(at);
      int header = 8;
      if (length == 1) {
        length = in.u32(at + 8) << 32 | in.u32(at + 12);
        header = 16;
      } else if (length == 0) {
        length = in.size() - at;
      }
      if (length < header) {
        throw Broken.corrupt("HEIF box of %d bytes".formatted(length));
      }
      visitor.visit(in.text(at + 4, 4), in.part(at + header, length - header, "HEIF box"));
      at += length;
    }
  }

  private void top(String type, Bytes body) throws Broken {
    if (type.equals("meta")) {
      boxes(body, 4, this::meta);
    }
  }

  private void meta(String type, Bytes body) throws Broken {
    switch (type) {
      case "pitm" -> primary = body.u8(0) == 0 ? body.u16(4) : body.u32(4);
      case "iinf" -> boxes(body, body.u8(0) == 0 ? 6 : 8, this::item);
      case "iprp" -> boxes(body, 0, this::propertyBox);
      case "iref" -> {
        int id = body.u8(0) == 0 ? 2 : 4;
        boxes(body, 4, (kind, reference) -> reference(kind, reference, id));
      }
      default -> {}
    }
  }

  private void item(String type, Bytes body) throws Broken {
    int version = body.u8(0);
    if (type.equals("infe") && version >= 2) {
      int id = version == 2 ? 2 : 4;
      limit(items.size());
      items.put(id == 2 ? body.u16(4) : body.u32(4), body.text(4 + id + 2, 4));
    }
  }

  private void propertyBox(String type, Bytes body) throws Broken {
    switch (type) {
      case "ipco" ->
          boxes(
              body,
              0,
              (kind, property) -> {
                limit(container.size());
                container.add(new Property(kind, property));
              });
      case "ipma" -> associations(body);
      default -> {}
    }
  }

  private void associations(Bytes body) throws Broken {
    int id = body.u8(0) == 0 ? 2 : 4;
    boolean wide = (body.u8(3) & 1) != 0;
    long count = body.u32(4);
    long at = 8;
    for (long i = 0; i < count; i++) {
      long item = id == 2 ? body.u16(at) : body.u32(at);
      int links = body.u8(at + id);
      at += id + 1;
      var indexes = new ArrayList<Integer>();
      for (int j = 0; j < links; j++) {
        indexes.add(wide ? body.u16(at) & 0x7FFF : body.u8(at) & 0x7F);
        at += wide ? 2 : 1;
      }
      limit(properties.size());
      properties.put(item, indexes);
    }
  }

  private void reference(String kind, Bytes body, int id) throws Broken {
    if (kind.equals("auxl")) {
      long to = id == 2 ? body.u16(4) : body.u32(6);
      long from = id == 2 ? body.u16(0) : body.u32(0);
      if (to == primary || primary < 0) {
        auxiliaries.add(from);
      }
    }
  }

  private static void limit(int size) throws Broken {
    if (size >= MOST) {
      throw Broken.corrupt("HEIF of more than " + MOST + " parts");
    }
  }
}
