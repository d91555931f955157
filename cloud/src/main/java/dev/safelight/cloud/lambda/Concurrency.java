package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/// How many events of a function may be at work at once. See AWS: "Configuring reserved concurrency
/// for a function".
final class Concurrency {
  static final String SCHEMA =
      """
      create table if not exists lambda_concurrency(
        region text not null, account text not null, function text not null,
        reserved integer not null, primary key(region, account, function)) strict
      """;

  /// What an account has, and what of it no function may reserve. See AWS: "Lambda quotas".
  private static final int ACCOUNT = 1000;

  private static final int UNRESERVED = 100;

  private Concurrency() {}

  static Outcome put(SettingOperation.PutFunctionConcurrency put, Transaction transaction) {
    var function = put.function();
    Definitions.require(transaction, function);
    var wanted = put.request().reservedConcurrentExecutions();
    if (wanted == null || wanted < 0) {
      throw Configuration.validation(
          "reservedConcurrentExecutions",
          wanted,
          "Member must have value greater than or equal to 0");
    }
    if (others(transaction, function) + wanted > ACCOUNT - UNRESERVED) {
      throw Configuration.invalid(
          "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [%d]."
              .formatted(UNRESERVED));
    }
    transaction.update(
        "insert or replace into lambda_concurrency(region, account, function, reserved) values (?, ?, ?, ?)",
        function.region(),
        function.account(),
        function.name(),
        wanted);
    return Outcome.of(
        PutFunctionConcurrencyResponse.builder().reservedConcurrentExecutions(wanted).build());
  }

  private static long others(Transaction transaction, FunctionArn function) {
    return transaction
        .one(
            "select coalesce(sum(reserved), 0) as reserved from lambda_concurrency"
                + " where region = ? and account = ? and function <> ?",
            row -> row.number("reserved"),
            function.region(),
            function.account(),
            function.name())
        .orElse(0L);
  }

  static Outcome get(SettingOperation.GetFunctionConcurrency get, Transaction transaction) {
    Definitions.require(transaction, get.function());
    var answer = GetFunctionConcurrencyResponse.builder();
    reserved(transaction, get.function()).ifPresent(answer::reservedConcurrentExecutions);
    return Outcome.of(answer.build());
  }

  static Outcome delete(
      SettingOperation.DeleteFunctionConcurrency delete, Transaction transaction) {
    Definitions.require(transaction, delete.function());
    forget(transaction, delete.function());
    return Outcome.of(new Answer.Shaped(204, DeleteFunctionConcurrencyResponse.builder().build()));
  }

  static void forget(Transaction transaction, FunctionArn function) {
    transaction.update(
        "delete from lambda_concurrency where region = ? and account = ? and function = ?",
        function.region(),
        function.account(),
        function.name());
  }

  /// Empty where nothing is reserved.
  static Optional<Integer> reserved(Transaction transaction, FunctionArn function) {
    return transaction.one(
        "select reserved from lambda_concurrency where region = ? and account = ? and function = ?",
        row -> (int) row.number("reserved"),
        function.region(),
        function.account(),
        function.name());
  }

  /// How many events may be at work: what is reserved, and never more than this machine runs.
  static int most(Transaction transaction, FunctionArn function) {
    return Math.min(
        reserved(transaction, function).orElse(Sandboxes.MOST_PER_FUNCTION),
        Sandboxes.MOST_PER_FUNCTION);
  }

  /// @param reserved whether the function has a limit of its own
  static Fault exceeded(boolean reserved) {
    return new Fault(
        429,
        "TooManyRequestsException",
        "Rate Exceeded.",
        Map.of(
            "Reason",
            reserved
                ? "ReservedFunctionConcurrentInvocationLimitExceeded"
                : "ConcurrentInvocationLimitExceeded"));
  }
}
