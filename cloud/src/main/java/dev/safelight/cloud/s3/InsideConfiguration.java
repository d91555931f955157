package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.ConfigurationOperation.DeleteBucketCors;
import dev.safelight.cloud.s3.ConfigurationOperation.DeleteBucketEncryption;
import dev.safelight.cloud.s3.ConfigurationOperation.DeleteBucketLifecycle;
import dev.safelight.cloud.s3.ConfigurationOperation.DeleteBucketTagging;
import dev.safelight.cloud.s3.ConfigurationOperation.GetBucketCors;
import dev.safelight.cloud.s3.ConfigurationOperation.GetBucketEncryption;
import dev.safelight.cloud.s3.ConfigurationOperation.GetBucketLifecycleConfiguration;
import dev.safelight.cloud.s3.ConfigurationOperation.GetBucketTagging;
import dev.safelight.cloud.s3.ConfigurationOperation.GetBucketVersioning;
import dev.safelight.cloud.s3.ConfigurationOperation.PutBucketCors;
import dev.safelight.cloud.s3.ConfigurationOperation.PutBucketEncryption;
import dev.safelight.cloud.s3.ConfigurationOperation.PutBucketLifecycleConfiguration;
import dev.safelight.cloud.s3.ConfigurationOperation.PutBucketTagging;
import dev.safelight.cloud.s3.ConfigurationOperation.PutBucketVersioning;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;

/// [Inside] for what is set about how a bucket keeps its objects.
final class InsideConfiguration {
  private InsideConfiguration() {}

  static Optional<S3Operation> operation(SdkPojo shape) {
    return switch (shape) {
      case DeleteBucketCorsRequest input -> Optional.of(new DeleteBucketCors(input));
      case DeleteBucketEncryptionRequest input -> Optional.of(new DeleteBucketEncryption(input));
      case DeleteBucketLifecycleRequest input -> Optional.of(new DeleteBucketLifecycle(input));
      case DeleteBucketTaggingRequest input -> Optional.of(new DeleteBucketTagging(input));
      case GetBucketCorsRequest input -> Optional.of(new GetBucketCors(input));
      case GetBucketEncryptionRequest input -> Optional.of(new GetBucketEncryption(input));
      case GetBucketLifecycleConfigurationRequest input ->
          Optional.of(new GetBucketLifecycleConfiguration(input));
      case GetBucketTaggingRequest input -> Optional.of(new GetBucketTagging(input));
      case GetBucketVersioningRequest input -> Optional.of(new GetBucketVersioning(input));
      case PutBucketCorsRequest input -> Optional.of(new PutBucketCors(new Arrival.Whole<>(input)));
      case PutBucketEncryptionRequest input ->
          Optional.of(new PutBucketEncryption(new Arrival.Whole<>(input)));
      case PutBucketLifecycleConfigurationRequest input ->
          Optional.of(new PutBucketLifecycleConfiguration(new Arrival.Whole<>(input)));
      case PutBucketTaggingRequest input ->
          Optional.of(new PutBucketTagging(new Arrival.Whole<>(input)));
      case PutBucketVersioningRequest input ->
          Optional.of(new PutBucketVersioning(new Arrival.Whole<>(input)));
      default -> Optional.empty();
    };
  }
}
