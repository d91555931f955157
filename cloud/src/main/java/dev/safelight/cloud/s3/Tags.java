package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.TagKeys;
import dev.safelight.cloud.call.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Tag;

/// An object's tags, in their order: at most 10, keys to 128 characters, values to 256. See AWS:
/// "Categorizing your objects using tags".
record Tags(Map<String, String> values) {
  static final Tags NONE = new Tags(Map.of());

  Tags {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (values.size() > 10) {
      throw new Fault(400, "BadRequest", "Object tags cannot be greater than 10");
    }
    require(values);
  }

  /// What holds of every tag, whatever it is put on.
  private static void require(Map<String, String> values) {
    values.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > 128) {
        throw new Fault(
            400, "InvalidTag", "The TagKey you have provided is invalid", Map.of("TagKey", key));
      }
      if (value.length() > 256) {
        throw new Fault(
            400,
            "InvalidTag",
            "The TagValue you have provided is invalid",
            Map.of("TagKey", key, "TagValue", value));
      }
    });
  }

  /// As `x-amz-tagging` has them: a form's query.
  static Tags ofHeader(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      return NONE;
    }
    var tags = new LinkedHashMap<String, String>();
    for (var pair : header.split("&", -1)) {
      int equals = pair.indexOf('=');
      var key = decoded(equals < 0 ? pair : pair.substring(0, equals), header);
      if (tags.put(key, equals < 0 ? "" : decoded(pair.substring(equals + 1), header)) != null) {
        throw duplicate(key);
      }
    }
    return brought(new Tags(tags));
  }

  /// A client's tags for an object. What was kept before is read as it is.
  static Tags brought(Tags tags) {
    TagKeys.requireDistinct(
        List.of(), tags.values().keySet(), why -> new Fault(400, "InvalidTag", why));
    if (tags.values().keySet().stream().anyMatch(TagKeys::isReserved)) {
      throw new Fault(400, "InvalidTag", "System tags cannot be added/updated by requester");
    }
    return tags;
  }

  static Tags of(List<Tag> list) {
    return new Tags(map(list));
  }

  /// Any number of tags.
  ///
  /// @throws Fault `InvalidTag`, `MalformedXML`
  static Map<String, String> map(List<Tag> list) {
    var tags = new LinkedHashMap<String, String>();
    for (var tag : list) {
      if (tag.key() == null || tag.value() == null) {
        throw Faults.malformedXml();
      }
      if (tags.put(tag.key(), tag.value()) != null) {
        throw duplicate(tag.key());
      }
    }
    require(tags);
    return tags;
  }

  List<Tag> list() {
    return list(values);
  }

  static List<Tag> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static Fault duplicate(String key) {
    return new Fault(
        400, "InvalidTag", "Cannot provide multiple Tags with the same key", Map.of("TagKey", key));
  }

  private static String decoded(String text, String header) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Faults.invalidArgument(
          "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query"
              + " parameters without tag name duplicates.",
          "x-amz-tagging",
          header);
    }
  }
}
