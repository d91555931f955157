package dev.safelight.policy;
import java.util.List;
/// D.
public sealed interface Decision {
  record Deciding(PolicyType type, String policy, String statement, int line) {}
  record Allowed(List<Deciding> by) implements Decision {}
  sealed interface Denied extends Decision {}
  record ExplicitlyDenied(PolicyType blamed, Deciding by) implements Denied {}
  record ImplicitlyDenied(PolicyType missing) implements Denied {}
}
