package dev.safelight.cloud.cloudformation.resource;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketLifecycleRequest;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// A property of a bucket that S3 has a call of its own for.
///
/// In the order in which they are set: who may get at the bucket before anything else, who is told
/// last.
enum BucketSetting {
  PUBLIC_ACCESS_BLOCK(
      "PublicAccessBlockConfiguration",
      "BlockPublicAcls",
      "BlockPublicPolicy",
      "IgnorePublicAcls",
      "RestrictPublicBuckets") {
    @Override
    SdkPojo put(String bucket, Properties block) {
      return request(
          bucket,
          PublicAccessBlockConfiguration.builder()
              .blockPublicAcls(block.truth("BlockPublicAcls").orElse(false))
              .blockPublicPolicy(block.truth("BlockPublicPolicy").orElse(false))
              .ignorePublicAcls(block.truth("IgnorePublicAcls").orElse(false))
              .restrictPublicBuckets(block.truth("RestrictPublicBuckets").orElse(false))
              .build());
    }

    // As buckets are made: all four on.
    @Override
    SdkPojo reset(String bucket) {
      return request(
          bucket,
          PublicAccessBlockConfiguration.builder()
              .blockPublicAcls(true)
              .blockPublicPolicy(true)
              .ignorePublicAcls(true)
              .restrictPublicBuckets(true)
              .build());
    }

    private SdkPojo request(String bucket, PublicAccessBlockConfiguration block) {
      return PutPublicAccessBlockRequest.builder()
          .bucket(bucket)
          .publicAccessBlockConfiguration(block)
          .build();
    }
  },
  OWNERSHIP("OwnershipControls", "Rules", "Rules.ObjectOwnership") {
    @Override
    SdkPojo put(String bucket, Properties controls) {
      return request(
          bucket,
          controls.parts("Rules").stream().map(rule -> rule.required("ObjectOwnership")).toList());
    }

    @Override
    SdkPojo reset(String bucket) {
      return request(bucket, List.of("BucketOwnerEnforced"));
    }

    private SdkPojo request(String bucket, List<String> ownerships) {
      var rules =
          ownerships.stream()
              .map(one -> OwnershipControlsRule.builder().objectOwnership(one).build())
              .toList();
      return PutBucketOwnershipControlsRequest.builder()
          .bucket(bucket)
          .ownershipControls(controls -> controls.rules(rules))
          .build();
    }
  },
  ENCRYPTION(
      "BucketEncryption",
      "ServerSideEncryptionConfiguration",
      "ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault",
      "ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm") {
    @Override
    SdkPojo put(String bucket, Properties encryption) {
      var rules =
          encryption.parts("ServerSideEncryptionConfiguration").stream()
              .map(BucketSetting::encryption)
              .toList();
      return PutBucketEncryptionRequest.builder()
          .bucket(bucket)
          .serverSideEncryptionConfiguration(all -> all.rules(rules))
          .build();
    }

    @Override
    SdkPojo reset(String bucket) {
      return DeleteBucketEncryptionRequest.builder().bucket(bucket).build();
    }
  },
  VERSIONING("VersioningConfiguration", "Status") {
    @Override
    SdkPojo put(String bucket, Properties versioning) {
      return request(bucket, versioning.required("Status"));
    }

    // A bucket that had versions never has none again.
    @Override
    SdkPojo reset(String bucket) {
      return request(bucket, BucketVersioningStatus.SUSPENDED.toString());
    }

    private SdkPojo request(String bucket, String status) {
      return PutBucketVersioningRequest.builder()
          .bucket(bucket)
          .versioningConfiguration(versioning -> versioning.status(status))
          .build();
    }
  },
  LIFECYCLE("LifecycleConfiguration", BucketLifecycle.PATHS) {
    @Override
    SdkPojo put(String bucket, Properties lifecycle) {
      var rules = lifecycle.parts("Rules").stream().map(BucketLifecycle::rule).toList();
      return PutBucketLifecycleConfigurationRequest.builder()
          .bucket(bucket)
          .lifecycleConfiguration(all -> all.rules(rules))
          .build();
    }

    @Override
    SdkPojo reset(String bucket) {
      return DeleteBucketLifecycleRequest.builder().bucket(bucket).build();
    }
  },
  CORS("CorsConfiguration", BucketCors.PATHS) {
    @Override
    SdkPojo put(String bucket, Properties cors) {
      var rules = cors.parts("CorsRules").stream().map(BucketCors::rule).toList();
      return PutBucketCorsRequest.builder()
          .bucket(bucket)
          .corsConfiguration(all -> all.corsRules(rules))
          .build();
    }

    @Override
    SdkPojo reset(String bucket) {
      return DeleteBucketCorsRequest.builder().bucket(bucket).build();
    }
  },
  NOTIFICATION("NotificationConfiguration", BucketNotification.PATHS) {
    @Override
    SdkPojo put(String bucket, Properties notification) {
      return request(bucket, BucketNotification.of(notification));
    }

    @Override
    SdkPojo reset(String bucket) {
      return request(bucket, NotificationConfiguration.builder().build());
    }

    private SdkPojo request(String bucket, NotificationConfiguration notification) {
      return PutBucketNotificationConfigurationRequest.builder()
          .bucket(bucket)
          .notificationConfiguration(notification)
          .build();
    }
  };

  private final String property;

  @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf made it
  private final Set<String> paths;

  BucketSetting(String property, String... inner) {
    this.property = property;
    this.paths = Paths.inside(property, inner);
  }

  String property() {
    return property;
  }

  /// What of it is acted on.
  Set<String> paths() {
    return paths;
  }

  abstract SdkPojo put(String bucket, Properties value);

  /// What a template without the property wants.
  abstract SdkPojo reset(String bucket);

  private static ServerSideEncryptionRule encryption(Properties rule) {
    var shape = ServerSideEncryptionRule.builder();
    rule.part("ServerSideEncryptionByDefault")
        .ifPresent(standard ->
            shape.applyServerSideEncryptionByDefault(
                by -> by.sseAlgorithm(standard.required("SSEAlgorithm"))));
    return shape.build();
  }
}
