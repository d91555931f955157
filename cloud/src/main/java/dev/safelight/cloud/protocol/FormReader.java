package dev.safelight.cloud.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// Parameters such as `Tags.member.1.Key=k` into shapes. A parameter that the shape does not have
/// is refused. See AWS: Smithy "AWS query protocol", "Query key resolution".
final class FormReader {
  private static final int DEEPEST = 16;

  private final Complaint complaint;

  private FormReader(Complaint complaint) {
    this.complaint = complaint;
  }

  static void fill(SdkPojo builder, Map<String, String> parameters, Complaint complaint) {
    var root = new Node("");
    parameters.forEach((name, value) -> {
      var parts = name.split("\\.", -1);
      if (parts.length > DEEPEST) {
        throw complaint.of(name, "this parameter is not known here");
      }
      var node = root;
      for (var part : parts) {
        node = node.child(part);
      }
      node.values.add(value);
    });
    new FormReader(complaint).shape(builder, root);
  }

  /// The parameters that begin alike.
  private static final class Node {
    final String path;
    final List<String> values = new ArrayList<>();
    final Map<String, Node> children = new LinkedHashMap<>();

    Node(String path) {
      this.path = path;
    }

    Node child(String name) {
      return children.computeIfAbsent(
          name, _ -> new Node(path.isEmpty() ? name : path + "." + name));
    }
  }

  private void shape(SdkPojo builder, Node node) {
    refuseValue(node);
    var members = new LinkedHashMap<String, SdkField<?>>();
    Shapes.inDocument(builder).forEach(field -> members.put(field.locationName(), field));
    node.children.forEach((name, child) -> {
      var field = members.get(name);
      if (field == null) {
        throw unknown(child);
      }
      field.set(builder, value(field, child));
    });
  }

  private Object value(SdkField<?> field, Node node) {
    return switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> {
        var builder = Shapes.builder(field);
        shape(builder, node);
        yield Shapes.build(builder);
      }
      case LIST -> list(field.getRequiredTrait(ListTrait.class), node);
      case MAP -> map(field.getRequiredTrait(MapTrait.class), node);
      case NULL,
          DOCUMENT,
          STRING,
          INTEGER,
          LONG,
          SHORT,
          BYTE,
          FLOAT,
          DOUBLE,
          BIG_DECIMAL,
          BOOLEAN,
          INSTANT,
          SDK_BYTES -> {
        if (!node.children.isEmpty()) {
          throw unknown(node.children.values().iterator().next());
        }
        yield Scalar.read(field, node.path, node.values.getFirst(), Format.ISO_8601, complaint);
      }
    };
  }

  private List<Object> list(ListTrait trait, Node node) {
    var list = new ArrayList<Object>();
    if (isEmptyCollection(node)) {
      return list;
    }
    var name = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    for (var item : numbered(trait.isFlattened() ? node : only(node, name))) {
      list.add(value(trait.memberFieldInfo(), item));
    }
    return list;
  }

  private Map<String, Object> map(MapTrait trait, Node node) {
    var map = new LinkedHashMap<String, Object>();
    if (isEmptyCollection(node)) {
      return map;
    }
    for (var entry : numbered(trait.isFlattened() ? node : only(node, "entry"))) {
      refuseValue(entry);
      var key = entry.children.get(trait.keyLocationName());
      var value = entry.children.get(trait.valueLocationName());
      if (key == null || key.values.isEmpty() || value == null || entry.children.size() != 2) {
        throw complaint.of(entry.path, "each entry must have one key and one value");
      }
      if (map.put(key.values.getFirst(), value(trait.valueFieldInfo(), value)) != null) {
        throw complaint.of(key.path, "this key may be given once");
      }
    }
    return map;
  }

  /// Clients say an empty list with its bare name: `Tags=`.
  private static boolean isEmptyCollection(Node node) {
    return node.children.isEmpty() && node.values.getFirst().isEmpty();
  }

  private Node only(Node node, String name) {
    refuseValue(node);
    for (var child : node.children.entrySet()) {
      if (!child.getKey().equals(name)) {
        throw unknown(child.getValue());
      }
    }
    return node.child(name);
  }

  /// Items by their numbers, which must be 1, 2, 3 ...: a hole would let two readers count
  /// differently.
  private List<Node> numbered(Node node) {
    refuseValue(node);
    var items = new ArrayList<Node>();
    for (int i = 1; i <= node.children.size(); i++) {
      var item = node.children.get(Integer.toString(i));
      if (item == null) {
        throw complaint.of(
            node.path, "items must be numbered from 1 without a gap, number " + i + " is missing");
      }
      items.add(item);
    }
    return items;
  }

  private void refuseValue(Node node) {
    if (!node.values.isEmpty()) {
      throw complaint.of(node.path, "a single value is not expected here");
    }
  }

  private RuntimeException unknown(Node node) {
    return complaint.of(node.path, "this parameter is not known here");
  }
}
