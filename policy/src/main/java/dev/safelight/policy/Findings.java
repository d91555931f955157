package dev.safelight.policy;

import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.document.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the policies of a query say, type by type, before anything is combined.
final class Findings {
  /// What the policies of one type say. A bit per level: those that have policies, those that
  /// allow.
  private static final class Voice {
    private long present;
    private long open;
    private @Nullable Deciding denial;
    private List<Deciding> grants = List.of();
  }

  private static final Voice SILENT = new Voice();

  private final Map<PolicyType, Voice> voices = new EnumMap<>(PolicyType.class);
  private boolean denied;
  private Naming naming = Naming.NOBODY;
  private PolicyType onResource = PolicyType.RESOURCE;

  private Findings() {}

  static Findings of(Query query) {
    var findings = new Findings();
    var fit = new Fit(query);
    for (var attached : query.policies()) {
      if (fit.concerns(attached.type())) {
        findings.add(attached, fit);
      }
    }
    return findings;
  }

  private void add(Attached attached, Fit fit) {
    var voice = voices.computeIfAbsent(attached.type(), _ -> new Voice());
    voice.present |= bit(attached);
    if (attached.type().isOnResource()) {
      onResource = attached.type();
    }
    var near = fit.near(attached.policy());
    for (int i = 0; i < near.size(); i++) {
      var statement = near.get(i);
      var fits = fit.whole(statement);
      switch (statement.effect()) {
        case DENY -> {
          if (fits != Truth.NO && voice.denial == null) {
            voice.denial = Deciding.of(attached, statement);
            denied = true;
          }
        }
        case ALLOW -> {
          if (fits == Truth.YES) {
            grant(voice, attached, statement, fit);
          }
        }
      }
    }
  }

  private void grant(Voice voice, Attached attached, Statement statement, Fit fit) {
    var closer = attached.type().isOnResource() && fit.naming(statement).compareTo(naming) > 0;
    if (closer) {
      naming = fit.naming(statement);
      voice.grants = List.of();
    }
    if (closer || (voice.open & bit(attached)) == 0) {
      voice.grants = with(voice.grants, List.of(Deciding.of(attached, statement)));
    }
    voice.open |= bit(attached);
  }

  private static long bit(Attached attached) {
    return 1L << attached.level();
  }

  private Voice voice(PolicyType type) {
    return voices.getOrDefault(type, SILENT);
  }

  /// Whether any Deny applies.
  boolean isDenied() {
    return denied;
  }

  /// The first Deny of this type that applies.
  Optional<Deciding> denial(PolicyType type) {
    return Optional.ofNullable(voice(type).denial);
  }

  boolean has(PolicyType type) {
    return voices.containsKey(type);
  }

  /// Whether any policy of this type allows.
  boolean opens(PolicyType type) {
    return voice(type).open != 0;
  }

  /// Whether policies of this type are there and one level of them does not allow.
  boolean closes(PolicyType type) {
    return voice(type).present != voice(type).open;
  }

  /// The closest naming by which a policy on the resource lets the requester in.
  Naming naming() {
    return naming;
  }

  /// Which type of policy hangs on the resource.
  PolicyType onResource() {
    return onResource;
  }

  /// One statement per type and level that allowed; grants before the limits on them.
  List<Deciding> grants() {
    var all = List.<Deciding>of();
    for (var voice : voices.values()) {
      all = with(all, voice.grants);
    }
    return all;
  }

  /// Lists of one and two, which is nearly all there are, in their small form.
  private static List<Deciding> with(List<Deciding> some, List<Deciding> more) {
    if (some.isEmpty() || more.isEmpty()) {
      return some.isEmpty() ? more : some;
    }
    if (some.size() == 1 && more.size() == 1) {
      return List.of(some.getFirst(), more.getFirst());
    }
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
