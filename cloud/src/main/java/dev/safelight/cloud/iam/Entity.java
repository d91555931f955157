package dev.safelight.cloud.iam;

import dev.safelight.cloud.store.Row;
import dev.safelight.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.Tag;

/// A user, a role or a group as it is kept.
///
/// @param id unique for ever: a name that is used again has another
/// @param boundary the ARN of its permissions boundary; empty where it has none
/// @param trust a role's trust policy as it was put; empty for others
/// @param longest a role's longest session in seconds; 0 for others
record Entity(
    Kind kind,
    String account,
    String path,
    String name,
    String id,
    Instant created,
    String boundary,
    String trust,
    String description,
    long longest) {
  String arn() {
    return kind.arn(account, path, name);
  }

  static Optional<Entity> find(Transaction transaction, Kind kind, String account, String name) {
    return transaction.one(
        "select * from iam_principal where account = ? and kind = ? and name = ?",
        row -> read(kind, row),
        account,
        kind.word(),
        name);
  }

  /// The user or role of a name.
  ///
  /// @throws dev.safelight.cloud.call.Fault `NoSuchEntity`
  static Entity require(Transaction transaction, Kind kind, String account, String name) {
    return find(transaction, kind, account, name).orElseThrow(() -> kind.missing(name));
  }

  /// All of an account whose path begins so, by name.
  static List<Entity> all(Transaction transaction, Kind kind, String account, String prefix) {
    return transaction
        .all(
            "select * from iam_principal where account = ? and kind = ? order by name",
            row -> read(kind, row),
            account,
            kind.word())
        .stream()
        .filter(entity -> entity.path().startsWith(prefix))
        .toList();
  }

  private static Entity read(Kind kind, Row row) {
    return new Entity(
        kind,
        row.text("account"),
        row.text("path"),
        row.text("name"),
        row.text("id"),
        row.instant("created"),
        row.text("boundary"),
        row.text("trust"),
        row.text("description"),
        row.number("longest"));
  }

  /// Keeps a new user or role.
  ///
  /// @throws dev.safelight.cloud.call.Fault `EntityAlreadyExists`, in whatever case the name is
  ///   spelt
  void insert(Transaction transaction, List<Tag> tags) {
    if (transaction.exists(
        "select 1 from iam_principal where account = ? and kind = ? and name = ? collate nocase",
        account,
        kind.word(),
        name)) {
      throw Faults.alreadyExists(kind.capital() + " with name " + name + " already exists.");
    }
    transaction.update(
        "insert into iam_principal(account, kind, name, path, id, created, boundary, trust, description,"
            + " longest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        account,
        kind.word(),
        name,
        path,
        id,
        created,
        boundary,
        trust,
        description,
        longest);
    Tags.put(account, id, tags, transaction);
  }

  void delete(Transaction transaction) {
    Tags.removeAll(account, id, transaction);
    transaction.update(
        "delete from iam_principal where account = ? and kind = ? and name = ?",
        account,
        kind.word(),
        name);
  }

  /// Sets or, with an empty ARN, takes away the permissions boundary.
  void bound(Transaction transaction, String arn) {
    transaction.update(
        "update iam_principal set boundary = ? where account = ? and kind = ? and name = ?",
        arn,
        account,
        kind.word(),
        name);
  }

  void describe(Transaction transaction, String text) {
    transaction.update(
        "update iam_principal set description = ? where account = ? and kind = ? and name = ?",
        text,
        account,
        kind.word(),
        name);
  }

  /// Sets a role's longest session, in seconds.
  void limit(Transaction transaction, long seconds) {
    transaction.update(
        "update iam_principal set longest = ? where account = ? and kind = ? and name = ?",
        seconds,
        account,
        kind.word(),
        name);
  }

  Map<String, String> tags(Transaction transaction) {
    return Tags.of(account, id, transaction);
  }

  List<Tag> tagShapes(Transaction transaction) {
    return Tags.shapes(tags(transaction));
  }

  Optional<AttachedPermissionsBoundary> boundaryShape() {
    return boundary.isEmpty()
        ? Optional.empty()
        : Optional.of(
            AttachedPermissionsBoundary.builder()
                .permissionsBoundaryType("Policy")
                .permissionsBoundaryArn(boundary)
                .build());
  }
}
