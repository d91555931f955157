package dev.safelight.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One question: may this requester do this to that, given these policies? Immutable.
///
/// `action` is `service:Name`; `resource` an ARN, or `*` for actions that have none;
/// `resourceAccount` the twelve digits of the resource's owner. `policies` are all that apply to
/// the requester, the resource and the way between them; the engine gathers nothing by itself.
public record Query(
    Requester requester,
    String action,
    String resource,
    String resourceAccount,
    Context context,
    List<Attached> policies) {
  public Query {
    policies = List.copyOf(policies);
    @Nullable PolicyType onResource = null;
    for (var attached : policies) {
      if (attached.type().isOnResource()) {
        if (onResource != null && onResource != attached.type()) {
          throw new IllegalArgumentException(
              "policies of several types on the resource " + resource);
        }
        onResource = attached.type();
      }
    }
  }
}
