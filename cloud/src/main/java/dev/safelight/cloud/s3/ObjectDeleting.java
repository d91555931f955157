package dev.safelight.cloud.s3;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Event;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Buckets.Bucket;
import dev.safelight.cloud.s3.ObjectRows.DeleteMarker;
import dev.safelight.cloud.s3.Versions.Deletion;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/// `DeleteObject` and `DeleteObjects`. Thread-safe. See AWS: "Deleting object versions from a
/// versioning-enabled bucket".
final class ObjectDeleting {
  private final Versions versions;
  private final ObjectWriting writing;
  private final Notifications notifications;
  private final InstantSource clock;

  ObjectDeleting(
      Versions versions, ObjectWriting writing, Notifications notifications, InstantSource clock) {
    this.versions = versions;
    this.writing = writing;
    this.notifications = notifications;
    this.clock = clock;
  }

  Outcome delete(
      ObjectOperation.DeleteObject operation,
      Authorised<? extends S3Operation> proof,
      Transaction transaction) {
    var input = operation.input();
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var version = Members.orEmpty(input.versionId());
    if (!version.isEmpty()) {
      VersionIds.require(version);
    }
    writing.requireWritable(transaction, input.bucket(), input.key(), input.ifMatch(), null);
    var deletion = delete(transaction, bucket, input.key(), version);
    var response = DeleteObjectResponse.builder();
    if (!version.isEmpty()) {
      response.versionId(version);
    }
    switch (deletion) {
      case Deletion.Nothing _ -> {}
      case Deletion.Removed(var gone) -> {
        if (gone instanceof DeleteMarker) {
          response.deleteMarker(true);
        }
      }
      case Deletion.Marked(var marker) -> response.deleteMarker(true).versionId(marker.id());
    }
    return new Outcome(
        new Answer.Shaped(204, response.build()),
        tell(transaction, bucket, deletion, proof.caller(), operation.origin()));
  }

  /// Deletes a key, or a version where its id is not empty.
  private Deletion delete(Transaction transaction, Bucket bucket, String key, String version) {
    return version.isEmpty()
        ? versions.delete(transaction, bucket.name(), key, clock.instant())
        : versions.remove(transaction, bucket.name(), key, version);
  }

  private List<Event> tell(
      Transaction transaction, Bucket bucket, Deletion deletion, Caller caller, Origin origin) {
    return switch (deletion) {
      case Deletion.Nothing _ -> List.of();
      case Deletion.Removed(var gone) ->
          notifications.tell(transaction, bucket, "ObjectRemoved:Delete", gone, caller, origin);
      case Deletion.Marked(var marker) ->
          notifications.tell(
              transaction, bucket, "ObjectRemoved:DeleteMarkerCreated", marker, caller, origin);
    };
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
        var access = operation.deletion(one);
        if (!proof.may(access)) {
          throw Faults.accessDenied(proof.denial(access, true));
        }
        requireDeletable(one);
        writing.requireWritable(transaction, bucket.name(), one.key(), one.eTag(), null);
        var deletion = delete(transaction, bucket, one.key(), Members.orEmpty(one.versionId()));
        events.addAll(tell(transaction, bucket, deletion, proof.caller(), operation.origin()));
        deleted.add(deleted(one, deletion));
      } catch (Fault refused) {
        // Each key stands for itself: one that is refused does not stop the others.
        errors.add(
            S3Error.builder()
                .key(one.key())
                .versionId(one.versionId())
                .code(refused.code())
                .message(refused.text())
                .build());
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

  private static DeletedObject deleted(ObjectIdentifier one, Deletion deletion) {
    var deleted = DeletedObject.builder().key(one.key()).versionId(one.versionId());
    switch (deletion) {
      case Deletion.Nothing _ -> {}
      case Deletion.Removed(var gone) -> {
        if (gone instanceof DeleteMarker marker) {
          deleted.deleteMarker(true).deleteMarkerVersionId(marker.id());
        }
      }
      case Deletion.Marked(var marker) ->
          deleted.deleteMarker(true).deleteMarkerVersionId(marker.id());
    }
    return deleted.build();
  }

  private static void requireDeletable(ObjectIdentifier one) {
    if (one.versionId() != null) {
      try {
        VersionIds.require(one.versionId());
      } catch (Fault _) {
        // Of one among many AWS says it otherwise.
        throw Faults.noSuchVersion(one.key(), one.versionId());
      }
    }
    if (one.size() != null || one.lastModifiedTime() != null) {
      throw new Fault(
          501, "NotImplemented", "Size and LastModifiedTime are conditions of directory buckets");
    }
  }
}
