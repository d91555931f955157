package dev.safelight.policy;

/// AWS's sentences for a denied caller.
///
/// AWS: "Troubleshoot access denied error messages" and S3's "Troubleshoot access denied (403
/// Forbidden) errors", checked 2026-11.
final class Wording {
  private Wording() {}

  static String of(Decision.Denied denied, Query query, ResourceWords words) {
    if (query.requester() instanceof Requester.Anonymous) {
      // A stranger learns nothing about policies.
      return "Access Denied";
    }
    return "User: "
        + query.requester().arn()
        + " is not authorized to perform: "
        + query.action()
        + resource(query, words)
        + " "
        + reason(denied, query);
  }

  private static String resource(Query query, ResourceWords words) {
    return switch (words) {
      case PLAIN -> " on resource: " + query.resource();
      case QUOTED ->
          query.resource().equals("*") ? "" : " on resource: \"" + query.resource() + "\"";
      case OMITTED -> "";
    };
  }

  private static String reason(Decision.Denied denied, Query query) {
    return switch (denied) {
      case Decision.ExplicitlyDenied(var blamed, _) ->
          "with an explicit deny in " + blamed.withArticle();
      case Decision.ImplicitlyDenied(var missing) ->
          // AWS reports what no service control policy allows as if one denied it.
          missing == PolicyType.SERVICE_CONTROL
              ? "with an explicit deny in " + missing.withArticle()
              : "because no " + missing.words() + " allows the " + query.action() + " action";
    };
  }
}
