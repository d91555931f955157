package dev.safelight.cloud.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.call.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// What holds for every batch as a whole; what is wrong with one entry fails that entry. See AWS:
/// SendMessageBatch.
final class Batches {
  private static final int MOST = 10;
  private static final int MOST_BYTES = 1_048_576;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  private Batches() {}

  /// An entry without an id has an invalid one.
  static String id(@Nullable String id) {
    return id == null ? "" : id;
  }

  /// @param kind of entry, such as `SendMessageBatchRequestEntry`
  static void check(List<String> ids, String kind) {
    if (ids.isEmpty()) {
      throw new Fault(
          400,
          "EmptyBatchRequest",
          "There should be at least one %s in the request.".formatted(kind));
    }
    if (ids.size() > MOST) {
      throw new Fault(
          400,
          "TooManyEntriesInBatchRequest",
          "Maximum number of entries per request are %d. You have sent %d."
              .formatted(MOST, ids.size()));
    }
    var seen = new HashSet<String>();
    for (var id : ids) {
      if (!ID.matcher(id).matches()) {
        throw new Fault(
            400,
            "InvalidBatchEntryId",
            "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.");
      }
      if (!seen.add(id)) {
        throw new Fault(400, "BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
      }
    }
  }

  static void checkSize(List<SendMessageBatchRequestEntry> entries) {
    long bytes = 0;
    for (var entry : entries) {
      bytes += entry.messageBody() == null ? 0 : entry.messageBody().getBytes(UTF_8).length;
      for (var one : entry.messageAttributes().entrySet()) {
        var value = one.getValue();
        bytes += one.getKey().getBytes(UTF_8).length;
        bytes += length(value.dataType()) + length(value.stringValue());
        bytes += value.binaryValue() == null ? 0 : value.binaryValue().asByteArrayUnsafe().length;
      }
    }
    if (bytes > MOST_BYTES) {
      throw new Fault(
          400,
          "BatchRequestTooLong",
          "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
              .formatted(MOST_BYTES, bytes));
    }
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.getBytes(UTF_8).length;
  }

  /// An entry's error has its code without `Exception`.
  static BatchResultErrorEntry failed(@Nullable String id, Fault fault) {
    return BatchResultErrorEntry.builder()
        .id(id)
        .senderFault(fault.status() < 500)
        .code(fault.code().replaceFirst("Exception$", ""))
        .message(fault.text())
        .build();
  }
}
