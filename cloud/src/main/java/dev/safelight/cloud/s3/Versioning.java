package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;

/// Whether a bucket keeps what is overwritten and deleted. Once enabled it can be suspended, and
/// never goes back to what it was. See AWS: "Retaining multiple versions of objects with S3
/// Versioning".
enum Versioning {
  NEVER,
  ENABLED,
  SUSPENDED;

  static Versioning of(Transaction transaction, String bucket) {
    return Buckets.setting(transaction, bucket, Setting.VERSIONING)
        .map(Versioning::valueOf)
        .orElse(NEVER);
  }

  static Outcome put(PutBucketVersioningRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var wanted = input.versioningConfiguration();
    if (wanted == null) {
      throw Faults.malformedXml();
    }
    switch (Members.orEmpty(wanted.mfaDeleteAsString())) {
      case "", "Disabled" -> {}
      case "Enabled" ->
          throw new Fault(501, "NotImplemented", "MfaDelete is not supported by this environment");
      default -> throw Faults.malformedXml();
    }
    var status =
        switch (Members.orEmpty(wanted.statusAsString())) {
          case "Enabled" -> ENABLED;
          case "Suspended" -> SUSPENDED;
          case "" ->
              throw new Fault(
                  400,
                  "IllegalVersioningConfigurationException",
                  "The Versioning element must be specified");
          default -> throw Faults.malformedXml();
        };
    Buckets.set(transaction, bucket.name(), Setting.VERSIONING, status.name());
    return Outcome.of(PutBucketVersioningResponse.builder().build());
  }

  /// A bucket that was never enabled answers nothing at all.
  static Outcome get(GetBucketVersioningRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var response = GetBucketVersioningResponse.builder();
    switch (of(transaction, bucket.name())) {
      case NEVER -> {}
      case ENABLED -> response.status("Enabled");
      case SUSPENDED -> response.status("Suspended");
    }
    return Outcome.of(Answer.of(response.build()));
  }
}
