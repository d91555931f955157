package dev.safelight.cloud.lambda;

import dev.safelight.cloud.lambda.MappingOperation.MappingId;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;

/// A queue that feeds a function.
///
/// @param function with the qualifier that it was named by
/// @param queue its ARN
/// @param batch how many messages at most are handed over at once
/// @param window for how many seconds they are gathered
/// @param reports whether the function says which messages of a batch failed
/// @param concurrency how many batches at most are at work; 0 where that was not set
/// @param result what came of the last batch
record Mapping(
    MappingId id,
    FunctionArn function,
    String queue,
    int batch,
    int window,
    boolean enabled,
    boolean reports,
    int concurrency,
    Instant modified,
    String result) {
  static final String SCHEMA =
      """
      create table if not exists lambda_mapping(
        uuid text primary key, region text not null, account text not null, function text not null,
        queue text not null, batch integer not null, span integer not null,
        enabled integer not null, reports integer not null, concurrency integer not null,
        modified integer not null, result text not null) strict
      """;

  static final String NOTHING_YET = "No records processed";

  static Optional<Mapping> find(Transaction transaction, MappingId id) {
    return transaction.one(
        "select * from lambda_mapping where uuid = ? and region = ? and account = ?",
        Mapping::read,
        id.uuid(),
        id.region(),
        id.account());
  }

  static List<Mapping> all(Transaction transaction) {
    return transaction.all("select * from lambda_mapping order by uuid", Mapping::read);
  }

  private static Mapping read(Row row) {
    var region = row.text("region");
    var account = row.text("account");
    return new Mapping(
        new MappingId(region, account, row.text("uuid")),
        FunctionArn.ofKey(region, account, row.text("function")),
        row.text("queue"),
        (int) row.number("batch"),
        (int) row.number("span"),
        row.number("enabled") == 1,
        row.number("reports") == 1,
        (int) row.number("concurrency"),
        row.instant("modified"),
        row.text("result"));
  }

  void put(Transaction transaction) {
    transaction.update(
        "insert or replace into lambda_mapping(uuid, region, account, function, queue, batch, span, enabled, reports, concurrency, modified, result)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id.uuid(),
        id.region(),
        id.account(),
        function.key(),
        queue,
        batch,
        window,
        enabled,
        reports,
        concurrency,
        modified,
        result);
  }

  static void delete(Transaction transaction, MappingId id) {
    transaction.update("delete from lambda_mapping where uuid = ?", id.uuid());
  }

  /// Keeps what came of the last batch, unless the mapping has changed since.
  void came(Transaction transaction, String news) {
    transaction.update(
        "update lambda_mapping set result = ? where uuid = ? and modified = ?",
        news,
        id.uuid(),
        modified);
  }

  /// Where messages are asked for.
  String queueUrl() {
    var parts = queue.split(":", -1);
    return "/" + parts[4] + "/" + parts[5];
  }

  /// @param state such as `Enabled`, or the one that AWS shows for a while after a change
  EventSourceMappingConfiguration shape(String state) {
    var shape =
        EventSourceMappingConfiguration.builder()
            .uuid(id.uuid())
            .eventSourceMappingArn(id.toString())
            .eventSourceArn(queue)
            .functionArn(function.toString())
            .batchSize(batch)
            .maximumBatchingWindowInSeconds(window)
            .lastModified(modified)
            .lastProcessingResult(result)
            .state(state)
            .stateTransitionReason("USER_INITIATED");
    if (reports) {
      shape.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
    }
    if (concurrency > 0) {
      shape.scalingConfig(scaling -> scaling.maximumConcurrency(concurrency));
    }
    return shape.build();
  }

  String state() {
    return enabled ? "Enabled" : "Disabled";
  }
}
