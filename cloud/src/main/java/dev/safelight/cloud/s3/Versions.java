package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.ObjectRows.DeleteMarker;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.s3.ObjectRows.Version;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/// What writing and deleting do to a key's versions. Thread-safe. See AWS: "How S3 Versioning
/// works", "Working with objects in a versioning-suspended bucket".
final class Versions {
  private final ObjectRows rows;
  private final SecureRandom random;

  Versions(ObjectRows rows, SecureRandom random) {
    this.rows = rows;
    this.random = random;
  }

  /// What a deletion did.
  sealed interface Deletion {
    /// There was nothing.
    record Nothing() implements Deletion {}

    /// A version is gone for ever.
    record Removed(Version version) implements Deletion {}

    /// The key stands for nothing now; its versions are kept.
    record Marked(DeleteMarker marker) implements Deletion {}
  }

  /// Makes an object the current version of its key: besides the others where the bucket's
  /// versioning is enabled, in the place of the null version where it is not.
  StoredObject put(Transaction transaction, StoredObject object) {
    long ordinal = Schema.next(transaction);
    var stored = object.as(ordinal, makeRoom(transaction, object.bucket(), object.key(), ordinal));
    rows.insert(transaction, stored);
    return stored;
  }

  private String makeRoom(Transaction transaction, String bucket, String key, long ordinal) {
    return switch (Versioning.of(transaction, bucket)) {
      case ENABLED -> VersionIds.fresh(random, ordinal);
      case NEVER, SUSPENDED -> {
        rows.find(transaction, bucket, key, ObjectRows.NULL)
            .ifPresent(old -> rows.remove(transaction, old));
        yield ObjectRows.NULL;
      }
    };
  }

  /// Deletes a key, not knowing of versions.
  Deletion delete(Transaction transaction, String bucket, String key, Instant now) {
    if (Versioning.of(transaction, bucket) == Versioning.NEVER) {
      return remove(transaction, bucket, key, ObjectRows.NULL);
    }
    long ordinal = Schema.next(transaction);
    var marker =
        new DeleteMarker(bucket, key, now, ordinal, makeRoom(transaction, bucket, key, ordinal));
    rows.insert(transaction, marker);
    return new Deletion.Marked(marker);
  }

  /// Removes a version for ever.
  Deletion remove(Transaction transaction, String bucket, String key, String id) {
    var version = rows.find(transaction, bucket, key, id);
    version.ifPresent(gone -> rows.remove(transaction, gone));
    return version.<Deletion>map(Deletion.Removed::new).orElseGet(Deletion.Nothing::new);
  }

  /// The id that the answer to a write tells: while versioning is suspended none, as on AWS.
  static Optional<String> written(Transaction transaction, Version version) {
    return Versioning.of(transaction, version.bucket()) == Versioning.ENABLED
        ? Optional.of(version.id())
        : Optional.empty();
  }

  /// The id that the answer to a read tells: none where the bucket never made versions.
  static Optional<String> read(Transaction transaction, Version version) {
    return Versioning.of(transaction, version.bucket()) == Versioning.NEVER
        ? Optional.empty()
        : Optional.of(version.id());
  }
}
