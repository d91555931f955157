package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.resource.Calls;
import dev.safelight.cloud.cloudformation.resource.Made;
import dev.safelight.cloud.cloudformation.resource.ResourceType;
import dev.safelight.cloud.cloudformation.resource.Standing;
import dev.safelight.cloud.cloudformation.resource.Wanted;
import dev.safelight.template.schema.TypeSchema;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/// A type that somebody accepts not to be acted on: it has a name that nothing stands behind.
record AcceptedType(String name, Optional<TypeSchema> schema) implements ResourceType {
  @Override
  public Set<String> actsOn() {
    return Set.of();
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    return made(wanted, wanted.generatedName(255));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    return made(wanted, standing.physicalId());
  }

  @Override
  public void delete(Standing standing, Calls calls) {}

  private Made made(Wanted wanted, String physicalId) {
    var attributes = new LinkedHashMap<String, String>();
    schema
        .map(TypeSchema::attributes)
        .ifPresent(known ->
            known
                .keySet()
                .forEach(each -> attributes.put(each, attribute(each, wanted, physicalId))));
    return new Made(physicalId, physicalId, attributes);
  }

  /// An ARN where its name says that it is one: policies that name it must be policies.
  private String attribute(String attribute, Wanted wanted, String physicalId) {
    var service = name.split("::", -1)[1].toLowerCase(java.util.Locale.ROOT);
    return attribute.endsWith("Arn")
        ? "arn:aws:%s:%s:%s:%s".formatted(service, wanted.region(), wanted.account(), physicalId)
        : physicalId;
  }
}
