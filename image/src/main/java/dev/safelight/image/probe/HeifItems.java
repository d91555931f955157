package dev.safelight.image.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The items of an AVIF or HEIC file, what is said of each, and where its bytes are (ISO/IEC
/// 14496-12, 8.11; 23008-12).
final class HeifItems {
  private static final int MOST = 10_000;

  private final Map<Long, String> types = new HashMap<>();
  private final List<Property> container = new ArrayList<>();
  private final Map<Long, List<Integer>> properties = new HashMap<>();
  private final Map<Long, List<Bytes>> places = new HashMap<>();
  private final Map<Long, List<Long>> tiles = new HashMap<>();
  private final Map<Long, Set<Long>> auxiliaries = new HashMap<>();
  private Bytes data;
  private Bytes locations;
  private long primary = -1;
  private int references;
  private final long whole;
  private long joined;

  private record Property(String type, Bytes body) {}

  HeifItems(Bytes file) throws Broken {
    this.whole = file.size();
    this.data = file.part(0, 0, "idat");
    this.locations = data;
    Boxes.walk(
        file,
        0,
        (type, body) -> {
          if (type.equals("meta") && primary < 0) {
            Boxes.walk(body, 4, this::meta);
          }
        });
    if (locations.size() > 0) {
      new HeifLocations(file, data).read(locations, places);
    }
  }

  long primary() {
    return primary;
  }

  String type(long item) {
    return types.getOrDefault(item, "");
  }

  boolean contains(String type) {
    return types.containsValue(type);
  }

  /// The items that a derived one is made of, in their order.
  List<Long> parts(long item) {
    return tiles.getOrDefault(item, List.of());
  }

  /// Alpha and depth maps of an item.
  Set<Long> auxiliaries(long item) {
    return auxiliaries.getOrDefault(item, Set.of());
  }

  /// Where its bytes are, in pieces; all of them inside the file.
  List<Bytes> bytes(long item) {
    return places.getOrDefault(item, List.of());
  }

  /// The same in one piece. Pieces may lie on one another, so that a small file would be huge when
  /// they are joined: all that is joined is no longer than the file.
  Bytes joined(long item) throws Broken {
    var pieces = bytes(item);
    if (pieces.size() == 1) {
      return pieces.getFirst();
    }
    for (var piece : pieces) {
      joined += piece.size();
    }
    if (joined > whole) {
      throw Broken.corrupt("HEIF items of overlapping pieces");
    }
    return Bytes.joined(pieces);
  }

  List<Bytes> properties(long item, String type) {
    var found = new ArrayList<Bytes>();
    for (int index : properties.getOrDefault(item, List.of())) {
      if (index >= 1 && index <= container.size()) {
        var property = container.get(index - 1);
        if (property.type.equals(type)) {
          found.add(property.body);
        }
      }
    }
    return found;
  }

  private void meta(String type, Bytes body) throws Broken {
    switch (type) {
      case "pitm" -> primary = Boxes.id(body, 4, body.u8(0) == 0 ? 2 : 4);
      case "iinf" -> Boxes.walk(body, body.u8(0) == 0 ? 6 : 8, this::item);
      case "iprp" -> Boxes.walk(body, 0, this::property);
      case "iref" -> {
        int id = body.u8(0) == 0 ? 2 : 4;
        Boxes.walk(body, 4, (kind, reference) -> reference(kind, reference, id));
      }
      case "idat" -> data = body;
      case "iloc" -> locations = body;
      default -> {}
    }
  }

  private void item(String type, Bytes body) throws Broken {
    int version = body.u8(0);
    if (type.equals("infe") && version >= 2) {
      int id = version == 2 ? 2 : 4;
      types.put(Boxes.id(body, 4, id), body.text(4 + id + 2, 4));
      limit("HEIF items", types.size());
    }
  }

  private void property(String type, Bytes body) throws Broken {
    switch (type) {
      case "ipco" ->
          Boxes.walk(
              body,
              0,
              (kind, property) -> {
                container.add(new Property(kind, property));
                if (kind.equals("colr")) {
                  Profile.check(property.size());
                }
                limit("HEIF properties", container.size());
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
      long item = Boxes.id(body, at, id);
      int linked = body.u8(at + id);
      at += id + 1;
      var indexes = new ArrayList<Integer>();
      for (int j = 0; j < linked; j++) {
        indexes.add(wide ? body.u16(at) & 0x7FFF : body.u8(at) & 0x7F);
        at += wide ? 2 : 1;
      }
      if (properties.put(item, List.copyOf(indexes)) != null) {
        throw Broken.corrupt("HEIF item %d with properties twice".formatted(item));
      }
      limit("HEIF items", properties.size());
    }
  }

  private void reference(String kind, Bytes body, int id) throws Broken {
    long from = Boxes.id(body, 0, id);
    int count = body.u16(id);
    references += count + 1;
    limit("HEIF references", references);
    switch (kind) {
      case "dimg" -> {
        var parts = new ArrayList<Long>();
        for (int i = 0; i < count; i++) {
          parts.add(Boxes.id(body, id + 2 + (long) i * id, id));
        }
        tiles.put(from, List.copyOf(parts));
      }
      case "auxl" -> {
        for (int i = 0; i < count; i++) {
          long of = Boxes.id(body, id + 2 + (long) i * id, id);
          auxiliaries.computeIfAbsent(of, _ -> new LinkedHashSet<>()).add(from);
        }
      }
      default -> {}
    }
  }

  static void limit(String what, int size) throws Broken {
    if (size > MOST) {
      throw Broken.tooLarge(what, size, MOST);
    }
  }
}
