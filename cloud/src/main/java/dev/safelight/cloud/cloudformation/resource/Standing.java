package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.template.document.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A resource that its stack has made.
///
/// @param physicalId as [Made] said it
/// @param attributes as [Made] said them; none where it is half made
/// @param tags of the stack when it was made or last changed
/// @param properties that it was made or last changed with; where a change failed and is undone,
///   those of the failed change
public record Standing(
    String account,
    String region,
    String stackName,
    String physicalId,
    Map<String, String> attributes,
    SequencedMap<String, String> tags,
    Node.Fields properties) {
  public Standing {
    attributes = Map.copyOf(attributes);
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
  }
}
