package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Decision;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigResponse;

/// Sets what is done with asynchronous events, and refuses a destination that the function's role
/// could not reach. See AWS: PutFunctionEventInvokeConfig.
final class InvokeConfigs {
  private static final int MOST_RETRIES = 2;
  private static final int LEAST_AGE = 60;
  private static final int MOST_AGE = 21_600;

  private final Principals principals;
  private final InstantSource clock;

  InvokeConfigs(Principals principals, InstantSource clock) {
    this.principals = principals;
    this.clock = clock;
  }

  /// Sets it anew: what is not given is not set any more.
  Outcome put(
      Authorised<LambdaOperation> proof,
      SettingOperation.PutFunctionEventInvokeConfig put,
      Transaction transaction) {
    var request = put.request();
    var config =
        set(
            proof,
            put.function(),
            InvokeConfig.NONE,
            request.maximumRetryAttempts(),
            request.maximumEventAgeInSeconds(),
            request.destinationConfig(),
            transaction);
    return Outcome.of(
        Shapes.into(PutFunctionEventInvokeConfigResponse.builder(), config.shape(put.function()))
            .build());
  }

  /// Changes what is given.
  Outcome update(
      Authorised<LambdaOperation> proof,
      SettingOperation.UpdateFunctionEventInvokeConfig update,
      Transaction transaction) {
    var request = update.request();
    var config =
        set(
            proof,
            update.function(),
            require(transaction, update.function()),
            request.maximumRetryAttempts(),
            request.maximumEventAgeInSeconds(),
            request.destinationConfig(),
            transaction);
    return Outcome.of(
        Shapes.into(
                UpdateFunctionEventInvokeConfigResponse.builder(), config.shape(update.function()))
            .build());
  }

  Outcome get(SettingOperation.GetFunctionEventInvokeConfig get, Transaction transaction) {
    var config = require(transaction, get.function());
    return Outcome.of(
        Shapes.into(GetFunctionEventInvokeConfigResponse.builder(), config.shape(get.function()))
            .build());
  }

  Outcome list(SettingOperation.ListFunctionEventInvokeConfigs list, Transaction transaction) {
    Definitions.require(transaction, list.function());
    Supported.require(list.request(), Set.of("FunctionName", "MaxItems", "Marker"));
    return Outcome.of(
        ListFunctionEventInvokeConfigsResponse.builder()
            .functionEventInvokeConfigs(
                InvokeConfig.all(transaction, list.function()).entrySet().stream()
                    .map(one -> one.getValue().shape(one.getKey()))
                    .toList())
            .build());
  }

  Outcome delete(SettingOperation.DeleteFunctionEventInvokeConfig delete, Transaction transaction) {
    require(transaction, delete.function());
    InvokeConfig.delete(transaction, delete.function());
    return Outcome.of(
        new Answer.Shaped(204, DeleteFunctionEventInvokeConfigResponse.builder().build()));
  }

  private static InvokeConfig require(Transaction transaction, FunctionArn function) {
    Definitions.require(transaction, function);
    return InvokeConfig.find(transaction, function)
        .orElseThrow(() ->
            new Fault(
                404,
                "ResourceNotFoundException",
                "The function %s doesn't have an EventInvokeConfig"
                    .formatted(function.qualified())));
  }

  private InvokeConfig set(
      Authorised<LambdaOperation> proof,
      FunctionArn arn,
      InvokeConfig now,
      @Nullable Integer retries,
      @Nullable Integer age,
      @Nullable DestinationConfig destinations,
      Transaction transaction) {
    var function = Definitions.require(transaction, arn);
    if (retries == null && age == null && destinations == null) {
      throw Configuration.invalid(
          "You must specify at least one of error handling or destination setting.");
    }
    var success = destinations == null ? Optional.of(now.success()) : success(destinations);
    var failure = destinations == null ? Optional.of(now.failure()) : failure(destinations);
    var config =
        new InvokeConfig(
            within("maximumRetryAttempts", retries, 0, MOST_RETRIES, now.retries()),
            within("maximumEventAgeInSeconds", age, LEAST_AGE, MOST_AGE, now.age()),
            success.orElse(now.success()),
            failure.orElse(now.failure()),
            clock.instant());
    for (var destination : List.of(config.success(), config.failure())) {
      if (!destination.isEmpty()) {
        requireReachable(proof, function, Destination.require(destination, arn), transaction);
      }
    }
    config.put(transaction, arn);
    return config;
  }

  /// A side that is not there stays as it is; one that is empty is nobody.
  private static Optional<String> success(DestinationConfig destinations) {
    return Optional.ofNullable(destinations.onSuccess())
        .map(to -> to.destination() == null ? "" : to.destination());
  }

  private static Optional<String> failure(DestinationConfig destinations) {
    return Optional.ofNullable(destinations.onFailure())
        .map(to -> to.destination() == null ? "" : to.destination());
  }

  private static int within(
      String member, @Nullable Integer value, int least, int most, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value < least) {
      throw Configuration.validation(
          member, value, "Member must have value greater than or equal to " + least);
    }
    if (value > most) {
      throw Configuration.validation(
          member, value, "Member must have value less than or equal to " + most);
    }
    return value;
  }

  private void requireReachable(
      Authorised<LambdaOperation> proof,
      Definition function,
      Destination destination,
      Transaction transaction) {
    boolean reachable =
        wearing(function, transaction)
            .map(role -> proof.would(role, destination.access()) instanceof Decision.Allowed)
            .orElse(false);
    if (!reachable) {
      throw Configuration.invalid(
          "The function's execution role does not have permissions to call %s on %s"
              .formatted(destination.verb(), destination.arn()));
    }
  }

  /// The function as it would act with its role; empty where the role is gone.
  private Optional<Caller> wearing(Definition function, Transaction transaction) {
    return RoleSession.imagined(function, principals, clock.instant(), transaction);
  }
}
