package dev.safelight.cloud.authorise;

import dev.safelight.policy.PolicyType;

/// What Block Public Access does to a decision.
public final class PublicRestriction {
  private PublicRestriction() {}

  /// What `RestrictPublicBuckets` adds to a public bucket policy: nobody of another account but
  /// services. AWS: "Blocking public access to your Amazon S3 storage".
  ///
  /// @param arn of the bucket
  /// @param owner its account
  public static Applied of(Compiled compiled, String bucket, String arn, String owner) {
    return compiled.applied(
        PolicyType.RESOURCE,
        "RestrictPublicBuckets of " + bucket,
        arn,
        """
        {"Version": "2012-10-17", "Statement": {"Sid": "RestrictPublicBuckets", "Effect": "Deny",
         "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {
          "StringNotEquals": {"aws:PrincipalAccount": "%s"},
          "Bool": {"aws:PrincipalIsAWSService": "false"}}}}\
        """
            .formatted(owner));
  }
}
