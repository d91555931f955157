package dev.safelight.cloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;
import software.amazon.awssdk.core.traits.XmlAttributesTrait;

/// Shapes into elements. One writer writes one document, for one thread.
final class XmlWriter {
  private final StringBuilder out =
      new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private final Function<Instant, String> times;

  /// An empty document.
  ///
  /// @param times how moments are written whose member says no other format
  XmlWriter(Function<Instant, String> times) {
    this.times = times;
  }

  XmlWriter open(String name) {
    out.append('<').append(name).append('>');
    return this;
  }

  XmlWriter open(String name, String namespace) {
    out.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
    return this;
  }

  XmlWriter close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  XmlWriter leaf(String name, String text) {
    return open(name).text(text).close(name);
  }

  XmlWriter text(String text) {
    escape(text, true);
    return this;
  }

  /// Every member of the document that has a value, in the shape's order.
  XmlWriter members(SdkPojo shape) {
    for (var field : Shapes.inDocument(shape)) {
      if (!field.containsTrait(XmlAttributeTrait.class)) {
        Shapes.value(field, shape).ifPresent(value -> member(field, field.locationName(), value));
      }
    }
    return this;
  }

  byte[] bytes() {
    return out.toString().getBytes(UTF_8);
  }

  private void member(SdkField<?> field, String name, Object value) {
    switch (value) {
      case SdkPojo shape -> shape(field, name, shape);
      case List<?> list -> list(field.getRequiredTrait(ListTrait.class), name, list);
      case Map<?, ?> map -> map(field.getRequiredTrait(MapTrait.class), name, map);
      case Instant moment when Scalar.format(field, Format.ISO_8601) == Format.ISO_8601 ->
          leaf(name, times.apply(moment));
      default -> leaf(name, Scalar.write(field, value, Format.ISO_8601));
    }
  }

  private void shape(SdkField<?> field, String name, SdkPojo shape) {
    out.append('<').append(name);
    field
        .getOptionalTrait(XmlAttributesTrait.class)
        .ifPresent(trait ->
            trait
                .attributes()
                .forEach((attribute, accessors) -> {
                  out.append(' ').append(attribute).append("=\"");
                  escape(accessors.attributeGetter().apply(shape), false);
                  out.append('"');
                }));
    out.append('>');
    members(shape).close(name);
  }

  private void list(ListTrait trait, String name, List<?> list) {
    if (trait.isFlattened()) {
      list.forEach(item -> member(trait.memberFieldInfo(), name, item));
      return;
    }
    var item = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    open(name);
    list.forEach(value -> member(trait.memberFieldInfo(), item, value));
    close(name);
  }

  private void map(MapTrait trait, String name, Map<?, ?> map) {
    var entry = trait.isFlattened() ? name : "entry";
    if (!trait.isFlattened()) {
      open(name);
    }
    map.forEach((key, value) -> {
      open(entry).leaf(trait.keyLocationName(), String.valueOf(key));
      member(trait.valueFieldInfo(), trait.valueLocationName(), value);
      close(entry);
    });
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  /// Control characters are written as references, as S3 does for keys that hold them; a carriage
  /// return written plainly would come back as a line feed (XML 1.0, 2.11), and in an attribute so
  /// would line feeds and tabs as spaces (3.3.3).
  private void escape(String text, boolean lines) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          boolean plain = (c >= ' ' && c < 0xFFFE) || (lines && (c == '\n' || c == '\t'));
          if (plain) {
            out.append(c);
          } else {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
          }
        }
      }
    }
  }
}
