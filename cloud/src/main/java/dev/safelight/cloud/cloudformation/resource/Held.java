package dev.safelight.cloud.cloudformation.resource;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The policies that a user, role or group says itself: inline ones (`Policies`) and managed ones
/// (`ManagedPolicyArns`). Only these are removed: what somebody else hung there stays, and IAM then
/// refuses to delete its holder.
///
/// @param inline documents by name
record Held(Map<String, String> inline, Set<String> managed) {
  private static final Held NONE = new Held(Map.of(), Set.of());

  /// The properties, for `actsOn`.
  static final Set<String> PROPERTIES =
      Set.of("Policies", "Policies.PolicyName", "Policies.PolicyDocument", "ManagedPolicyArns");

  static Held by(Properties properties) {
    var inline = new LinkedHashMap<String, String>();
    properties
        .parts("Policies")
        .forEach(policy ->
            inline.put(
                policy.required("PolicyName"), policy.document("PolicyDocument").orElse("")));
    return new Held(inline, new LinkedHashSet<>(properties.texts("ManagedPolicyArns")));
  }

  void hang(Holder holder, Calls calls) {
    hang(holder, NONE, calls);
  }

  /// What is new first: an update never leaves a holder with less than both want.
  void hang(Holder holder, Held before, Calls calls) {
    inline.forEach((name, document) -> {
      if (!document.equals(before.inline.get(name))) {
        calls.call(holder.put(name, document));
      }
    });
    managed.stream()
        .filter(arn -> !before.managed.contains(arn))
        .forEach(arn -> calls.call(holder.attach(arn)));
    before.inline.keySet().stream()
        .filter(name -> !inline.containsKey(name))
        .forEach(name -> Gone.isFine(calls, holder.delete(name)));
    before.managed.stream()
        .filter(arn -> !managed.contains(arn))
        .forEach(arn -> Gone.isFine(calls, holder.detach(arn)));
  }

  void remove(Holder holder, Calls calls) {
    NONE.hang(holder, this, calls);
  }
}
