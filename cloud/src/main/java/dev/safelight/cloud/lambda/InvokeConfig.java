package dev.safelight.cloud.lambda;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;

/// What is done with a function's asynchronous events, as it was set.
///
/// @param retries how often an event is tried again; -1 where that was not set
/// @param age for how many seconds an event is kept; -1 where that was not set
/// @param success the ARN of what is told of a success; empty for nothing
/// @param failure the same of an event that is given up
record InvokeConfig(int retries, int age, String success, String failure, Instant modified) {
  static final String SCHEMA =
      """
      create table if not exists lambda_invoke_config(
        region text not null, account text not null, function text not null,
        qualifier text not null, retries integer not null, age integer not null,
        success text not null, failure text not null, modified integer not null,
        primary key(region, account, function, qualifier)) strict
      """;

  /// What holds where nothing is set.
  static final InvokeConfig NONE = new InvokeConfig(-1, -1, "", "", Instant.EPOCH);

  private static final int USUAL_AGE = 21_600;

  /// How often an event is tried again.
  ///
  /// @param usual where nothing is set
  int retries(int usual) {
    return retries < 0 ? usual : retries;
  }

  /// How long an event is kept.
  Duration longest() {
    return Duration.ofSeconds(age < 0 ? USUAL_AGE : age);
  }

  FunctionEventInvokeConfig shape(FunctionArn function) {
    var shape =
        FunctionEventInvokeConfig.builder()
            .functionArn(function.qualified())
            .lastModified(modified)
            .destinationConfig(destinations());
    if (retries >= 0) {
      shape.maximumRetryAttempts(retries);
    }
    if (age >= 0) {
      shape.maximumEventAgeInSeconds(age);
    }
    return shape.build();
  }

  private DestinationConfig destinations() {
    var destinations = DestinationConfig.builder().onSuccess(_ -> {}).onFailure(_ -> {});
    if (!success.isEmpty()) {
      destinations.onSuccess(to -> to.destination(success));
    }
    if (!failure.isEmpty()) {
      destinations.onFailure(to -> to.destination(failure));
    }
    return destinations.build();
  }

  static Optional<InvokeConfig> find(Transaction transaction, FunctionArn function) {
    return transaction.one(
        "select * from lambda_invoke_config where region = ? and account = ? and function = ? and qualifier = ?",
        InvokeConfig::read,
        function.region(),
        function.account(),
        function.name(),
        qualifier(function));
  }

  private static InvokeConfig read(Row row) {
    return new InvokeConfig(
        (int) row.number("retries"),
        (int) row.number("age"),
        row.text("success"),
        row.text("failure"),
        row.instant("modified"));
  }

  void put(Transaction transaction, FunctionArn function) {
    transaction.update(
        "insert or replace into lambda_invoke_config(region, account, function, qualifier, retries, age, success, failure, modified)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        function.region(),
        function.account(),
        function.name(),
        qualifier(function),
        retries,
        age,
        success,
        failure,
        modified);
  }

  /// How many there were.
  static int delete(Transaction transaction, FunctionArn function) {
    return transaction.update(
        "delete from lambda_invoke_config where region = ? and account = ? and function = ? and qualifier = ?",
        function.region(),
        function.account(),
        function.name(),
        qualifier(function));
  }

  /// Of a function, its versions and its aliases: forgotten with it.
  static void forget(Transaction transaction, FunctionArn function) {
    transaction.update(
        "delete from lambda_invoke_config where region = ? and account = ? and function = ?",
        function.region(),
        function.account(),
        function.name());
  }

  /// By qualifier, those of a function, its versions and its aliases.
  static Map<FunctionArn, InvokeConfig> all(Transaction transaction, FunctionArn function) {
    var all = new LinkedHashMap<FunctionArn, InvokeConfig>();
    var qualifiers =
        transaction.all(
            "select qualifier from lambda_invoke_config where region = ? and account = ? and function = ? order by qualifier",
            row -> row.text("qualifier"),
            function.region(),
            function.account(),
            function.name());
    for (var qualifier : qualifiers) {
      var arn = qualifier.equals(FunctionArn.LATEST) ? function : function.at(qualifier);
      find(transaction, arn).ifPresent(config -> all.put(arn, config));
    }
    return all;
  }

  private static String qualifier(FunctionArn function) {
    return function.qualifier().isEmpty() ? FunctionArn.LATEST : function.qualifier();
  }
}
