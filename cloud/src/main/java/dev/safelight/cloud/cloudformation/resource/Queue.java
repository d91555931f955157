package dev.safelight.cloud.cloudformation.resource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.TagQueueRequest;
import software.amazon.awssdk.services.sqs.model.UntagQueueRequest;

/// `AWS::SQS::Queue`, standard ones. `Ref` is its URL.
final class Queue implements ResourceType {
  private static final String URL = "QueueUrl";
  private static final int LONGEST_NAME = 80;

  /// The attributes that are called like properties, and what SQS has them at where nothing is
  /// said. AWS: "SetQueueAttributes".
  private static final Map<String, String> USUAL =
      Map.of(
          "DelaySeconds", "0",
          "MaximumMessageSize", "1048576",
          "MessageRetentionPeriod", "345600",
          "ReceiveMessageWaitTimeSeconds", "0",
          "VisibilityTimeout", "30",
          "SqsManagedSseEnabled", "true",
          "RedrivePolicy", "",
          "RedriveAllowPolicy", "");

  private final Taken taken = new Taken();

  @Override
  public String name() {
    return "AWS::SQS::Queue";
  }

  @Override
  public Set<String> actsOn() {
    return Paths.of(USUAL.keySet(), "QueueName", "Tags");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name = properties.text("QueueName").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
    var tags = Tags.of(wanted);
    var request =
        CreateQueueRequest.builder().queueName(name).attributesWithStrings(said(properties));
    // SQS answers the creation of a queue that is there, and like this one, with its URL.
    var kept =
        taken.unless(
            calls,
            GetQueueUrlRequest.builder().queueName(name).build(),
            "Resource of type 'AWS::SQS::Queue' with identifier '" + name + "' already exists.",
            () ->
                calls.once(
                    tags.isEmpty() ? request.build() : request.tags(tags.all()).build(),
                    List.of(URL)));
    var url = kept.getOrDefault(URL, "");
    calls.begins(url);
    return Made.of(
        url,
        Map.of(
            "Arn",
            "arn:aws:sqs:" + wanted.region() + ':' + wanted.account() + ':' + name,
            "QueueName",
            name,
            "QueueUrl",
            url));
  }

  private static SequencedMap<String, String> said(Properties properties) {
    var said = new LinkedHashMap<String, String>();
    USUAL.keySet().stream()
        .sorted()
        .forEach(name -> properties.document(name).ifPresent(value -> said.put(name, value)));
    return said;
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = said(new Properties(standing.properties()));
    var after = said(new Properties(wanted.properties()));
    var url = standing.physicalId();
    var changed = new LinkedHashMap<String, String>();
    after.forEach((name, value) -> {
      if (!value.equals(before.get(name))) {
        changed.put(name, value);
      }
    });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changed.put(name, USUAL.getOrDefault(name, "")));
    if (!changed.isEmpty()) {
      calls.call(
          SetQueueAttributesRequest.builder().queueUrl(url).attributesWithStrings(changed).build());
    }
    tag(url, Tags.of(standing), Tags.of(wanted), calls);
    return Made.of(url, standing.attributes());
  }

  private static void tag(String url, Tags before, Tags after, Calls calls) {
    var put = after.since(before);
    var gone = after.goneSince(before);
    if (!put.isEmpty()) {
      calls.call(TagQueueRequest.builder().queueUrl(url).tags(put.all()).build());
    }
    if (!gone.isEmpty()) {
      calls.call(UntagQueueRequest.builder().queueUrl(url).tagKeys(gone).build());
    }
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(calls, DeleteQueueRequest.builder().queueUrl(standing.physicalId()).build());
  }
}
