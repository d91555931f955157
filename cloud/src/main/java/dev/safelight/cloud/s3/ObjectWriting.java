package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// `PutObject`, and what every write is held to. Thread-safe.
final class ObjectWriting {
  private final ObjectRows objects;
  private final Versions versions;
  private final Pieces pieces;
  private final Notifications notifications;
  private final InstantSource clock;

  ObjectWriting(
      ObjectRows objects,
      Versions versions,
      Pieces pieces,
      Notifications notifications,
      InstantSource clock) {
    this.objects = objects;
    this.versions = versions;
    this.pieces = pieces;
    this.notifications = notifications;
    this.clock = clock;
  }

  static Receiving.Staged staged(Content content) {
    return switch (content) {
      case Receiving.Staged staged -> staged;
      case Content other -> throw new IllegalStateException("no bytes were received: " + other);
    };
  }

  Outcome put(
      ObjectOperation.PutObject operation,
      Authorised<? extends S3Operation> proof,
      Content content,
      Transaction transaction) {
    var input = operation.input();
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    Acls.require(
        input.aclAsString(),
        input.grantFullControl(),
        input.grantRead(),
        input.grantReadACP(),
        input.grantWriteACP());
    requireWritable(transaction, input.bucket(), input.key(), input.ifMatch(), input.ifNoneMatch());
    var staged = staged(content);
    var object =
        versions.put(
            transaction,
            new StoredObject(
                bucket.name(),
                input.key(),
                pieces.keep(transaction, staged.file()),
                staged.file().size(),
                staged.md5(),
                clock.instant(),
                Checksums.received(staged),
                Kept.of(input),
                operation.tags()));
    var shape =
        PutObjectResponse.builder()
            .eTag(ETag.quoted(object.eTag()))
            .versionId(Versions.written(transaction, object).orElse(null))
            .serverSideEncryption(ServerSideEncryption.AES256);
    return new Outcome(
        Answer.of(object.checksums().into(shape).build()),
        notifications.tell(
            transaction, bucket, "ObjectCreated:Put", object, proof.caller(), operation.origin()));
  }

  /// Conditions of a write, read in the transaction that writes.
  void requireWritable(
      Transaction transaction,
      String bucket,
      String key,
      @Nullable String ifMatch,
      @Nullable String ifNoneMatch) {
    if (ifMatch != null || ifNoneMatch != null) {
      Preconditions.write(
          ifMatch == null ? "" : ifMatch,
          ifNoneMatch == null ? "" : ifNoneMatch,
          objects.find(transaction, bucket, key).map(StoredObject::eTag),
          key);
    }
  }
}
