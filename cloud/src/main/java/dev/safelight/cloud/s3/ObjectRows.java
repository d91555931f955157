package dev.safelight.cloud.s3;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of objects. Thread-safe.
final class ObjectRows {
  private static final String COLUMNS =
      "bucket, key, content, size, etag, modified, checksums, headers, tags";

  private final Pieces pieces;

  ObjectRows(Pieces pieces) {
    this.pieces = pieces;
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
      Tags tags) {}

  Optional<StoredObject> find(Transaction transaction, String bucket, String key) {
    return transaction.one(
        "select " + COLUMNS + " from s3_object where bucket = ? and key = ?",
        ObjectRows::read,
        bucket,
        Keys.bytes(key));
  }

  /// Puts an object in the place of the one that has its key.
  void put(Transaction transaction, StoredObject object) {
    remove(transaction, object.bucket(), object.key());
    transaction.update(
        "insert into s3_object(" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        object.bucket(),
        Keys.bytes(object.key()),
        object.content(),
        object.size(),
        object.eTag(),
        object.modified(),
        object.checksums().json(),
        object.headers().json(),
        Json.of(object.tags().values()));
  }

  /// The object that is gone now; empty where there was none.
  Optional<StoredObject> remove(Transaction transaction, String bucket, String key) {
    var old = find(transaction, bucket, key);
    old.ifPresent(object -> {
      transaction.update(
          "delete from s3_object where bucket = ? and key = ?", bucket, Keys.bytes(key));
      pieces.remove(transaction, object.content());
    });
    return old;
  }

  void tag(Transaction transaction, StoredObject object, Tags tags) {
    transaction.update(
        "update s3_object set tags = ? where bucket = ? and key = ?",
        Json.of(tags.values()),
        object.bucket(),
        Keys.bytes(object.key()));
  }

  /// The first objects whose keys are `from` or later and before `end`, in the order of their
  /// bytes.
  static List<StoredObject> between(
      Transaction transaction, String bucket, byte[] from, byte[] end, int most) {
    return transaction.all(
        "select "
            + COLUMNS
            + " from s3_object where bucket = ? and key >= ? and key < ? order by key limit ?",
        ObjectRows::read,
        bucket,
        from,
        end,
        most);
  }

  static boolean any(Transaction transaction, String bucket) {
    return transaction.exists("select 1 from s3_object where bucket = ? limit 1", bucket);
  }

  private static StoredObject read(Row row) {
    return new StoredObject(
        row.text("bucket"),
        Keys.text(row.bytes("key")),
        row.number("content"),
        row.number("size"),
        row.text("etag"),
        row.instant("modified"),
        Checksums.ofJson(row.text("checksums")),
        Kept.ofJson(row.text("headers")),
        new Tags(Json.map(row.text("tags"))));
  }
}
