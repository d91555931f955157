package dev.safelight.cloud.cloudformation.resource;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The resource types that stacks may have here. Immutable; safe from any thread.
public final class ResourceTypes {
  private static final List<ResourceType> ACTED_ON =
      List.of(
          new WaitConditionHandle(),
          new AccessKey(),
          new Group(),
          new ManagedPolicy(),
          new InlinePolicy(),
          new Role(),
          new User(),
          new LambdaAlias(),
          new EventInvokeConfig(),
          new EventSourceMapping(),
          new LambdaFunction(),
          new Permission(),
          new LambdaVersion(),
          new LogGroup(),
          new Bucket(),
          new BucketPolicy(),
          new Queue(),
          new QueuePolicy(),
          new Parameter());

  private static final List<ResourceType> INERT =
      List.of(Inert.ALARM, Inert.TOPIC, Inert.SUBSCRIPTION, Inert.METADATA);

  private ResourceTypes() {}

  /// Those that are acted on, and the inert ones, by name.
  public static Map<String, ResourceType> all() {
    var all = byName(ACTED_ON);
    all.putAll(byName(INERT));
    return Collections.unmodifiableMap(all);
  }

  /// Those that deploy and act on nothing: any of their properties may be set.
  public static List<String> inert() {
    return List.copyOf(byName(INERT).keySet());
  }

  private static SequencedMap<String, ResourceType> byName(List<ResourceType> types) {
    var map = new TreeMap<String, ResourceType>();
    types.forEach(type -> map.put(type.name(), type));
    return map;
  }
}
