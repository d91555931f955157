package dev.safelight.cloud.safelight;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.List;
import java.util.regex.Pattern;

/// What can be asked. Nothing here changes anything.
public sealed interface SafelightOperation extends Operation {
  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// Why a call was decided as it was.
  ///
  /// @param requestId empty for the latest
  /// @param denied whether only denied calls are meant, where the latest is
  record ExplainDecision(String region, String account, String requestId, boolean denied)
      implements SafelightOperation {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,128}");

    public ExplainDecision {
      if (!requestId.isEmpty() && !ID.matcher(requestId).matches()) {
        throw Input.invalid(
            "requestId must be 1 to 128 letters, digits and hyphens, as answers carry it in x-amz-request-id or x-amzn-RequestId");
      }
      if (!requestId.isEmpty() && denied) {
        throw Input.invalid("denied goes with latest, not with a requestId");
      }
    }

    @Override
    public List<Access> needs() {
      // The latest may turn out to be any.
      var which = requestId.isEmpty() ? "*" : requestId;
      return List.of(
          Access.to(
              "safelight:ExplainDecision",
              "arn:aws:safelight:%s:%s:decision/%s".formatted(region, account, which)));
    }
  }

  /// The audit trail.
  ///
  /// @param after only records after this one; negative for the newest
  /// @param most how many at the most
  /// @param denied only calls that were denied
  /// @param own also what was asked of this service and answered
  record LookUpRecords(long after, int most, boolean denied, boolean own)
      implements SafelightOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("safelight:LookUpRecords", "*"));
    }
  }

  /// Who may perform an action on a resource.
  record FindPrincipals(String account, String action, String resource)
      implements SafelightOperation {
    private static final Pattern ACTION = Pattern.compile("[a-z0-9-]{1,64}:[A-Za-z0-9]{1,128}");
    private static final Pattern ARN =
        Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{0,12}:.{1,2048}");

    public FindPrincipals {
      if (!ACTION.matcher(action).matches()) {
        throw Input.invalid(
            "the action must be one action such as s3:GetObject, was \"%s\"".formatted(action));
      }
      if (!ARN.matcher(resource).matches()) {
        throw Input.invalid("the resource must be an ARN, was \"%s\"".formatted(resource));
      }
      if (resource.contains("*") || resource.contains("?")) {
        throw Input.invalid(
            "the resource must be one resource, not a pattern: a policy can allow some of what \"%s\" means and not the rest"
                .formatted(resource));
      }
    }

    @Override
    public List<Access> needs() {
      return List.of(Access.to("safelight:FindPrincipals", "*"));
    }
  }
}
