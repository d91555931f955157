package dev.safelight.policy;

import dev.safelight.policy.document.Statement;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements that allowed, put in order only when somebody looks; immutable.
final class Grants extends AbstractList<Deciding> {
  private final List<Attached> policies;

  /// For each policy the statement by which it allows; nobody writes to it any more.
  private final @Nullable Statement[] allowing;

  /// Whoever looks first fills it; two threads fill in the same.
  private @Nullable List<Deciding> ordered;

  Grants(List<Attached> policies, @Nullable Statement[] allowing) {
    this.policies = policies;
    this.allowing = allowing;
  }

  @Override
  public Deciding get(int index) {
    return ordered().get(index);
  }

  @Override
  public int size() {
    return ordered().size();
  }

  private List<Deciding> ordered() {
    var known = ordered;
    if (known == null) {
      var all = new ArrayList<Deciding>();
      for (var type : PolicyType.values()) {
        addTo(all, type);
      }
      known = List.copyOf(all);
      ordered = known;
    }
    return known;
  }

  /// The first of each level. Of those on the resource the last one names the requester most
  /// closely: only a closer one is noted behind another.
  private void addTo(List<Deciding> all, PolicyType type) {
    long levels = 0;
    @Nullable Deciding closest = null;
    for (int i = 0; i < allowing.length; i++) {
      var attached = policies.get(i);
      var statement = allowing[i];
      if (attached.type() == type && statement != null) {
        var deciding = Deciding.of(attached, statement);
        if (type.isOnResource()) {
          closest = deciding;
        } else if ((levels & 1L << attached.level()) == 0) {
          levels |= 1L << attached.level();
          all.add(deciding);
        }
      }
    }
    if (closest != null) {
      all.add(closest);
    }
  }
}
