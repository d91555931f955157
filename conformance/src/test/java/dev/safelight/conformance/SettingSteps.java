package dev.safelight.conformance;

import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;

/// What is set about how a bucket keeps its objects.
final class SettingSteps {
  private final Steps steps;
  private final String bucket;

  SettingSteps(Steps steps, String bucket) {
    this.steps = steps;
    this.bucket = bucket;
  }

  void add() {
    steps.add(
        "s3:PutBucketVersioning",
        by ->
            by.s3()
                .putBucketVersioning(v ->
                    v.bucket(bucket)
                        .versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED))));
    steps.add(
        "s3:ListObjectVersions",
        "s3:ListBucketVersions",
        by -> by.s3().listObjectVersions(v -> v.bucket(bucket)));
    steps.add(
        "s3:PutBucketLifecycleConfiguration",
        "s3:PutLifecycleConfiguration",
        by ->
            by.s3()
                .putBucketLifecycleConfiguration(l ->
                    l.bucket(bucket)
                        .lifecycleConfiguration(c ->
                            c.rules(r ->
                                r.status(ExpirationStatus.ENABLED)
                                    .filter(f -> f.prefix(""))
                                    .noncurrentVersionExpiration(e -> e.noncurrentDays(30))))));
    steps.add(
        "s3:GetBucketLifecycleConfiguration",
        "s3:GetLifecycleConfiguration",
        by -> by.s3().getBucketLifecycleConfiguration(l -> l.bucket(bucket)));
    steps.add(
        "s3:DeleteBucketLifecycle",
        "s3:PutLifecycleConfiguration",
        by -> by.s3().deleteBucketLifecycle(l -> l.bucket(bucket)));
    steps.add(
        "s3:PutBucketCors",
        "s3:PutBucketCORS",
        by ->
            by.s3()
                .putBucketCors(c ->
                    c.bucket(bucket)
                        .corsConfiguration(rules ->
                            rules.corsRules(r -> r.allowedOrigins("*").allowedMethods("GET")))));
    steps.add(
        "s3:GetBucketCors", "s3:GetBucketCORS", by -> by.s3().getBucketCors(c -> c.bucket(bucket)));
    steps.add(
        "s3:DeleteBucketCors",
        "s3:PutBucketCORS",
        by -> by.s3().deleteBucketCors(c -> c.bucket(bucket)));
    steps.add(
        "s3:PutBucketTagging",
        by ->
            by.s3()
                .putBucketTagging(t ->
                    t.bucket(bucket).tagging(set -> set.tagSet(tag -> tag.key("a").value("b")))));
    steps.add("s3:GetBucketTagging", by -> by.s3().getBucketTagging(t -> t.bucket(bucket)));
    steps.add(
        "s3:DeleteBucketTagging",
        "s3:PutBucketTagging",
        by -> by.s3().deleteBucketTagging(t -> t.bucket(bucket)));
    steps.add(
        "s3:DeleteBucketEncryption",
        "s3:PutEncryptionConfiguration",
        by -> by.s3().deleteBucketEncryption(e -> e.bucket(bucket)));
  }
}
