package dev.safelight.cloud.s3;

import dev.safelight.cloud.store.Transaction;
import java.util.List;

/// S3's tables. Keys are BLOBs: SQLite compares them byte by byte, which is S3's order, and a NUL
/// in one is a byte like another.
final class Schema {
  static final List<String> STATEMENTS =
      List.of(
          "create table if not exists s3_bucket(name text primary key, account text not null,"
              + " region text not null, created integer not null) strict",
          "create table if not exists s3_setting(bucket text not null, name text not null, document"
              + " text not null, primary key(bucket, name)) strict, without rowid",
          // Each version of each key. `current` follows from the ordinals; it is kept so that an
          // index can leave out everything that a listing does not show.
          "create table if not exists s3_object(bucket text not null, key blob not null, ordinal"
              + " integer not null, version text not null, current integer not null, marker integer"
              + " not null, content integer not null, size integer not null, etag text not null,"
              + " modified integer not null, checksums text not null, headers text not null, tags"
              + " text not null, primary key(bucket, key, ordinal desc)) strict, without rowid",
          "create unique index if not exists s3_object_version on s3_object(bucket, key, version)",
          "create unique index if not exists s3_object_current on s3_object(bucket, key) where"
              + " current = 1 and marker = 0",
          "create table if not exists s3_upload(id text primary key, bucket text not null, key blob"
              + " not null, initiator text not null, created integer not null, algorithm text not"
              + " null, type text not null, headers text not null, tags text not null) strict",
          "create index if not exists s3_upload_key on s3_upload(bucket, key, id)",
          "create table if not exists s3_part(upload text not null, number integer not null, content"
              + " integer not null, size integer not null, etag text not null, modified integer not"
              + " null, checksums text not null, primary key(upload, number)) strict, without rowid",
          // What an object or a part consists of. Copies and completed uploads share files.
          "create table if not exists s3_piece(content integer not null, position integer not null,"
              + " part integer not null, file text not null, start integer not null, length integer"
              + " not null, primary key(content, position)) strict, without rowid",
          "create index if not exists s3_piece_file on s3_piece(file)",
          "create table if not exists s3_sequence(id integer primary key, value integer not null)"
              + " strict");

  private Schema() {}

  /// The next of a rising row of numbers that is never used twice.
  static long next(Transaction transaction) {
    transaction.update(
        "insert into s3_sequence(id, value) values (1, 1) on conflict(id) do update set value ="
            + " value + 1");
    return transaction
        .one("select value from s3_sequence where id = 1", row -> row.number("value"))
        .orElseThrow();
  }
}
