package dev.safelight.policy;

import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.document.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the policies of a query say, before anything is combined.
///
/// One pass over the statements that may apply. It looks at none that can change nothing: at no
/// Allow where a Deny was found or the policy allows already, at no Deny behind one that AWS would
/// name before it.
final class Findings {
  private final Query query;

  /// For each policy of the query the statement that allows. Where it hangs on the resource, the
  /// one that names the requester most closely.
  private final @Nullable Statement[] allowing;

  /// A bit for each type of policy that is there, and for each that allows.
  private int present;

  private int open;

  private @Nullable Deciding denial;
  private Naming naming = Naming.NOBODY;
  private PolicyType onResource = PolicyType.RESOURCE;

  private Findings(Query query) {
    this.query = query;
    this.allowing = new @Nullable Statement[query.policies().size()];
  }

  static Findings of(Query query) {
    var findings = new Findings(query);
    var fit = new Fit(query);
    var policies = query.policies();
    for (int i = 0; i < policies.size(); i++) {
      var attached = policies.get(i);
      if (fit.concerns(attached.type())) {
        findings.look(i, attached, fit);
      }
    }
    return findings;
  }

  private void look(int policy, Attached attached, Fit fit) {
    present |= bit(attached.type());
    if (attached.type().isOnResource()) {
      onResource = attached.type();
    }
    var near = fit.near(attached.policy());
    for (int i = 0; i < near.size(); i++) {
      var statement = near.get(i);
      switch (statement.effect()) {
        case DENY -> {
          if (isNamedFirst(attached.type()) && fit.whole(statement) != Truth.NO) {
            denial = Deciding.of(attached, statement);
          }
        }
        case ALLOW -> {
          if (denial == null && couldMatter(policy, attached.type())) {
            allow(policy, attached.type(), statement, fit);
          }
        }
      }
    }
  }

  private boolean isNamedFirst(PolicyType type) {
    return denial == null || type.isBlamedBefore(denial.type());
  }

  /// One statement of each policy is enough, except where another names the requester more closely.
  private boolean couldMatter(int policy, PolicyType type) {
    return type.isOnResource() ? naming != Naming.EVERYONE : allowing[policy] == null;
  }

  private void allow(int policy, PolicyType type, Statement statement, Fit fit) {
    if (fit.whole(statement) != Truth.YES) {
      return;
    }
    if (type.isOnResource()) {
      var closeness = fit.naming(statement);
      if (closeness.compareTo(naming) <= 0) {
        return;
      }
      naming = closeness;
    }
    open |= bit(type);
    allowing[policy] = statement;
  }

  @SuppressWarnings("EnumOrdinal") // never leaves this object
  private static int bit(PolicyType type) {
    return 1 << type.ordinal();
  }

  /// The Deny that applies, or of several the one that AWS names; null when none does.
  @Nullable Deciding denial() {
    return denial;
  }

  boolean has(PolicyType type) {
    return (present & bit(type)) != 0;
  }

  /// Whether any policy of this type allows.
  boolean opens(PolicyType type) {
    return (open & bit(type)) != 0;
  }

  /// Whether policies of this type are there and one level of them does not allow.
  boolean closes(PolicyType type) {
    if (!has(type)) {
      return false;
    }
    long there = 0;
    long allows = 0;
    for (int i = 0; i < allowing.length; i++) {
      var attached = query.policies().get(i);
      if (attached.type() == type) {
        there |= 1L << attached.level();
        allows |= allowing[i] == null ? 0 : 1L << attached.level();
      }
    }
    return there != allows;
  }

  /// The closest naming by which a policy on the resource lets the requester in.
  Naming naming() {
    return naming;
  }

  /// Which type of policy hangs on the resource.
  PolicyType onResource() {
    return onResource;
  }

  /// One statement per type and level that allowed; grants before the limits on them. Found when it
  /// is asked for.
  List<Deciding> grants() {
    return new Grants(query.policies(), allowing);
  }
}
