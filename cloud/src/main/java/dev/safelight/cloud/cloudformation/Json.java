package dev.safelight.cloud.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Maps and lists of texts, as columns keep them.
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode object(Map<String, String> map) {
    var object = object();
    map.forEach(object::put);
    return object;
  }

  static ArrayNode array(Collection<String> list) {
    var array = MAPPER.createArrayNode();
    list.forEach(array::add);
    return array;
  }

  static String text(Map<String, String> map) {
    return object(map).toString();
  }

  static String text(Collection<String> list) {
    return array(list).toString();
  }

  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException("a column holds no JSON: " + json, broken);
    }
  }

  static SequencedMap<String, String> map(String json) {
    return map(read(json));
  }

  static SequencedMap<String, String> map(JsonNode object) {
    var map = new LinkedHashMap<String, String>();
    object.properties().forEach(each -> map.put(each.getKey(), each.getValue().asText()));
    return map;
  }

  static List<String> list(String json) {
    return list(read(json));
  }

  static List<String> list(JsonNode array) {
    var list = new ArrayList<String>();
    array.forEach(each -> list.add(each.asText()));
    return list;
  }
}
