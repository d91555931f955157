package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.BucketOperation.CreateBucket;
import dev.safelight.cloud.s3.BucketOperation.DeleteBucket;
import dev.safelight.cloud.s3.BucketOperation.GetBucketAcl;
import dev.safelight.cloud.s3.BucketOperation.GetBucketLocation;
import dev.safelight.cloud.s3.BucketOperation.HeadBucket;
import dev.safelight.cloud.s3.BucketOperation.ListBuckets;
import dev.safelight.cloud.s3.ListOperation.ListObjectVersions;
import dev.safelight.cloud.s3.ListOperation.ListObjects;
import dev.safelight.cloud.s3.ListOperation.ListObjectsV2;
import dev.safelight.cloud.s3.MultipartOperation.AbortMultipartUpload;
import dev.safelight.cloud.s3.MultipartOperation.CompleteMultipartUpload;
import dev.safelight.cloud.s3.MultipartOperation.CreateMultipartUpload;
import dev.safelight.cloud.s3.MultipartOperation.ListMultipartUploads;
import dev.safelight.cloud.s3.MultipartOperation.ListParts;
import dev.safelight.cloud.s3.MultipartOperation.UploadPartCopy;
import dev.safelight.cloud.s3.ObjectOperation.CopyObject;
import dev.safelight.cloud.s3.ObjectOperation.DeleteObject;
import dev.safelight.cloud.s3.ObjectOperation.DeleteObjects;
import dev.safelight.cloud.s3.ObjectOperation.GetObject;
import dev.safelight.cloud.s3.ObjectOperation.HeadObject;
import dev.safelight.cloud.s3.SettingOperation.DeleteBucketPolicy;
import dev.safelight.cloud.s3.SettingOperation.DeletePublicAccessBlock;
import dev.safelight.cloud.s3.SettingOperation.GetBucketNotificationConfiguration;
import dev.safelight.cloud.s3.SettingOperation.GetBucketOwnershipControls;
import dev.safelight.cloud.s3.SettingOperation.GetBucketPolicy;
import dev.safelight.cloud.s3.SettingOperation.GetBucketPolicyStatus;
import dev.safelight.cloud.s3.SettingOperation.GetPublicAccessBlock;
import dev.safelight.cloud.s3.SettingOperation.PutBucketNotificationConfiguration;
import dev.safelight.cloud.s3.SettingOperation.PutBucketOwnershipControls;
import dev.safelight.cloud.s3.SettingOperation.PutBucketPolicy;
import dev.safelight.cloud.s3.SettingOperation.PutPublicAccessBlock;
import dev.safelight.cloud.s3.TagOperation.DeleteObjectTagging;
import dev.safelight.cloud.s3.TagOperation.GetObjectTagging;
import dev.safelight.cloud.s3.TagOperation.PutObjectTagging;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/// Calls from inside the environment, which come as the SDK's shapes: every operation but those
/// that carry an object's bytes.
final class Inside {
  private Inside() {}

  /// @throws dev.safelight.cloud.call.Fault where a bucket or key cannot be one
  static Optional<S3Operation> operation(SdkPojo shape, String account) {
    requireNames(shape);
    return switch (shape) {
      case AbortMultipartUploadRequest input -> Optional.of(new AbortMultipartUpload(input));
      case CompleteMultipartUploadRequest input ->
          Optional.of(new CompleteMultipartUpload(new Arrival.Whole<>(input), Origin.INSIDE));
      case CopyObjectRequest input -> Optional.of(CopyObject.of(input, Origin.INSIDE));
      case CreateBucketRequest input ->
          Optional.of(new CreateBucket(new Arrival.Whole<>(input), account));
      case CreateMultipartUploadRequest input ->
          Optional.of(new CreateMultipartUpload(input, Tags.ofHeader(input.tagging())));
      case DeleteBucketRequest input -> Optional.of(new DeleteBucket(input));
      case DeleteBucketPolicyRequest input -> Optional.of(new DeleteBucketPolicy(input));
      case DeleteObjectRequest input -> Optional.of(new DeleteObject(input, Origin.INSIDE));
      case DeleteObjectTaggingRequest input -> Optional.of(new DeleteObjectTagging(input));
      case DeleteObjectsRequest input -> Optional.of(DeleteObjects.of(input, Origin.INSIDE));
      case DeletePublicAccessBlockRequest input -> Optional.of(new DeletePublicAccessBlock(input));
      case GetBucketAclRequest input -> Optional.of(new GetBucketAcl(input));
      case GetBucketLocationRequest input -> Optional.of(new GetBucketLocation(input));
      case GetBucketNotificationConfigurationRequest input ->
          Optional.of(new GetBucketNotificationConfiguration(input));
      case GetBucketOwnershipControlsRequest input ->
          Optional.of(new GetBucketOwnershipControls(input));
      case GetBucketPolicyRequest input -> Optional.of(new GetBucketPolicy(input));
      case GetBucketPolicyStatusRequest input -> Optional.of(new GetBucketPolicyStatus(input));
      case GetObjectRequest input -> Optional.of(new GetObject(input));
      case GetObjectTaggingRequest input -> Optional.of(new GetObjectTagging(input));
      case GetPublicAccessBlockRequest input -> Optional.of(new GetPublicAccessBlock(input));
      case HeadBucketRequest input -> Optional.of(new HeadBucket(input));
      case HeadObjectRequest input -> Optional.of(new HeadObject(input));
      case ListBucketsRequest input -> Optional.of(new ListBuckets(input, account));
      case ListMultipartUploadsRequest input -> Optional.of(new ListMultipartUploads(input));
      case ListObjectsRequest input -> Optional.of(new ListObjects(input));
      case ListObjectVersionsRequest input -> Optional.of(new ListObjectVersions(input));
      case ListObjectsV2Request input -> Optional.of(new ListObjectsV2(input));
      case ListPartsRequest input -> Optional.of(new ListParts(input));
      case PutBucketNotificationConfigurationRequest input ->
          Optional.of(new PutBucketNotificationConfiguration(new Arrival.Whole<>(input)));
      case PutBucketOwnershipControlsRequest input ->
          Optional.of(new PutBucketOwnershipControls(new Arrival.Whole<>(input)));
      case PutBucketPolicyRequest input ->
          Optional.of(new PutBucketPolicy(new Arrival.Whole<>(input)));
      case PutObjectTaggingRequest input -> Optional.of(PutObjectTagging.of(input));
      case PutPublicAccessBlockRequest input ->
          Optional.of(new PutPublicAccessBlock(new Arrival.Whole<>(input)));
      case UploadPartCopyRequest input -> Optional.of(UploadPartCopy.of(input));
      default -> InsideConfiguration.operation(shape);
    };
  }

  /// What an address in a request is held to.
  private static void requireNames(SdkPojo shape) {
    for (var field : shape.sdkFields()) {
      var value = field.getValueOrDefault(shape);
      if (value instanceof String text) {
        switch (field.memberName()) {
          case "Bucket", "DestinationBucket" -> BucketNames.checked(text);
          case "Key", "DestinationKey" -> Keys.bytes(text);
          default -> {}
        }
      }
    }
  }
}
