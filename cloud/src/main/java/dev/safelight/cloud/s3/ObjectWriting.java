package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// `PutObject`, `DeleteObject` and `DeleteObjects`. Thread-safe.
final class ObjectWriting {
  private final ObjectRows objects;
  private final Pieces pieces;
  private final Notifications notifications;
  private final InstantSource clock;

  ObjectWriting(
      ObjectRows objects, Pieces pieces, Notifications notifications, InstantSource clock) {
    this.objects = objects;
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
        new StoredObject(
            bucket.name(),
            input.key(),
            pieces.keep(transaction, staged.file()),
            staged.file().size(),
            staged.md5(),
            clock.instant(),
            Checksums.received(staged),
            Kept.of(input),
            operation.tags());
    objects.put(transaction, object);
    var shape =
        PutObjectResponse.builder()
            .eTag(ETag.quoted(object.eTag()))
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

  Outcome delete(
      ObjectOperation.DeleteObject operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var input = operation.input();
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    requireWritable(transaction, input.bucket(), input.key(), input.ifMatch(), null);
    var events =
        objects.remove(transaction, bucket.name(), input.key()).stream()
            .flatMap(gone ->
                notifications
                    .tell(
                        transaction,
                        bucket,
                        "ObjectRemoved:Delete",
                        gone,
                        proof.caller(),
                        operation.origin())
                    .stream())
            .toList();
    return new Outcome(new Answer.Shaped(204, DeleteObjectResponse.builder().build()), events);
  }

  Outcome deleteAll(
      ObjectOperation.DeleteObjects operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var input = operation.input();
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var deleted = new ArrayList<DeletedObject>();
    var errors = new ArrayList<S3Error>();
    var events = new ArrayList<Event>();
    for (var one : input.delete().objects()) {
      try {
        var deletion = operation.deletion(one.key());
        if (!proof.may(deletion)) {
          throw Faults.accessDenied(proof.denial(deletion, true));
        }
        requireDeletable(one);
        requireWritable(transaction, bucket.name(), one.key(), one.eTag(), null);
        objects
            .remove(transaction, bucket.name(), one.key())
            .ifPresent(gone ->
                events.addAll(
                    notifications.tell(
                        transaction,
                        bucket,
                        "ObjectRemoved:Delete",
                        gone,
                        proof.caller(),
                        operation.origin())));
        deleted.add(DeletedObject.builder().key(one.key()).build());
      } catch (Fault refused) {
        // Each key stands for itself: one that is refused does not stop the others.
        errors.add(
            S3Error.builder().key(one.key()).code(refused.code()).message(refused.text()).build());
      }
    }
    boolean quiet = Boolean.TRUE.equals(input.delete().quiet());
    return new Outcome(
        Answer.of(
            DeleteObjectsResponse.builder()
                .deleted(quiet ? List.of() : deleted)
                .errors(errors)
                .build()),
        events);
  }

  private static void requireDeletable(ObjectIdentifier one) {
    if (one.versionId() != null) {
      throw new Fault(501, "NotImplemented", "Versions of objects are not kept here");
    }
    if (one.size() != null || one.lastModifiedTime() != null) {
      throw new Fault(
          501, "NotImplemented", "Size and LastModifiedTime are conditions of directory buckets");
    }
  }
}
