package dev.safelight.cloud.audit;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.policy.Query;
import java.util.List;

/// What the decisions of one call were made from, complete: each can be made again, whatever has
/// become of the policies, the caller and the resource since.
///
/// @param asked the questions, in the order of the record's decisions
@SuppressWarnings("exports") // the package is exported for its records; this one is not for outside
public record Evidence(List<Asked> asked) {
  public Evidence {
    asked = List.copyOf(asked);
  }

  /// One question as the engine got it.
  ///
  /// @param policies the query's policies with their documents, in the same order
  public record Asked(Query query, List<Applied> policies) {
    public Asked {
      policies = List.copyOf(policies);
    }
  }
}
