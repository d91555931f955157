package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/// From which queues a function is fed. See AWS: "Using Lambda with Amazon SQS".
sealed interface MappingOperation extends LambdaOperation {
  /// An operation on one mapping; which function it is for, the mapping itself says.
  sealed interface OnMapping extends MappingOperation {
    MappingId mapping();

    @Override
    default List<Access> needs() {
      return List.of(Access.to("lambda:" + name(), mapping().toString()));
    }
  }

  /// The full name of a mapping. Printed, it is the ARN.
  record MappingId(String region, String account, String uuid) {
    private static final Pattern UUID = Pattern.compile("[0-9a-f-]{36}");
    private static final Pattern ARN =
        Pattern.compile("arn:aws:lambda:([a-z0-9-]+):(\\d{12}):event-source-mapping:(.*)");

    static MappingId of(@Nullable String uuid, String region, String account) {
      if (uuid == null || !UUID.matcher(uuid).matches()) {
        throw Mappings.notThere();
      }
      return new MappingId(region, account, uuid);
    }

    static Optional<MappingId> parse(String arn) {
      var match = ARN.matcher(arn);
      return match.matches()
          ? Optional.of(new MappingId(match.group(1), match.group(2), match.group(3)))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "arn:aws:lambda:" + region + ":" + account + ":event-source-mapping:" + uuid;
    }
  }

  record CreateEventSourceMapping(FunctionArn function, CreateEventSourceMappingRequest request)
      implements MappingOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new Access(
              "lambda:CreateEventSourceMapping",
              "*",
              Map.of("lambda:FunctionArn", List.of(function.toString()))));
    }

    /// The queue is looked at before the transaction, as the function's role.
    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record UpdateEventSourceMapping(MappingId mapping, UpdateEventSourceMappingRequest request)
      implements OnMapping {
    /// A mapping that is given another function must be the caller's to change with either.
    @Override
    public List<Access> needs() {
      var stored = Access.to("lambda:UpdateEventSourceMapping", mapping().toString());
      return request.functionName() == null
          ? List.of(stored)
          : List.of(
              stored,
              new Access(
                  stored.action(),
                  stored.resource(),
                  Map.of(
                      "lambda:FunctionArn",
                      List.of(
                          FunctionArn.of(
                                  request.functionName(), null, mapping.region(), mapping.account())
                              .toString()))));
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record GetEventSourceMapping(MappingId mapping) implements OnMapping {}

  record DeleteEventSourceMapping(MappingId mapping) implements OnMapping {}

  record ListEventSourceMappings(
      String region, String account, ListEventSourceMappingsRequest request)
      implements MappingOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("lambda:ListEventSourceMappings", "*"));
    }
  }

  static Optional<MappingOperation> of(SdkPojo shape, String account, String region) {
    return Optional.ofNullable(
        switch (shape) {
          case CreateEventSourceMappingRequest r ->
              new CreateEventSourceMapping(own(r.functionName(), account, region), r);
          case UpdateEventSourceMappingRequest r -> {
            if (r.functionName() != null) {
              own(r.functionName(), account, region);
            }
            yield new UpdateEventSourceMapping(MappingId.of(r.uuid(), region, account), r);
          }
          case GetEventSourceMappingRequest r ->
              new GetEventSourceMapping(MappingId.of(r.uuid(), region, account));
          case DeleteEventSourceMappingRequest r ->
              new DeleteEventSourceMapping(MappingId.of(r.uuid(), region, account));
          case ListEventSourceMappingsRequest r -> {
            if (r.functionName() != null) {
              own(r.functionName(), account, region);
            }
            yield new ListEventSourceMappings(region, account, r);
          }
          default -> null;
        });
  }

  /// The accesses of these operations are on `*` or on a mapping of the caller's account, where no
  /// policy of a function's owner is asked: a function of another account is never theirs to feed.
  private static FunctionArn own(@Nullable String name, String account, String region) {
    var function = FunctionArn.of(name, null, region, account).requireIn(region);
    if (!function.account().equals(account)) {
      throw new Fault(
          403,
          "AccessDeniedException",
          "The function %s does not belong to the caller's account %s"
              .formatted(function, account));
    }
    return function;
  }
}
