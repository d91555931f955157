package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.store.Transaction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/// Reading and setting objects' tags. Thread-safe.
final class Tagging {
  private final ObjectRows objects;
  private final ObjectReading reading;

  Tagging(ObjectRows objects, ObjectReading reading) {
    this.objects = objects;
    this.reading = reading;
  }

  Outcome act(
      TagOperation operation, Authorised<? extends S3Operation> proof, Transaction transaction) {
    return switch (operation) {
      case TagOperation.GetObjectTagging(var input) -> {
        Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
        var object =
            reading.require(
                proof,
                transaction,
                new ObjectReading.Wanted(
                    "GET", input.bucket(), input.key(), Members.orEmpty(input.versionId())));
        yield Outcome.of(
            Answer.of(
                GetObjectTaggingResponse.builder()
                    .tagSet(object.tags().list())
                    .versionId(id(transaction, object))
                    .build()));
      }
      case TagOperation.PutObjectTagging(var input, var tags) -> {
        Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
        var object =
            reading.require(
                proof,
                transaction,
                new ObjectReading.Wanted(
                    "PUT", input.bucket(), input.key(), Members.orEmpty(input.versionId())));
        objects.tag(transaction, object, tags);
        yield Outcome.of(
            Answer.of(
                PutObjectTaggingResponse.builder().versionId(id(transaction, object)).build()));
      }
      case TagOperation.DeleteObjectTagging(var input) -> {
        Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
        var object =
            reading.require(
                proof,
                transaction,
                new ObjectReading.Wanted(
                    "DELETE", input.bucket(), input.key(), Members.orEmpty(input.versionId())));
        objects.tag(transaction, object, Tags.NONE);
        yield Outcome.of(
            new Answer.Shaped(
                204,
                DeleteObjectTaggingResponse.builder().versionId(id(transaction, object)).build()));
      }
    };
  }

  private static @Nullable String id(Transaction transaction, StoredObject object) {
    return Versions.read(transaction, object).orElse(null);
  }
}
