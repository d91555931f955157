package dev.safelight.cloud.cloudformation.resource;

import static dev.safelight.cloud.cloudformation.resource.Examples.answers;
import static dev.safelight.cloud.cloudformation.resource.Examples.tags;

import java.util.List;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;

/// The types of S3.
final class BucketExamples {
  private BucketExamples() {}

  static List<Example> all() {
    return List.of(bucket(), policy());
  }

  private static Example bucket() {
    return Example.of(
        "AWS::S3::Bucket",
        // Of these there is one value.
        """
        {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
         "BucketEncryption": {"ServerSideEncryptionConfiguration": [
           {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}}\
        """,
        (shop, name) ->
            answers(
                shop,
                HeadBucketRequest.builder().bucket(name).build(),
                GetPublicAccessBlockRequest.builder().bucket(name).build(),
                GetBucketOwnershipControlsRequest.builder().bucket(name).build(),
                GetBucketEncryptionRequest.builder().bucket(name).build(),
                GetBucketVersioningRequest.builder().bucket(name).build(),
                GetBucketLifecycleConfigurationRequest.builder().bucket(name).build(),
                GetBucketCorsRequest.builder().bucket(name).build(),
                GetBucketTaggingRequest.builder().bucket(name).build(),
                GetBucketNotificationConfigurationRequest.builder().bucket(name).build()),
        "PublicAccessBlockConfiguration",
        """
        {"BlockPublicAcls": true, "BlockPublicPolicy": "false", "IgnorePublicAcls": false}\
        """,
        """
        {"BlockPublicAcls": false, "BlockPublicPolicy": true, "RestrictPublicBuckets": true,
         "IgnorePublicAcls": true}\
        """,
        "VersioningConfiguration",
        "{\"Status\": \"Enabled\"}",
        "{\"Status\": \"Suspended\"}",
        "LifecycleConfiguration",
        """
        {"Rules": [
          {"Id": "all", "Status": "Enabled", "NoncurrentVersionExpiration": {"NoncurrentDays": "30"},
           "ExpiredObjectDeleteMarker": "true"},
          {"Id": "some", "Status": "Disabled", "Prefix": "a/", "ExpirationInDays": 10,
           "TagFilters": [{"Key": "kind", "Value": "draft"}], "ObjectSizeGreaterThan": "10",
           "ObjectSizeLessThan": 1000}]}\
        """,
        """
        {"Rules": [
          {"Id": "old", "Status": "Enabled", "Prefix": "b/",
           "NoncurrentVersionExpiration": {"NoncurrentDays": 3, "NewerNoncurrentVersions": 2},
           "ExpirationDate": "2030-01-01"},
          {"Id": "unfinished", "Status": "Enabled",
           "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
           "NoncurrentVersionExpirationInDays": 5}]}\
        """,
        "CorsConfiguration",
        """
        {"CorsRules": [{"Id": "one", "AllowedMethods": ["GET"], "AllowedOrigins": ["https://a.example"],
          "AllowedHeaders": ["*"], "ExposedHeaders": ["ETag"], "MaxAge": "60"}]}\
        """,
        """
        {"CorsRules": [{"AllowedMethods": ["PUT"], "AllowedOrigins": ["*"]}]}\
        """,
        "NotificationConfiguration",
        """
        {"LambdaConfigurations": [
          {"Event": "s3:ObjectCreated:*", "Function": "arn:aws:lambda:us-east-1:123456789012:function:maker",
           "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "a/"}]}}}]}\
        """,
        """
        {"LambdaConfigurations": [
          {"Event": "s3:ObjectRemoved:*", "Function": "arn:aws:lambda:us-east-1:123456789012:function:maker"}],
         "QueueConfigurations": [
          {"Event": "s3:ObjectCreated:Put", "Queue": "arn:aws:sqs:us-east-1:123456789012:outbox",
           "Filter": {"S3Key": {"Rules": [{"Name": "suffix", "Value": ".jpg"}]}}}]}\
        """,
        "Tags",
        tags("one", "1", "two", "2"),
        tags("two", "3", "three", "3"));
  }

  private static Example policy() {
    var document =
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "%s",
         "Resource": "arn:aws:s3:::shelf/*"}]}\
        """;
    return Example.of(
        "AWS::S3::BucketPolicy",
        "{\"Bucket\": \"shelf\", \"PolicyDocument\": %s}"
            .formatted(document.formatted("s3:GetObject")),
        (shop, name) -> answers(shop, GetBucketPolicyRequest.builder().bucket(name).build()),
        "PolicyDocument",
        document.formatted("s3:GetObject"),
        document.formatted("s3:PutObject"));
  }
}
