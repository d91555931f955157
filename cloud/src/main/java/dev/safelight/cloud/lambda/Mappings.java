package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.lambda.MappingOperation.MappingId;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Decision;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Makes, changes and ends mappings of queues to functions. See AWS: CreateEventSourceMapping.
final class Mappings {
  private static final Pattern QUEUE =
      Pattern.compile("arn:aws:sqs:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,80}");
  private static final List<String> NEEDED =
      List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes");
  private static final String REPORT = "ReportBatchItemFailures";
  private static final int USUAL_BATCH = 10;
  private static final int PAGE = 100;

  private final Store store;
  private final Front front;
  private final Function<String, Caller> signers;
  private final Principals principals;
  private final Pollers pollers;
  private final InstantSource clock;
  private final SecureRandom random;

  Mappings(
      Store store,
      Front front,
      Function<String, Caller> signers,
      Principals principals,
      Pollers pollers,
      InstantSource clock,
      SecureRandom random) {
    this.store = store;
    this.front = front;
    this.signers = signers;
    this.principals = principals;
    this.pollers = pollers;
    this.clock = clock;
    this.random = random;
  }

  /// Looks at the queue as the function's role would, before the transaction: it is a call like any
  /// other.
  Content look(MappingOperation operation) {
    return switch (operation) {
      case MappingOperation.CreateEventSourceMapping(var function, var request) ->
          look(function, queue(request.eventSourceArn(), function.region()));
      case MappingOperation.UpdateEventSourceMapping(var id, var request) -> {
        var mapping = store.read(transaction -> require(transaction, id));
        yield look(function(mapping, request.functionName()), mapping.queue());
      }
      case MappingOperation.GetEventSourceMapping _,
          MappingOperation.DeleteEventSourceMapping _,
          MappingOperation.ListEventSourceMappings _ ->
          Content.NONE;
    };
  }

  private Content look(FunctionArn function, String queue) {
    var definition = store.read(transaction -> Definitions.require(transaction, function));
    var parts = queue.split(":", -1);
    var ask =
        GetQueueAttributesRequest.builder()
            .queueUrl("/" + parts[4] + "/" + parts[5])
            .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT)
            .build();
    try {
      var role = RoleSession.open(front, signers, definition).caller();
      var answer = (GetQueueAttributesResponse) front.call(role, function.region(), ask);
      return new QueueLook(
          OptionalInt.of(
              Integer.parseInt(answer.attributes().get(QueueAttributeName.VISIBILITY_TIMEOUT))));
    } catch (Fault fault) {
      if (fault.code().equals("QueueDoesNotExist")) {
        throw Configuration.invalid(
            "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: "
                + fault.text());
      }
      return new QueueLook(OptionalInt.empty());
    }
  }

  Outcome act(
      Authorised<LambdaOperation> proof,
      MappingOperation operation,
      Content content,
      Transaction transaction) {
    return switch (operation) {
      case MappingOperation.CreateEventSourceMapping create ->
          create(proof, create, content, transaction);
      case MappingOperation.UpdateEventSourceMapping update ->
          update(proof, update, content, transaction);
      case MappingOperation.GetEventSourceMapping(var id) -> {
        var mapping = require(transaction, id);
        yield Outcome.of(into(GetEventSourceMappingResponse.builder(), mapping, mapping.state()));
      }
      case MappingOperation.DeleteEventSourceMapping(var id) -> {
        var mapping = require(transaction, id);
        Mapping.delete(transaction, id);
        transaction.afterCommit(pollers::changed);
        yield accepted(into(DeleteEventSourceMappingResponse.builder(), mapping, "Deleting"));
      }
      case MappingOperation.ListEventSourceMappings list -> list(list, transaction);
    };
  }

  private static SdkPojo into(
      software.amazon.awssdk.utils.builder.SdkBuilder<?, ? extends SdkPojo> builder,
      Mapping mapping,
      String state) {
    Shapes.into((SdkPojo) builder, mapping.shape(state));
    return builder.build();
  }

  private static Outcome accepted(SdkPojo shape) {
    return Outcome.of(new Answer.Shaped(202, shape));
  }

  static Fault notThere() {
    return new Fault(
        404, "ResourceNotFoundException", "The resource you requested does not exist.");
  }

  private static Mapping require(Transaction transaction, MappingId id) {
    return Mapping.find(transaction, id).orElseThrow(Mappings::notThere);
  }

  private Outcome create(
      Authorised<LambdaOperation> proof,
      MappingOperation.CreateEventSourceMapping create,
      Content content,
      Transaction transaction) {
    var request = create.request();
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
    var function = create.function();
    var mapping =
        new Mapping(
            new MappingId(function.region(), function.account(), Ids.uuid(random)),
            function,
            queue(request.eventSourceArn(), function.region()),
            within("batchSize", request.batchSize(), 1, 10_000, USUAL_BATCH),
            within(
                "maximumBatchingWindowInSeconds",
                request.maximumBatchingWindowInSeconds(),
                0,
                300,
                0),
            !Boolean.FALSE.equals(request.enabled()),
            reports(request.functionResponseTypesAsStrings()),
            concurrency(request.scalingConfig(), 0),
            clock.instant(),
            Mapping.NOTHING_YET);
    for (var other : Mapping.all(transaction)) {
      if (other.queue().equals(mapping.queue()) && other.function().equals(function)) {
        throw new Fault(
            409,
            "ResourceConflictException",
            "An event source mapping with SQS arn (\" %s \") and function (\" %s \") already exists. Please update or delete the existing mapping with UUID %s"
                .formatted(mapping.queue(), function.name(), other.id().uuid()));
      }
    }
    keep(proof, mapping, content, transaction);
    return accepted(into(CreateEventSourceMappingResponse.builder(), mapping, "Creating"));
  }

  private Outcome update(
      Authorised<LambdaOperation> proof,
      MappingOperation.UpdateEventSourceMapping update,
      Content content,
      Transaction transaction) {
    var request = update.request();
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
    var old = require(transaction, update.mapping());
    var mapping =
        new Mapping(
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
            clock.instant(),
            old.result());
    keep(proof, mapping, content, transaction);
    return accepted(into(UpdateEventSourceMappingResponse.builder(), mapping, "Updating"));
  }

  private static FunctionArn function(Mapping mapping, @Nullable String name) {
    return name == null
        ? mapping.function()
        : FunctionArn.of(name, null, mapping.id().region(), mapping.id().account());
  }

  private void keep(
      Authorised<LambdaOperation> proof,
      Mapping mapping,
      Content content,
      Transaction transaction) {
    if (mapping.batch() > 10 && mapping.window() == 0) {
      throw Configuration.invalid(
          "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
    }
    var function = Definitions.require(transaction, mapping.function());
    requireReadable(proof, function, mapping.queue(), transaction);
    if (!(content instanceof QueueLook(var visibility)) || visibility.isEmpty()) {
      throw missing("GetQueueAttributes");
    }
    if (visibility.getAsInt() < function.timeout()) {
      throw Configuration.invalid(
          "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
              .formatted(visibility.getAsInt(), function.timeout()));
    }
    mapping.put(transaction);
    transaction.afterCommit(pollers::changed);
  }

  private void requireReadable(
      Authorised<LambdaOperation> proof,
      Definition function,
      String queue,
      Transaction transaction) {
    var role = RoleSession.imagined(function, principals, clock.instant(), transaction);
    for (var action : NEEDED) {
      boolean may =
          role.map(caller -> proof.would(caller, Access.to("sqs:" + action, queue)))
              .filter(Decision.Allowed.class::isInstance)
              .isPresent();
      if (!may) {
        throw missing(action);
      }
    }
  }

  private static Fault missing(String action) {
    return Configuration.invalid(
        "The provided execution role does not have permissions to call %s on SQS"
            .formatted(action));
  }

  private static String queue(@Nullable String arn, String region) {
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

  private static Outcome list(
      MappingOperation.ListEventSourceMappings list, Transaction transaction) {
    var request = list.request();
    Supported.require(request, Set.of("EventSourceArn", "FunctionName", "Marker", "MaxItems"));
    int most = Math.clamp(request.maxItems() == null ? PAGE : request.maxItems(), 1, PAGE);
    var marker = request.marker() == null ? "" : request.marker();
    var function =
        request.functionName() == null
            ? ""
            : FunctionArn.of(request.functionName(), null, list.region(), list.account())
                .toString();
    var found =
        Mapping.all(transaction).stream()
            .filter(one -> one.id().region().equals(list.region()))
            .filter(one -> one.id().account().equals(list.account()))
            .filter(one -> one.id().uuid().compareTo(marker) > 0)
            .filter(one -> function.isEmpty() || function.equals(one.function().toString()))
            .filter(one ->
                request.eventSourceArn() == null || request.eventSourceArn().equals(one.queue()))
            .toList();
    var page = found.subList(0, Math.min(most, found.size()));
    var answer =
        ListEventSourceMappingsResponse.builder()
            .eventSourceMappings(page.stream().map(one -> one.shape(one.state())).toList());
    if (found.size() > most) {
      answer.nextMarker(page.getLast().id().uuid());
    }
    return Outcome.of(answer.build());
  }
}
