package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.resource.Made;
import dev.safelight.template.Retention;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What a resource was last made or changed to, or is being so.
///
/// @param physicalId empty until it is known
/// @param properties without any call
/// @param shown the properties as JSON, secrets hidden
/// @param tags of the stack at that time
/// @param needs the logical ids of what must be there before it and go after it
/// @param deletion, replacement what becomes of it when it is not needed any more
record Applied(
    String physicalId,
    String ref,
    Map<String, String> attributes,
    Node.Fields properties,
    String shown,
    SequencedMap<String, String> tags,
    List<String> needs,
    Retention deletion,
    Retention replacement) {
  Applied {
    attributes = Map.copyOf(attributes);
    needs = List.copyOf(needs);
  }

  /// This one, to be as `wanted` is.
  Applied become(Applied wanted) {
    return new Applied(
        physicalId,
        ref,
        attributes,
        wanted.properties(),
        wanted.shown(),
        wanted.tags(),
        wanted.needs(),
        wanted.deletion(),
        wanted.replacement());
  }

  Applied begun(String id) {
    return new Applied(id, ref, attributes, properties, shown, tags, needs, deletion, replacement);
  }

  Applied made(Made made) {
    return new Applied(
        made.physicalId(),
        made.ref(),
        made.attributes(),
        properties,
        shown,
        tags,
        needs,
        deletion,
        replacement);
  }

  Applied kept(List<String> newNeeds, Retention newDeletion, Retention newReplacement) {
    return new Applied(
        physicalId,
        ref,
        attributes,
        properties,
        shown,
        tags,
        newNeeds,
        newDeletion,
        newReplacement);
  }

  /// What is left of it to tell once it is gone.
  Applied blank() {
    return new Applied(
        physicalId,
        "",
        Map.of(),
        new Node.Fields(List.of(), properties.place()),
        shown,
        tags,
        needs,
        deletion,
        replacement);
  }

  boolean says(Node.Fields wanted, SequencedMap<String, String> wantedTags) {
    return properties.says(wanted) && tags.equals(wantedTags);
  }

  String text() {
    var json =
        Json.object()
            .put("id", physicalId)
            .put("ref", ref)
            .put("properties", Document.json(properties))
            .put("shown", shown)
            .put("deletion", deletion.name())
            .put("replacement", replacement.name());
    json.set("attributes", Json.object(attributes));
    json.set("tags", Json.object(tags));
    json.set("needs", Json.array(needs));
    return json.toString();
  }

  static Applied read(String text) {
    var json = Json.read(text);
    return new Applied(
        json.path("id").asText(),
        json.path("ref").asText(),
        Json.map(json.path("attributes")),
        fields(json.path("properties").asText()),
        json.path("shown").asText(),
        Json.map(json.path("tags")),
        Json.list(json.path("needs")),
        Retention.valueOf(json.path("deletion").asText()),
        Retention.valueOf(json.path("replacement").asText()));
  }

  private static Node.Fields fields(String json) {
    if (Document.readJson(json) instanceof Node.Fields fields) {
      return fields;
    }
    throw new IllegalStateException("properties are a map, not " + json);
  }
}
