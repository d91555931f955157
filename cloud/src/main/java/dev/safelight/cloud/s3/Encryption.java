package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// A bucket's default encryption: always the one with S3's own keys, as on AWS where nothing else
/// is set.
final class Encryption {
  private static final String OURS = "AES256";

  private Encryption() {}

  static Outcome get(GetBucketEncryptionRequest input, Transaction transaction) {
    Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(algorithm -> algorithm.sseAlgorithm(OURS))
            .bucketKeyEnabled(false)
            .build();
    return Outcome.of(
        Answer.of(
            GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(rule))
                .build()));
  }

  /// Takes what says the same again.
  static Outcome put(PutBucketEncryptionRequest input, Transaction transaction) {
    Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    var configuration = input.serverSideEncryptionConfiguration();
    if (configuration == null || configuration.rules().size() != 1) {
      throw Faults.malformedXml();
    }
    var standard = configuration.rules().getFirst().applyServerSideEncryptionByDefault();
    if (standard == null) {
      throw Faults.malformedXml();
    }
    if (!OURS.equals(standard.sseAlgorithmAsString()) || standard.kmsMasterKeyID() != null) {
      throw new Fault(
          501,
          "NotImplemented",
          "Only " + OURS + " is supported here, was " + standard.sseAlgorithmAsString());
    }
    return Outcome.of(Answer.of(PutBucketEncryptionResponse.builder().build()));
  }

  /// Nothing can be deleted: what remains is the default, which is the same.
  static Outcome delete(DeleteBucketEncryptionRequest input, Transaction transaction) {
    Buckets.require(transaction, input.bucket(), input.expectedBucketOwner());
    return Outcome.of(new Answer.Shaped(204, DeleteBucketEncryptionResponse.builder().build()));
  }
}
