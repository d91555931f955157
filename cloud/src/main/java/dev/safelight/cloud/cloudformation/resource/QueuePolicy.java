package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/// `AWS::SQS::QueuePolicy`: one policy for several queues, by their URLs.
final class QueuePolicy implements ResourceType {
  private static final int LONGEST_ID = 80;

  @Override
  public String name() {
    return "AWS::SQS::QueuePolicy";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("PolicyDocument", "Queues");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var id = wanted.generatedName(LONGEST_ID);
    var document = properties.document("PolicyDocument").orElse("");
    calls.begins(id);
    queues(properties).forEach(url -> calls.once(set(url, document)));
    return Made.of(id, Map.of("Id", id));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var isSame = before.agrees(after, "PolicyDocument");
    var held = queues(before);
    var holding = queues(after);
    var document = after.document("PolicyDocument").orElse("");
    holding.stream()
        .filter(url -> !isSame || !held.contains(url))
        .forEach(url -> calls.call(set(url, document)));
    held.stream()
        .filter(url -> !holding.contains(url))
        .forEach(url -> Gone.isFine(calls, set(url, "")));
    return Made.of(standing.physicalId(), standing.attributes());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    queues(new Properties(standing.properties())).forEach(url -> Gone.isFine(calls, set(url, "")));
  }

  private static List<String> queues(Properties properties) {
    return properties.texts("Queues").stream().distinct().toList();
  }

  /// An empty policy takes it away.
  private static SdkPojo set(String url, String document) {
    return SetQueueAttributesRequest.builder()
        .queueUrl(url)
        .attributes(Map.of(QueueAttributeName.POLICY, document))
        .build();
  }
}
