package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Owner;

/// The rows of buckets and of what is set about them.
final class Buckets {
  private Buckets() {}

  record Bucket(String name, String account, String region, Instant created) {
    String arn() {
      return Arns.bucket(name);
    }

    Owner owner() {
      return Buckets.owner(account);
    }
  }

  /// What a bucket's owner can set, by the name it is kept under.
  enum Setting {
    POLICY,
    POLICY_PRINCIPALS,
    PUBLIC_ACCESS_BLOCK,
    NOTIFICATION,
    VERSIONING,
    LIFECYCLE,
    CORS,
    TAGGING
  }

  static Optional<Bucket> find(Transaction transaction, String name) {
    return transaction.one(
        "select name, account, region, created from s3_bucket where name = ?", Buckets::read, name);
  }

  static List<Bucket> of(Transaction transaction, String account) {
    return transaction.all(
        "select name, account, region, created from s3_bucket where account = ? order by name",
        Buckets::read,
        account);
  }

  private static Bucket read(Row row) {
    return new Bucket(
        row.text("name"), row.text("account"), row.text("region"), row.instant("created"));
  }

  /// @param expectedOwner as `x-amz-expected-bucket-owner` has it; null where the client expects
  ///   nobody
  /// @throws Fault `NoSuchBucket`; `AccessDenied` where it belongs to somebody else than expected
  static Bucket require(Transaction transaction, String name, @Nullable String expectedOwner) {
    var bucket = find(transaction, name).orElseThrow(() -> Faults.noSuchBucket(name));
    if (expectedOwner != null && !expectedOwner.equals(bucket.account())) {
      throw Faults.accessDenied();
    }
    return bucket;
  }

  static Optional<String> setting(Transaction transaction, String bucket, Setting setting) {
    return transaction.one(
        "select document from s3_setting where bucket = ? and name = ?",
        row -> row.text("document"),
        bucket,
        setting.name());
  }

  static void set(Transaction transaction, String bucket, Setting setting, String document) {
    transaction.update(
        "insert into s3_setting(bucket, name, document) values (?, ?, ?) on conflict(bucket, name)"
            + " do update set document = excluded.document",
        bucket,
        setting.name(),
        document);
  }

  static void unset(Transaction transaction, String bucket, Setting setting) {
    transaction.update(
        "delete from s3_setting where bucket = ? and name = ?", bucket, setting.name());
  }

  /// An account's canonical user id: 64 hexadecimal digits that say nothing of the account.
  static Owner owner(String account) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256")
              .digest(("canonical user of " + account).getBytes(StandardCharsets.UTF_8));
      return Owner.builder().id(HexFormat.of().formatHex(digest)).build();
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
