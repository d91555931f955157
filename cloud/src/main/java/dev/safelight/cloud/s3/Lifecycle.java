package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.protocol.RestXml;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;

/// When a bucket's objects, versions and unfinished uploads go: set, read and removed. See AWS:
/// "Managing the lifecycle of objects".
final class Lifecycle {
  /// From which size on objects move to other storage classes, which none does here.
  private static final String SMALLEST = "all_storage_classes_128K";

  private Lifecycle() {}

  static Outcome put(PutBucketLifecycleConfigurationRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var size = Members.orEmpty(input.transitionDefaultMinimumObjectSizeAsString());
    if (!size.isEmpty() && !size.equals(SMALLEST)) {
      throw Faults.notImplemented("x-amz-transition-default-minimum-object-size: " + size);
    }
    if (input.lifecycleConfiguration() == null) {
      throw Faults.malformedXml();
    }
    var rules = LifecycleReading.rules(input.lifecycleConfiguration().rules());
    Buckets.set(
        transaction,
        bucket.name(),
        Setting.LIFECYCLE,
        RestXml.text(
            "LifecycleConfiguration",
            BucketLifecycleConfiguration.builder(),
            BucketLifecycleConfiguration.builder().rules(rules).build()));
    return Outcome.of(
        PutBucketLifecycleConfigurationResponse.builder()
            .transitionDefaultMinimumObjectSize(SMALLEST)
            .build());
  }

  /// The rules of a bucket; none where nothing is set.
  static List<LifecycleRule> rules(Transaction transaction, String bucket) {
    return Buckets.setting(transaction, bucket, Setting.LIFECYCLE)
        .map(text -> RestXml.shape(BucketLifecycleConfiguration.builder(), text).rules())
        .orElse(List.of());
  }

  static Outcome get(GetBucketLifecycleConfigurationRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var rules = rules(transaction, bucket.name());
    if (rules.isEmpty()) {
      throw Faults.notSet(
          "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist", bucket);
    }
    return Outcome.of(
        GetBucketLifecycleConfigurationResponse.builder()
            .rules(rules)
            .transitionDefaultMinimumObjectSize(SMALLEST)
            .build());
  }

  static Outcome delete(DeleteBucketLifecycleRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    Buckets.unset(transaction, bucket.name(), Setting.LIFECYCLE);
    return Outcome.of(new Answer.Shaped(204, DeleteBucketLifecycleResponse.builder().build()));
  }
}
