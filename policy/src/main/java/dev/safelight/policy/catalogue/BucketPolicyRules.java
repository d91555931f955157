package dev.safelight.policy.catalogue;

import dev.safelight.policy.document.Actions;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What S3 refuses in a bucket policy that IAM would take anywhere else, in S3's words.
///
/// Stateless, safe from any thread. AWS: "Bucket policies for Amazon S3" and what PutBucketPolicy
/// answers, `MalformedPolicy`.
public final class BucketPolicyRules {
  private static final String INVALID_ACTION = "Policy has invalid action";
  private static final String UNMET = "Action does not apply to any resource(s) in statement";
  private static final String INAPPLICABLE =
      "Conditions do not apply to combination of actions and resources in statement";

  private final Service s3;
  private final boolean variables;

  private BucketPolicyRules(Service s3, boolean variables) {
    this.s3 = s3;
    this.variables = variables;
  }

  /// The message of S3's refusal; empty where it takes the policy.
  public static Optional<String> refusal(Policy policy) {
    var s3 = Catalogue.snapshot().service("s3").orElseThrow();
    var rules = new BucketPolicyRules(s3, policy.version().equals(Policy.VERSION));
    return policy.statements().stream()
        .flatMap(statement -> rules.refusal(statement).stream())
        .findFirst();
  }

  private Optional<String> refusal(Statement statement) {
    var meant = statement.actions().patterns().stream().map(s3::matching).toList();
    if (meant.stream().anyMatch(List::isEmpty)) {
      return Optional.of(INVALID_ACTION);
    }
    if (!(statement.actions() instanceof Actions.Only)
        || !(statement.resources() instanceof Resources.Only(var patterns))) {
      return Optional.empty();
    }
    var resources = patterns.stream().map(Object::toString).toList();
    if (!meant.stream()
        .allMatch(actions -> actions.stream().anyMatch(it -> meets(it, resources)))) {
      return Optional.of(UNMET);
    }
    // One action that lacks the key is enough: s3:prefix beside s3:GetBucketAcl is refused though
    // s3:ListBucket knows it. A wildcard needs one action that has it.
    var apply =
        statement.conditions().stream()
            .map(condition -> condition.key().toString())
            .filter(BucketPolicyRules::isOwn)
            .allMatch(key ->
                meant.stream()
                    .allMatch(actions ->
                        actions.stream()
                            .anyMatch(it -> meets(it, resources) && supports(it, key))));
    return apply ? Optional.empty() : Optional.of(INAPPLICABLE);
  }

  private boolean meets(Action action, List<String> resources) {
    return resources.stream().anyMatch(resource -> action.canFit(resource, variables));
  }

  /// `aws:` keys come with every request.
  private static boolean isOwn(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith("s3:");
  }

  private boolean supports(Action action, String key) {
    return s3.key(key).filter(action.keys()::contains).isPresent();
  }
}
