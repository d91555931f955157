package dev.safelight.policy.catalogue;

import java.util.List;

/// A kind of resource, such as S3's `object`, with the form of its ARN,
/// `arn:${Partition}:s3:::${BucketName}/${ObjectName}`, and the condition keys that come with it;
/// immutable.
public record ResourceType(String name, String arn, List<ConditionKey> keys) {
  public ResourceType {
    keys = List.copyOf(keys);
  }

  /// Whether some resource of this type can match what a policy writes in `Resource`; `variables`
  /// tells whether the document's version knows policy variables, which may then be anything.
  public boolean canFit(String pattern, boolean variables) {
    return Overlap.ofResource(pattern, variables, arn);
  }
}
