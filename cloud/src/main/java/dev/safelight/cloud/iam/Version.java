package dev.safelight.cloud.iam;

import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/// A version of a managed policy. A policy's own row has the document that counts; rows of versions
/// are there once it has had a second one. Numbers are never used again: those that are gone keep
/// theirs, without their documents.
record Version(long number, String document, Instant created, boolean isDefault) {
  static final String SCHEMA =
      """
      create table if not exists iam_policy_version(
        account text not null, policy text not null, number integer not null, document text not null,
        created integer not null, standard integer not null, gone integer not null,
        primary key(account, policy, number)) strict
      """;

  /// The newest first.
  static List<Version> of(String account, ManagedPolicy policy, Transaction transaction) {
    var kept =
        transaction.all(
            "select * from iam_policy_version where account = ? and policy = ? and gone = 0"
                + " order by number desc",
            row ->
                new Version(
                    row.number("number"),
                    row.text("document"),
                    row.instant("created"),
                    row.number("standard") == 1),
            account,
            policy.arn());
    return kept.isEmpty()
        ? List.of(new Version(1, policy.document(), policy.created(), true))
        : kept;
  }

  /// The version that counts.
  static Version standard(String account, ManagedPolicy policy, Transaction transaction) {
    return of(account, policy, transaction).stream()
        .filter(Version::isDefault)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no version of " + policy.arn() + " counts"));
  }

  /// Keeps a new one, which does not count yet.
  static Version add(
      String account, ManagedPolicy policy, String document, Instant now, Transaction transaction) {
    var versions = of(account, policy, transaction);
    if (versions.size() == 1 && versions.getFirst().number() == 1) {
      // It may have no row yet.
      transaction.update(
          "insert or ignore into iam_policy_version(account, policy, number, document, created,"
              + " standard, gone) values (?, ?, 1, ?, ?, 1, 0)",
          account,
          policy.arn(),
          policy.document(),
          policy.created());
    }
    long last =
        transaction
            .one(
                "select max(number) as n from iam_policy_version where account = ? and policy = ?",
                row -> row.number("n"),
                account,
                policy.arn())
            .orElse(1L);
    var version = new Version(last + 1, document, now, false);
    transaction.update(
        "insert into iam_policy_version(account, policy, number, document, created, standard, gone)"
            + " values (?, ?, ?, ?, ?, 0, 0)",
        account,
        policy.arn(),
        version.number(),
        document,
        now);
    return version;
  }

  void count(String account, ManagedPolicy policy, Transaction transaction) {
    transaction.update(
        "update iam_policy_version set standard = (number = ?) where account = ? and policy = ?",
        number,
        account,
        policy.arn());
    transaction.update(
        "update iam_policy set document = ? where account = ? and arn = ?",
        document,
        account,
        policy.arn());
  }

  void remove(String account, ManagedPolicy policy, Transaction transaction) {
    transaction.update(
        "update iam_policy_version set gone = 1, document = '' where account = ? and policy = ?"
            + " and number = ?",
        account,
        policy.arn(),
        number);
  }

  static void removeAll(String account, ManagedPolicy policy, Transaction transaction) {
    transaction.update(
        "delete from iam_policy_version where account = ? and policy = ?", account, policy.arn());
  }

  String id() {
    return "v" + number;
  }

  /// As answers list it: without its document.
  PolicyVersion shape() {
    return PolicyVersion.builder()
        .versionId(id())
        .isDefaultVersion(isDefault)
        .createDate(created.truncatedTo(ChronoUnit.SECONDS))
        .build();
  }
}
