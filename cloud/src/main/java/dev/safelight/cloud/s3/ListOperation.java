package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/// What lies in a bucket.
sealed interface ListOperation extends S3Operation {
  record ListObjects(ListObjectsRequest input) implements ListOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new RequestKeys()
              .with("s3:prefix", input.prefix())
              .with("s3:delimiter", input.delimiter())
              .with("s3:max-keys", input.maxKeys())
              .on("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }

  record ListObjectVersions(ListObjectVersionsRequest input) implements ListOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new RequestKeys()
              .with("s3:prefix", input.prefix())
              .with("s3:delimiter", input.delimiter())
              .with("s3:max-keys", input.maxKeys())
              .on("s3:ListBucketVersions", Arns.bucket(input.bucket())));
    }
  }

  record ListObjectsV2(ListObjectsV2Request input) implements ListOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          new RequestKeys()
              .with("s3:prefix", input.prefix())
              .with("s3:delimiter", input.delimiter())
              .with("s3:max-keys", input.maxKeys())
              .on("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }
}
