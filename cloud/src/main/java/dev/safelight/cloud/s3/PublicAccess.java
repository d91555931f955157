package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.store.Transaction;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;

/// A bucket's Block Public Access settings; a bucket is made with all four on. See AWS: "Blocking
/// public access to your Amazon S3 storage". ACLs are off here, so the two settings about them have
/// nothing to block.
record PublicAccess(
    boolean blockPublicAcls,
    boolean ignorePublicAcls,
    boolean blockPublicPolicy,
    boolean restrictPublicBuckets) {
  static final PublicAccess BLOCKED = new PublicAccess(true, true, true, true);
  private static final PublicAccess OPEN = new PublicAccess(false, false, false, false);

  static PublicAccess of(Transaction transaction, String bucket) {
    return Buckets.setting(transaction, bucket, Setting.PUBLIC_ACCESS_BLOCK)
        .map(json -> of(Json.map(json)))
        .orElse(OPEN);
  }

  private static PublicAccess of(Map<String, String> kept) {
    return new PublicAccess(
        Boolean.parseBoolean(kept.get("blockPublicAcls")),
        Boolean.parseBoolean(kept.get("ignorePublicAcls")),
        Boolean.parseBoolean(kept.get("blockPublicPolicy")),
        Boolean.parseBoolean(kept.get("restrictPublicBuckets")));
  }

  /// As a column keeps it.
  String kept() {
    return Json.of(
        Map.of(
            "blockPublicAcls", String.valueOf(blockPublicAcls),
            "ignorePublicAcls", String.valueOf(ignorePublicAcls),
            "blockPublicPolicy", String.valueOf(blockPublicPolicy),
            "restrictPublicBuckets", String.valueOf(restrictPublicBuckets)));
  }

  static Outcome put(
      SettingOperation.PutPublicAccessBlock operation, Content content, Transaction transaction) {
    var input = operation.document().in(content);
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var wanted = input.publicAccessBlockConfiguration();
    if (wanted == null) {
      throw Faults.malformedXml();
    }
    var access =
        new PublicAccess(
            Boolean.TRUE.equals(wanted.blockPublicAcls()),
            Boolean.TRUE.equals(wanted.ignorePublicAcls()),
            Boolean.TRUE.equals(wanted.blockPublicPolicy()),
            Boolean.TRUE.equals(wanted.restrictPublicBuckets()));
    Buckets.set(transaction, bucket.name(), Setting.PUBLIC_ACCESS_BLOCK, access.kept());
    return Outcome.of(Answer.of(PutPublicAccessBlockResponse.builder().build()));
  }

  static Outcome get(GetPublicAccessBlockRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    if (Buckets.setting(transaction, bucket.name(), Setting.PUBLIC_ACCESS_BLOCK).isEmpty()) {
      throw new Fault(
          404,
          "NoSuchPublicAccessBlockConfiguration",
          "The public access block configuration was not found",
          Map.of("BucketName", bucket.name()));
    }
    var access = of(transaction, bucket.name());
    return Outcome.of(
        Answer.of(
            GetPublicAccessBlockResponse.builder()
                .publicAccessBlockConfiguration(
                    PublicAccessBlockConfiguration.builder()
                        .blockPublicAcls(access.blockPublicAcls())
                        .ignorePublicAcls(access.ignorePublicAcls())
                        .blockPublicPolicy(access.blockPublicPolicy())
                        .restrictPublicBuckets(access.restrictPublicBuckets())
                        .build())
                .build()));
  }

  static Outcome delete(DeletePublicAccessBlockRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    Buckets.unset(transaction, bucket.name(), Setting.PUBLIC_ACCESS_BLOCK);
    return Outcome.of(new Answer.Shaped(204, DeletePublicAccessBlockResponse.builder().build()));
  }
}
