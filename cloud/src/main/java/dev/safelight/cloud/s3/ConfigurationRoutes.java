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
import dev.safelight.cloud.s3.Route.Level;
import java.util.List;
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

/// The requests about how a bucket keeps its objects.
final class ConfigurationRoutes {
  static final List<Route> ALL =
      List.of(
          Route.of(
              "PUT",
              Level.BUCKET,
              "versioning",
              in ->
                  new PutBucketVersioning(
                      in.document(
                          PutBucketVersioningRequest.class, PutBucketVersioningRequest::builder))),
          Route.of(
              "GET",
              Level.BUCKET,
              "versioning",
              in -> new GetBucketVersioning(in.read(GetBucketVersioningRequest.builder()))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "lifecycle",
              in ->
                  new PutBucketLifecycleConfiguration(
                      in.document(
                          PutBucketLifecycleConfigurationRequest.class,
                          PutBucketLifecycleConfigurationRequest::builder))),
          Route.of(
              "GET",
              Level.BUCKET,
              "lifecycle",
              in ->
                  new GetBucketLifecycleConfiguration(
                      in.read(GetBucketLifecycleConfigurationRequest.builder()))),
          Route.of(
              "DELETE",
              Level.BUCKET,
              "lifecycle",
              in -> new DeleteBucketLifecycle(in.read(DeleteBucketLifecycleRequest.builder()))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "cors",
              in ->
                  new PutBucketCors(
                      in.document(PutBucketCorsRequest.class, PutBucketCorsRequest::builder))),
          Route.of(
              "GET",
              Level.BUCKET,
              "cors",
              in -> new GetBucketCors(in.read(GetBucketCorsRequest.builder()))),
          Route.of(
              "DELETE",
              Level.BUCKET,
              "cors",
              in -> new DeleteBucketCors(in.read(DeleteBucketCorsRequest.builder()))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "tagging",
              in ->
                  new PutBucketTagging(
                      in.document(
                          PutBucketTaggingRequest.class, PutBucketTaggingRequest::builder))),
          Route.of(
              "GET",
              Level.BUCKET,
              "tagging",
              in -> new GetBucketTagging(in.read(GetBucketTaggingRequest.builder()))),
          Route.of(
              "DELETE",
              Level.BUCKET,
              "tagging",
              in -> new DeleteBucketTagging(in.read(DeleteBucketTaggingRequest.builder()))),
          Route.of(
              "GET",
              Level.BUCKET,
              "encryption",
              in -> new GetBucketEncryption(in.read(GetBucketEncryptionRequest.builder()))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "encryption",
              in ->
                  new PutBucketEncryption(
                      in.document(
                          PutBucketEncryptionRequest.class, PutBucketEncryptionRequest::builder))),
          Route.of(
              "DELETE",
              Level.BUCKET,
              "encryption",
              in -> new DeleteBucketEncryption(in.read(DeleteBucketEncryptionRequest.builder()))));

  private ConfigurationRoutes() {}
}
