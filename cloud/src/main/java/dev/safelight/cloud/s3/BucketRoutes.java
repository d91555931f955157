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
import dev.safelight.cloud.s3.MultipartOperation.ListMultipartUploads;
import dev.safelight.cloud.s3.ObjectOperation.DeleteObjects;
import dev.safelight.cloud.s3.Route.Level;
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
import java.util.List;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeletePublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;

/// The requests that name a bucket, or none.
final class BucketRoutes {
  private static final String PAGE = "prefix delimiter max-keys encoding-type";

  static final List<Route> ALL =
      List.of(
          Route.of(
                  "GET",
                  Level.SERVICE,
                  "",
                  in -> new ListBuckets(in.read(ListBucketsRequest.builder()), in.account()))
              .with("prefix max-buckets continuation-token bucket-region"),
          Route.of(
              "PUT",
              Level.BUCKET,
              "",
              in ->
                  new CreateBucket(
                      in.document(CreateBucketRequest.class, CreateBucketRequest::builder),
                      in.account())),
          Route.of(
              "HEAD", Level.BUCKET, "", in -> new HeadBucket(in.read(HeadBucketRequest.builder()))),
          Route.of(
              "DELETE",
              Level.BUCKET,
              "",
              in -> new DeleteBucket(in.read(DeleteBucketRequest.builder()))),
          Route.of(
                  "GET",
                  Level.BUCKET,
                  "",
                  in -> new ListObjects(in.read(ListObjectsRequest.builder())))
              .with(PAGE, "marker"),
          Route.of(
                  "GET",
                  Level.BUCKET,
                  "versions",
                  in -> new ListObjectVersions(in.read(ListObjectVersionsRequest.builder())))
              .with(PAGE, "key-marker version-id-marker"),
          Route.of("GET", Level.BUCKET, "list-type", BucketRoutes::listing)
              .with(PAGE, "continuation-token start-after fetch-owner"),
          Route.of(
                  "GET",
                  Level.BUCKET,
                  "uploads",
                  in -> new ListMultipartUploads(in.read(ListMultipartUploadsRequest.builder())))
              .with("prefix delimiter key-marker upload-id-marker max-uploads encoding-type"),
          Route.of("POST", Level.BUCKET, "delete", BucketRoutes::deletion),
          Route.of(
              "GET",
              Level.BUCKET,
              "location",
              in -> new GetBucketLocation(in.read(GetBucketLocationRequest.builder()))),
          Route.of(
              "GET",
              Level.BUCKET,
              "acl",
              in -> new GetBucketAcl(in.read(GetBucketAclRequest.builder()))),
          Route.of(
              "GET",
              Level.BUCKET,
              "policy",
              in -> new GetBucketPolicy(in.read(GetBucketPolicyRequest.builder()))),
          Route.of(
              "GET",
              Level.BUCKET,
              "publicAccessBlock",
              in -> new GetPublicAccessBlock(in.read(GetPublicAccessBlockRequest.builder()))),
          Route.of(
              "GET",
              Level.BUCKET,
              "ownershipControls",
              in ->
                  new GetBucketOwnershipControls(
                      in.read(GetBucketOwnershipControlsRequest.builder()))),
          Route.of(
              "GET",
              Level.BUCKET,
              "notification",
              in ->
                  new GetBucketNotificationConfiguration(
                      in.read(GetBucketNotificationConfigurationRequest.builder()))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "policy",
              in ->
                  new PutBucketPolicy(
                      in.document(PutBucketPolicyRequest.class, PutBucketPolicyRequest::builder))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "publicAccessBlock",
              in ->
                  new PutPublicAccessBlock(
                      in.document(
                          PutPublicAccessBlockRequest.class,
                          PutPublicAccessBlockRequest::builder))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "ownershipControls",
              in ->
                  new PutBucketOwnershipControls(
                      in.document(
                          PutBucketOwnershipControlsRequest.class,
                          PutBucketOwnershipControlsRequest::builder))),
          Route.of(
              "PUT",
              Level.BUCKET,
              "notification",
              in ->
                  new PutBucketNotificationConfiguration(
                      in.document(
                          PutBucketNotificationConfigurationRequest.class,
                          PutBucketNotificationConfigurationRequest::builder))),
          Route.of(
              "DELETE",
              Level.BUCKET,
              "policy",
              in -> new DeleteBucketPolicy(in.read(DeleteBucketPolicyRequest.builder()))),
          Route.of(
              "DELETE",
              Level.BUCKET,
              "publicAccessBlock",
              in -> new DeletePublicAccessBlock(in.read(DeletePublicAccessBlockRequest.builder()))),
          Route.of(
              "GET",
              Level.BUCKET,
              "policyStatus",
              in -> new GetBucketPolicyStatus(in.read(GetBucketPolicyStatusRequest.builder()))));

  private BucketRoutes() {}

  private static S3Operation listing(Incoming in) {
    var type = Query.parse(in.request().query()).values().get("list-type");
    if (!"2".equals(type)) {
      throw Faults.invalidArgument("list-type must be 2", "list-type", String.valueOf(type));
    }
    return new ListObjectsV2(in.read(ListObjectsV2Request.builder()));
  }

  private static S3Operation deletion(Incoming in) {
    if (in.integrity().isEmpty()) {
      throw Faults.invalidRequest(
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
    var input = in.read(DeleteObjectsRequest.builder(), in.now());
    return DeleteObjects.of(input, in.origin());
  }
}
