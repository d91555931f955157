package dev.safelight.cloud.s3;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rows of multipart uploads and of their parts. Thread-safe.
final class Uploads {
  private static final String COLUMNS =
      "id, bucket, key, initiator, created, algorithm, type, headers, tags";

  private static final String PARTS =
      "select number, content, size, etag, modified, checksums from s3_part where upload = ?";

  private final Pieces pieces;

  Uploads(Pieces pieces) {
    this.pieces = pieces;
  }

  /// @param initiator the ARN of who began it
  /// @param algorithm of the checksum that was chosen; empty where none was
  /// @param type `COMPOSITE` or `FULL_OBJECT`
  record Upload(
      String id,
      String bucket,
      String key,
      String initiator,
      Instant created,
      String algorithm,
      String type,
      Kept headers,
      Tags tags) {
    /// The checksum that the whole object will have.
    ChecksumAlgorithm checksum() {
      return algorithm.isEmpty()
          ? ChecksumAlgorithm.CRC64NVME
          : ChecksumAlgorithm.valueOf(algorithm);
    }
  }

  record Part(
      int number, long content, long size, String eTag, Instant modified, Checksums checksums) {}

  void begin(Transaction transaction, Upload upload) {
    transaction.update(
        "insert into s3_upload(" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        upload.id(),
        upload.bucket(),
        Keys.bytes(upload.key()),
        upload.initiator(),
        upload.created(),
        upload.algorithm(),
        upload.type(),
        upload.headers().json(),
        Json.of(upload.tags().values()));
  }

  Upload require(Transaction transaction, String bucket, String key, String id) {
    Optional<Upload> found =
        transaction.one(
            "select " + COLUMNS + " from s3_upload where id = ? and bucket = ? and key = ?",
            Uploads::read,
            id,
            bucket,
            Keys.bytes(key));
    return found.orElseThrow(() -> Faults.noSuchUpload(id));
  }

  static List<Upload> of(Transaction transaction, String bucket) {
    return transaction.all(
        "select " + COLUMNS + " from s3_upload where bucket = ? order by key, id",
        Uploads::read,
        bucket);
  }

  void put(Transaction transaction, Upload upload, Part part) {
    transaction
        .one(PARTS + " and number = ?", Uploads::readPart, upload.id(), part.number())
        .ifPresent(old -> remove(transaction, upload, old));
    transaction.update(
        "insert into s3_part(upload, number, content, size, etag, modified, checksums) values"
            + " (?, ?, ?, ?, ?, ?, ?)",
        upload.id(),
        part.number(),
        part.content(),
        part.size(),
        part.eTag(),
        part.modified(),
        part.checksums().json());
  }

  List<Part> parts(Transaction transaction, Upload upload) {
    return transaction.all(PARTS + " order by number", Uploads::readPart, upload.id());
  }

  /// Forgets an upload and all its parts.
  void end(Transaction transaction, Upload upload) {
    parts(transaction, upload).forEach(part -> remove(transaction, upload, part));
    transaction.update("delete from s3_upload where id = ?", upload.id());
  }

  private void remove(Transaction transaction, Upload upload, Part part) {
    transaction.update(
        "delete from s3_part where upload = ? and number = ?", upload.id(), part.number());
    pieces.remove(transaction, part.content());
  }

  private static Part readPart(Row row) {
    return new Part(
        (int) row.number("number"),
        row.number("content"),
        row.number("size"),
        row.text("etag"),
        row.instant("modified"),
        Checksums.ofJson(row.text("checksums")));
  }

  private static Upload read(Row row) {
    return new Upload(
        row.text("id"),
        row.text("bucket"),
        Keys.text(row.bytes("key")),
        row.text("initiator"),
        row.instant("created"),
        row.text("algorithm"),
        row.text("type"),
        Kept.ofJson(row.text("headers")),
        new Tags(Json.map(row.text("tags"))));
  }
}
