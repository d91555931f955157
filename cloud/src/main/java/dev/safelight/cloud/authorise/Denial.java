package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Access;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.ResourceWords;

/// A denied access: what was asked, and why it is denied.
public record Denial(Access access, Query query, Decision.Denied why) {
  /// AWS's sentence; empty for anonymous callers, who are told nothing. AWS: "Troubleshoot access
  /// denied error messages".
  public String message(boolean quotesResource) {
    if (query.requester() instanceof Requester.Anonymous) {
      return "";
    }
    return why.message(query, quotesResource ? ResourceWords.QUOTED : ResourceWords.PLAIN);
  }
}
