package dev.safelight.cloud.authorise;

import dev.safelight.policy.Attached;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.document.Policy;

/// A policy that takes part in a decision, with the document it was read from: what an audit record
/// has to name to be understood later.
///
/// @param place the ARN of a managed policy, or of what another policy hangs on; empty where there
///   is none
public record Applied(Attached policy, Document document, String place) {
  /// A policy that nobody put and that allows nothing, such as the trust policy of a role that does
  /// not exist.
  ///
  /// @param name as explanations show it
  public static Applied nothing(PolicyType type, String name, String place) {
    return new Applied(
        new Attached(type, name, new Policy(Policy.VERSION, "", java.util.List.of())),
        Document.of("{\"Version\":\"2012-10-17\",\"Statement\":[]}"),
        place);
  }
}
