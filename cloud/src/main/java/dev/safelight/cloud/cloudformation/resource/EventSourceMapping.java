package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/// `AWS::Lambda::EventSourceMapping`, from queues.
final class EventSourceMapping implements ResourceType {
  private static final String ID = "UUID";
  private static final int USUAL_BATCH = 10;

  @Override
  public String name() {
    return "AWS::Lambda::EventSourceMapping";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of(
        "FunctionName",
        "EventSourceArn",
        "BatchSize",
        "Enabled",
        "MaximumBatchingWindowInSeconds",
        "FunctionResponseTypes",
        "ScalingConfig",
        "ScalingConfig.MaximumConcurrency");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var request =
        CreateEventSourceMappingRequest.builder().functionName(properties.required("FunctionName"));
    properties.text("EventSourceArn").ifPresent(request::eventSourceArn);
    properties.number("BatchSize").ifPresent(request::batchSize);
    properties.truth("Enabled").ifPresent(request::enabled);
    properties
        .number("MaximumBatchingWindowInSeconds")
        .ifPresent(request::maximumBatchingWindowInSeconds);
    if (properties.has("FunctionResponseTypes")) {
      request.functionResponseTypesWithStrings(properties.texts("FunctionResponseTypes"));
    }
    if (properties.has("ScalingConfig")) {
      request.scalingConfig(scaling(properties));
    }
    var id = calls.once(request.build(), List.of(ID)).getOrDefault(ID, "");
    calls.begins(id);
    var arn =
        "arn:aws:lambda:%s:%s:event-source-mapping:%s"
            .formatted(wanted.region(), wanted.account(), id);
    return Made.of(id, Map.of("Id", id, "EventSourceMappingArn", arn));
  }

  /// All of it, so that what the template no longer says is as for a new mapping.
  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var after = new Properties(wanted.properties());
    calls.call(
        UpdateEventSourceMappingRequest.builder()
            .uuid(standing.physicalId())
            .functionName(after.required("FunctionName"))
            .batchSize(after.number("BatchSize").orElse(USUAL_BATCH))
            .enabled(after.truth("Enabled").orElse(true))
            .maximumBatchingWindowInSeconds(
                after.number("MaximumBatchingWindowInSeconds").orElse(0))
            .functionResponseTypesWithStrings(after.texts("FunctionResponseTypes"))
            .scalingConfig(scaling(after))
            .build());
    return Made.of(standing.physicalId(), standing.attributes());
  }

  private static ScalingConfig scaling(Properties properties) {
    var scaling = ScalingConfig.builder();
    properties
        .part("ScalingConfig")
        .flatMap(one -> one.number("MaximumConcurrency"))
        .ifPresent(scaling::maximumConcurrency);
    return scaling.build();
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(
        calls, DeleteEventSourceMappingRequest.builder().uuid(standing.physicalId()).build());
  }
}
