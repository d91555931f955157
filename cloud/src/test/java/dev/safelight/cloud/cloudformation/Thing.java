package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.cloudformation.resource.Calls;
import dev.safelight.cloud.cloudformation.resource.Made;
import dev.safelight.cloud.cloudformation.resource.ResourceType;
import dev.safelight.cloud.cloudformation.resource.Standing;
import dev.safelight.cloud.cloudformation.resource.Wanted;
import dev.safelight.template.document.Node;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/// A type of things on a [Shelf], with the schema of a queue: `DelaySeconds` changes in place,
/// `FifoQueue` makes a new one.
record Thing() implements ResourceType {
  @Override
  public String name() {
    return "AWS::SQS::Queue";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("QueueName", "DelaySeconds", "FifoQueue", "RedrivePolicy", "Tags", "Tags.Key");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var name =
        wanted
            .properties()
            .get("QueueName")
            .map(Thing::text)
            .orElseGet(() -> wanted.generatedName(80));
    calls.begins(name);
    calls.once(
        CreateQueueRequest.builder()
            .queueName(name)
            .attributes(attributes(wanted.properties()))
            .build());
    return made(name);
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    calls.call(
        SetQueueAttributesRequest.builder()
            .queueUrl(standing.physicalId())
            .attributes(attributes(wanted.properties()))
            .build());
    return made(standing.physicalId());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    calls.call(DeleteQueueRequest.builder().queueUrl(standing.physicalId()).build());
  }

  static String number(Node.Fields properties) {
    return properties.get("DelaySeconds").map(Thing::text).orElse("0");
  }

  private static Map<QueueAttributeName, String> attributes(Node.Fields properties) {
    return Map.of(QueueAttributeName.DELAY_SECONDS, number(properties));
  }

  private static Made made(String name) {
    return Made.of(name, Map.of("QueueName", name, "Arn", "arn:aws:sqs:us-east-1:1:" + name));
  }

  private static String text(Node node) {
    return ((Node.Scalar) node).text();
  }
}
