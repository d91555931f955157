package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/// `AWS::S3::BucketPolicy`. A bucket has one, and a stack does not take over another's.
final class BucketPolicy implements ResourceType {
  private final Taken taken = new Taken();

  @Override
  public String name() {
    return "AWS::S3::BucketPolicy";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("Bucket", "PolicyDocument");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var bucket = properties.required("Bucket");
    taken.unless(
        calls,
        GetBucketPolicyRequest.builder().bucket(bucket).build(),
        "The bucket policy already exists on bucket " + bucket + ".",
        () -> {
          calls.begins(bucket);
          return calls.once(put(bucket, properties), List.of());
        });
    return Made.of(bucket, Map.of());
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var after = new Properties(wanted.properties());
    if (!new Properties(standing.properties()).agrees(after, "PolicyDocument")) {
      calls.call(put(standing.physicalId(), after));
    }
    return Made.of(standing.physicalId(), Map.of());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(calls, DeleteBucketPolicyRequest.builder().bucket(standing.physicalId()).build());
  }

  private static SdkPojo put(String bucket, Properties properties) {
    return PutBucketPolicyRequest.builder()
        .bucket(bucket)
        .policy(properties.document("PolicyDocument").orElse(""))
        .build();
  }
}
