package dev.safelight.cloud.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/// Elements into shapes. An element that the shape does not have is refused: what a client asked
/// for and nobody understood must not be thought done.
record XmlReader(Complaint complaint) {
  /// Fills what stands in the document into a builder.
  void fill(SdkPojo builder, XmlElement element, String path) {
    if (!element.text().isBlank()) {
      throw complaint.of(path, "text is not expected here");
    }
    var members =
        Shapes.inDocument(builder).stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity()));
    members.values().stream()
        .filter(field -> field.containsTrait(XmlAttributeTrait.class))
        .filter(field -> element.attributes().containsKey(field.locationName()))
        .forEach(field -> field.set(builder, element.attributes().get(field.locationName())));
    var flattened = new LinkedHashMap<SdkField<?>, List<XmlElement>>();
    var seen = new HashSet<String>();
    for (var child : element.children()) {
      var where = path + "." + child.name();
      var field = members.get(child.name());
      if (field == null || field.containsTrait(XmlAttributeTrait.class)) {
        throw complaint.of(where, "this element is not known here");
      }
      if (isFlattened(field)) {
        flattened.computeIfAbsent(field, _ -> new ArrayList<>()).add(child);
      } else if (seen.add(child.name())) {
        field.set(builder, value(field, child, where));
      } else {
        throw complaint.of(where, "this element may stand here once");
      }
    }
    flattened.forEach(
        (field, items) -> field.set(builder, many(field, items, path + "." + name(field))));
  }

  private static String name(SdkField<?> field) {
    return field.locationName();
  }

  private static boolean isFlattened(SdkField<?> field) {
    return field.getOptionalTrait(ListTrait.class).map(ListTrait::isFlattened).orElse(false)
        || field.getOptionalTrait(MapTrait.class).map(MapTrait::isFlattened).orElse(false);
  }

  private Object value(SdkField<?> field, XmlElement element, String path) {
    if (!Scalar.is(field)) {
      return field.constructor() == null || field.containsTrait(ListTrait.class)
          ? many(field, element.children(), path)
          : shape(field, element, path);
    }
    if (!element.children().isEmpty()) {
      throw complaint.of(path, "text is expected here, not elements");
    }
    return Scalar.read(field, path, element.text(), Format.ISO_8601, complaint);
  }

  private Object shape(SdkField<?> field, XmlElement element, String path) {
    var builder = Shapes.builder(field);
    fill(builder, element, path);
    return Shapes.build(builder);
  }

  private Object many(SdkField<?> field, List<XmlElement> items, String path) {
    return field
        .getOptionalTrait(ListTrait.class)
        .<Object>map(trait -> list(trait, items, path))
        .orElseGet(() -> map(field.getRequiredTrait(MapTrait.class), items, path));
  }

  private List<Object> list(ListTrait trait, List<XmlElement> items, String path) {
    var member = trait.memberFieldInfo();
    var name = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    var list = new ArrayList<Object>();
    for (var item : items) {
      var where = path + "[" + (list.size() + 1) + "]";
      if (!trait.isFlattened() && !item.name().equals(name)) {
        throw complaint.of(where, name + " is expected here, was " + item.name());
      }
      list.add(value(member, item, where));
    }
    return list;
  }

  private Map<String, Object> map(MapTrait trait, List<XmlElement> items, String path) {
    var map = new LinkedHashMap<String, Object>();
    for (var item : items) {
      var key = only(item, trait.keyLocationName(), path).text();
      var value = only(item, trait.valueLocationName(), path);
      if (map.put(key, value(trait.valueFieldInfo(), value, path + "." + key)) != null) {
        throw complaint.of(path + "." + key, "this key may stand here once");
      }
    }
    return map;
  }

  private XmlElement only(XmlElement entry, String name, String path) {
    var found = entry.children().stream().filter(child -> child.name().equals(name)).toList();
    if (found.size() != 1 || entry.children().size() != 2) {
      throw complaint.of(path, "each entry must have one key and one value");
    }
    return found.getFirst();
  }
}
