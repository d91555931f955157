package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.s3.Buckets.Setting;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingResponse;

/// A bucket's own tags, at most 50. They are no condition keys: buckets take part in access control
/// by tags only where that was switched on for them. See AWS: "PutBucketTagging".
final class BucketTags {
  private static final int MOST = 50;

  private BucketTags() {}

  static Outcome put(PutBucketTaggingRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    if (input.tagging() == null) {
      throw Faults.malformedXml();
    }
    var set = input.tagging().tagSet();
    if (set.size() > MOST) {
      throw new Fault(400, "BadRequest", "Bucket tag count cannot be greater than " + MOST);
    }
    var tags = Tags.map(set);
    if (tags.keySet().stream().anyMatch(key -> key.startsWith("aws:"))) {
      throw new Fault(400, "InvalidTag", "System tags cannot be added/updated by requester");
    }
    if (tags.isEmpty()) {
      Buckets.unset(transaction, bucket.name(), Setting.TAGGING);
    } else {
      Buckets.set(transaction, bucket.name(), Setting.TAGGING, Json.of(tags));
    }
    return Outcome.of(new Answer.Shaped(204, PutBucketTaggingResponse.builder().build()));
  }

  static Outcome get(GetBucketTaggingRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var tags =
        Buckets.setting(transaction, bucket.name(), Setting.TAGGING)
            .orElseThrow(() -> Faults.notSet("NoSuchTagSet", "The TagSet does not exist", bucket));
    return Outcome.of(GetBucketTaggingResponse.builder().tagSet(Tags.list(Json.map(tags))).build());
  }

  static Outcome delete(DeleteBucketTaggingRequest input, Transaction transaction) {
    var bucket = Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    Buckets.unset(transaction, bucket.name(), Setting.TAGGING);
    return Outcome.of(new Answer.Shaped(204, DeleteBucketTaggingResponse.builder().build()));
  }
}
