package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;

/// Who owns the objects of a bucket: always its owner. The setting can be said again, not changed.
final class Ownership {
  private static final String ENFORCED = "BucketOwnerEnforced";

  private static final OwnershipControlsRule ENFORCED_RULE =
      OwnershipControlsRule.builder().objectOwnership(ENFORCED).build();

  private Ownership() {}

  /// @throws Fault 501 for the ownerships that have ACLs
  static void require(String ownership) {
    if (!ownership.equals(ENFORCED)) {
      throw new Fault(
          501, "NotImplemented", "Only " + ENFORCED + " is supported here, was " + ownership);
    }
  }

  static Outcome put(
      SettingOperation.PutBucketOwnershipControls operation,
      Content content,
      Transaction transaction) {
    var input = operation.document().in(content);
    Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var controls = input.ownershipControls();
    if (controls == null || controls.rules().size() != 1) {
      throw Faults.malformedXml();
    }
    require(String.valueOf(controls.rules().getFirst().objectOwnershipAsString()));
    return Outcome.of(Answer.of(PutBucketOwnershipControlsResponse.builder().build()));
  }

  static Outcome get(GetBucketOwnershipControlsRequest input, Transaction transaction) {
    Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    return Outcome.of(
        Answer.of(
            GetBucketOwnershipControlsResponse.builder()
                .ownershipControls(controls -> controls.rules(ENFORCED_RULE))
                .build()));
  }
}
