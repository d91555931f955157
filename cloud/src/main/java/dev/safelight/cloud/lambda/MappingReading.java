package dev.safelight.cloud.lambda;

import dev.safelight.cloud.lambda.MappingOperation.MappingId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/// What a mapping may be: requests become a [Mapping] here or are refused. See AWS:
/// CreateEventSourceMapping, UpdateEventSourceMapping.
final class MappingReading {
  private static final Pattern QUEUE =
      Pattern.compile("arn:aws:sqs:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,80}");
  private static final String REPORT = "ReportBatchItemFailures";
  private static final int USUAL_BATCH = 10;

  private MappingReading() {}

  static Mapping created(
      MappingId id, FunctionArn function, CreateEventSourceMappingRequest request, Instant now) {
    Supported.require(
        request,
        Set.of(
            "EventSourceArn",
            "FunctionName",
            "Enabled",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FunctionResponseTypes",
            "ScalingConfig"));
    return new Mapping(
        id,
        function,
        queue(request.eventSourceArn(), function.region()),
        within("batchSize", request.batchSize(), 1, 10_000, USUAL_BATCH),
        within(
            "maximumBatchingWindowInSeconds", request.maximumBatchingWindowInSeconds(), 0, 300, 0),
        !Boolean.FALSE.equals(request.enabled()),
        reports(request.functionResponseTypesAsStrings()),
        concurrency(request.scalingConfig(), 0),
        now,
        Mapping.NOTHING_YET);
  }

  static Mapping updated(Mapping old, UpdateEventSourceMappingRequest request, Instant now) {
    Supported.require(
        request,
        Set.of(
            "UUID",
            "FunctionName",
            "Enabled",
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "FunctionResponseTypes",
            "ScalingConfig"));
    return new Mapping(
        old.id(),
        function(old, request.functionName()),
        old.queue(),
        within("batchSize", request.batchSize(), 1, 10_000, old.batch()),
        within(
            "maximumBatchingWindowInSeconds",
            request.maximumBatchingWindowInSeconds(),
            0,
            300,
            old.window()),
        request.enabled() == null ? old.enabled() : request.enabled(),
        request.hasFunctionResponseTypes()
            ? reports(request.functionResponseTypesAsStrings())
            : old.reports(),
        concurrency(request.scalingConfig(), old.concurrency()),
        now,
        old.result());
  }

  static FunctionArn function(Mapping mapping, @Nullable String name) {
    return name == null
        ? mapping.function()
        : FunctionArn.of(name, null, mapping.id().region(), mapping.id().account());
  }

  static String queue(@Nullable String arn, String region) {
    if (arn == null) {
      throw Configuration.invalid("EventSourceArn is required: queues feed functions here");
    }
    var match = QUEUE.matcher(arn);
    if (!match.matches()) {
      throw Configuration.invalid(
          "The event source %s is not supported by this environment: standard queues are"
              .formatted(arn));
    }
    if (!match.group(1).equals(region)) {
      throw Configuration.invalid("The event source and the function must be in the same region");
    }
    return arn;
  }

  private static boolean reports(List<String> types) {
    for (var type : types) {
      if (!type.equals(REPORT)) {
        throw Configuration.validation(
            "functionResponseTypes", type, "Member must satisfy enum value set: [" + REPORT + "]");
      }
    }
    return !types.isEmpty();
  }

  private static int concurrency(@Nullable ScalingConfig scaling, int otherwise) {
    if (scaling == null) {
      return otherwise;
    }
    // An empty configuration takes the limit away.
    return within("scalingConfig.maximumConcurrency", scaling.maximumConcurrency(), 2, 1000, 0);
  }

  private static int within(
      String member, @Nullable Integer value, int least, int most, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value < least || value > most) {
      throw Configuration.validation(
          member, value, "Member must have value between %d and %d".formatted(least, most));
    }
    return value;
  }
}
