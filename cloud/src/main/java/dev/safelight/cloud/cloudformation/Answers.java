package dev.safelight.cloud.cloudformation;

import dev.safelight.template.resolve.Attributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a stack's resources answer to `Ref` and `GetAtt`. Thread-safe.
final class Answers implements Attributes {
  private final Map<String, Applied> made = new ConcurrentHashMap<>();

  void put(String logicalId, Applied applied) {
    made.put(logicalId, applied);
  }

  @Override
  public Optional<String> ref(String logicalId) {
    return Optional.ofNullable(made.get(logicalId)).map(Applied::ref);
  }

  @Override
  public Optional<String> attribute(String logicalId, String attribute) {
    return Optional.ofNullable(made.get(logicalId))
        .flatMap(applied -> Optional.ofNullable(applied.attributes().get(attribute)));
  }
}
