package dev.safelight.cloud.s3;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of objects: one for each version of each key. Of a key's versions the one with the
/// highest ordinal is the current one. Which version a write replaces is decided by [Versions].
/// Thread-safe.
final class ObjectRows {
  /// The id of what was written while its bucket made no versions.
  static final String NULL = "null";

  private static final String COLUMNS =
      "bucket, key, ordinal, version, marker, content, size, etag, modified, checksums, headers,"
          + " tags";

  private final Pieces pieces;

  ObjectRows(Pieces pieces) {
    this.pieces = pieces;
  }

  /// What a key stands for, or stood for.
  sealed interface Version {
    String bucket();

    String key();

    /// Rises with each write of a bucket.
    long ordinal();

    String id();

    Instant modified();
  }

  /// An object as it is kept.
  ///
  /// @param content by which its bytes are found
  /// @param eTag without quotes
  record StoredObject(
      String bucket,
      String key,
      long content,
      long size,
      String eTag,
      Instant modified,
      Checksums checksums,
      Kept headers,
      Tags tags,
      long ordinal,
      String id)
      implements Version {
    /// An object that is no version yet.
    StoredObject(
        String bucket,
        String key,
        long content,
        long size,
        String eTag,
        Instant modified,
        Checksums checksums,
        Kept headers,
        Tags tags) {
      this(bucket, key, content, size, eTag, modified, checksums, headers, tags, 0, NULL);
    }

    StoredObject as(long number, String name) {
      return new StoredObject(
          bucket, key, content, size, eTag, modified, checksums, headers, tags, number, name);
    }
  }

  /// What a key stands for once it was deleted and its versions kept.
  record DeleteMarker(String bucket, String key, Instant modified, long ordinal, String id)
      implements Version {}

  /// The object that a key stands for now.
  Optional<StoredObject> find(Transaction transaction, String bucket, String key) {
    return newest(transaction, bucket, key)
        .flatMap(version ->
            version instanceof StoredObject object ? Optional.of(object) : Optional.empty());
  }

  Optional<Version> newest(Transaction transaction, String bucket, String key) {
    return transaction.one(
        "select "
            + COLUMNS
            + " from s3_object where bucket = ? and key = ? order by ordinal desc limit 1",
        ObjectRows::read,
        bucket,
        Keys.bytes(key));
  }

  Optional<Version> find(Transaction transaction, String bucket, String key, String id) {
    return transaction.one(
        "select " + COLUMNS + " from s3_object where bucket = ? and key = ? and version = ?",
        ObjectRows::read,
        bucket,
        Keys.bytes(key),
        id);
  }

  /// Adds a version, which is the current one from now on.
  void insert(Transaction transaction, Version version) {
    transaction.update(
        "update s3_object set current = 0 where bucket = ? and key = ? and current = 1",
        version.bucket(),
        Keys.bytes(version.key()));
    switch (version) {
      case StoredObject object ->
          insert(
              transaction,
              object,
              false,
              object.content(),
              object.size(),
              object.eTag(),
              object.checksums().json(),
              object.headers().json(),
              Json.of(object.tags().values()));
      case DeleteMarker marker -> insert(transaction, marker, true, 0, 0, "", "", "", "");
    }
  }

  private static void insert(
      Transaction transaction,
      Version version,
      boolean marker,
      long content,
      long size,
      String eTag,
      String checksums,
      String headers,
      String tags) {
    transaction.update(
        "insert into s3_object(current, "
            + COLUMNS
            + ") values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        version.bucket(),
        Keys.bytes(version.key()),
        version.ordinal(),
        version.id(),
        marker,
        content,
        size,
        eTag,
        version.modified(),
        checksums,
        headers,
        tags);
  }

  /// Removes a version for ever; the one before it becomes the current one if it was that.
  void remove(Transaction transaction, Version version) {
    transaction.update(
        "delete from s3_object where bucket = ? and key = ? and ordinal = ?",
        version.bucket(),
        Keys.bytes(version.key()),
        version.ordinal());
    transaction.update(
        "update s3_object set current = 1 where bucket = ? and key = ? and ordinal = (select"
            + " max(ordinal) from s3_object where bucket = ? and key = ?)",
        version.bucket(),
        Keys.bytes(version.key()),
        version.bucket(),
        Keys.bytes(version.key()));
    if (version instanceof StoredObject object) {
      pieces.remove(transaction, object.content());
    }
  }

  void tag(Transaction transaction, StoredObject object, Tags tags) {
    transaction.update(
        "update s3_object set tags = ? where bucket = ? and key = ? and ordinal = ?",
        Json.of(tags.values()),
        object.bucket(),
        Keys.bytes(object.key()),
        object.ordinal());
  }

  /// The first current objects whose keys are `from` or later and before `end`, in the order of
  /// their bytes.
  static List<StoredObject> between(
      Transaction transaction, String bucket, byte[] from, byte[] end, int most) {
    return transaction.all(
        "select "
            + COLUMNS
            + " from s3_object indexed by s3_object_current where bucket = ? and key >= ? and key <"
            + " ? and current = 1 and marker = 0 order by key limit ?",
        ObjectRows::object,
        bucket,
        from,
        end,
        most);
  }

  /// The first versions from a place on: keys by their bytes, each key's newest version first.
  ///
  /// @param below of the first key only versions with smaller ordinals are meant
  static List<Version> versions(
      Transaction transaction, String bucket, byte[] from, long below, byte[] end, int most) {
    return transaction.all(
        "select "
            + COLUMNS
            + " from s3_object where bucket = ? and key >= ? and key < ? and (key > ? or ordinal <"
            + " ?) order by key, ordinal desc limit ?",
        ObjectRows::read,
        bucket,
        from,
        end,
        from,
        below,
        most);
  }

  static boolean any(Transaction transaction, String bucket) {
    return transaction.exists("select 1 from s3_object where bucket = ? limit 1", bucket);
  }

  private static Version read(Row row) {
    return row.number("marker") == 0
        ? object(row)
        : new DeleteMarker(
            row.text("bucket"),
            Keys.text(row.bytes("key")),
            row.instant("modified"),
            row.number("ordinal"),
            row.text("version"));
  }

  private static StoredObject object(Row row) {
    return new StoredObject(
        row.text("bucket"),
        Keys.text(row.bytes("key")),
        row.number("content"),
        row.number("size"),
        row.text("etag"),
        row.instant("modified"),
        Checksums.ofJson(row.text("checksums")),
        Kept.ofJson(row.text("headers")),
        new Tags(Json.map(row.text("tags"))),
        row.number("ordinal"),
        row.text("version"));
  }
}
