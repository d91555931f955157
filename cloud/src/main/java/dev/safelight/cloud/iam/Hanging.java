package dev.safelight.cloud.iam;

import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/// What hangs on a user or a role: inline policies, which are its own, and managed ones, which
/// others share.
record Hanging(Documents documents, Policies policies) {
  private static final int MOST_ATTACHED = 10;

  /// An inline policy.
  record Inline(String name, String document) {}

  static List<Inline> inline(Entity owner, Transaction transaction) {
    return transaction.all(
        "select name, document from iam_inline where account = ? and kind = ? and owner = ? order by name",
        row -> new Inline(row.text("name"), row.text("document")),
        owner.account(),
        owner.kind().word(),
        owner.name());
  }

  /// The ARNs of attached policies.
  static List<String> attached(Entity owner, Transaction transaction) {
    return transaction.all(
        "select policy from iam_attachment where account = ? and kind = ? and owner = ? order by policy",
        row -> row.text("policy"),
        owner.account(),
        owner.kind().word(),
        owner.name());
  }

  /// Checks that nothing hangs on what is to be deleted.
  ///
  /// @throws dev.safelight.cloud.call.Fault `DeleteConflict` where something hangs on it still
  static void requireNone(Entity owner, Transaction transaction) {
    if (!attached(owner, transaction).isEmpty()) {
      throw Faults.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!inline(owner, transaction).isEmpty()) {
      throw Faults.deleteConflict("Cannot delete entity, must delete policies first.");
    }
  }

  void put(Entity owner, String name, @Nullable String document, Transaction transaction) {
    var text = documents.check(PolicyType.IDENTITY, document, "PolicyDocument");
    int others =
        inline(owner, transaction).stream()
            .filter(policy -> !policy.name().equals(name))
            .mapToInt(policy -> Documents.size(policy.document()))
            .sum();
    int most = owner.kind().inlineSize();
    if (others + Documents.size(text) > most) {
      throw Faults.limitExceeded(
          "Maximum policy size of %d bytes exceeded for %s %s"
              .formatted(most, owner.kind().word(), owner.name()));
    }
    transaction.update(
        "insert into iam_inline(account, kind, owner, name, document) values (?, ?, ?, ?, ?)"
            + " on conflict(account, kind, owner, name) do update set document = excluded.document",
        owner.account(),
        owner.kind().word(),
        owner.name(),
        name,
        text);
  }

  static Inline get(Entity owner, String name, Transaction transaction) {
    return inline(owner, transaction).stream()
        .filter(policy -> policy.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            Faults.noSuchEntity(
                "The %s policy with name %s cannot be found."
                    .formatted(owner.kind().word(), name)));
  }

  static void delete(Entity owner, String name, Transaction transaction) {
    var policy = get(owner, name, transaction);
    transaction.update(
        "delete from iam_inline where account = ? and kind = ? and owner = ? and name = ?",
        owner.account(),
        owner.kind().word(),
        owner.name(),
        policy.name());
  }

  /// Attaching twice changes nothing.
  void attach(Entity owner, String arn, Transaction transaction) {
    if (policies.find(owner.account(), arn, transaction).isEmpty()) {
      throw Faults.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }
    var attached = attached(owner, transaction);
    if (attached.contains(arn)) {
      return;
    }
    if (attached.size() >= MOST_ATTACHED) {
      throw Faults.limitExceeded(
          "Cannot exceed quota for PoliciesPer%s: %d"
              .formatted(owner.kind().capital(), MOST_ATTACHED));
    }
    transaction.update(
        "insert into iam_attachment(account, kind, owner, policy) values (?, ?, ?, ?)",
        owner.account(),
        owner.kind().word(),
        owner.name(),
        arn);
  }

  static void detach(Entity owner, String arn, Transaction transaction) {
    int gone =
        transaction.update(
            "delete from iam_attachment where account = ? and kind = ? and owner = ? and policy = ?",
            owner.account(),
            owner.kind().word(),
            owner.name(),
            arn);
    if (gone == 0) {
      throw Faults.noSuchEntity("Policy " + arn + " was not found.");
    }
  }

  /// A page of attached policies, by ARN.
  Page<AttachedPolicy> page(
      Entity owner,
      String prefix,
      @Nullable Integer most,
      @Nullable String marker,
      Transaction transaction) {
    var shapes =
        attached(owner, transaction).stream()
            .flatMap(arn -> policies.find(owner.account(), arn, transaction).stream())
            .filter(policy -> policy.path().startsWith(prefix))
            .map(policy ->
                AttachedPolicy.builder().policyName(policy.name()).policyArn(policy.arn()).build())
            .toList();
    return Page.of(shapes, AttachedPolicy::policyArn, most, marker);
  }

  /// A page of the names of inline policies.
  static Page<String> names(
      Entity owner, @Nullable Integer most, @Nullable String marker, Transaction transaction) {
    return Page.of(
        inline(owner, transaction).stream().map(Inline::name).toList(), name -> name, most, marker);
  }
}
