package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;

/// Buckets as such.
sealed interface BucketOperation extends S3Operation {
  /// A new bucket.
  ///
  /// @param account whose it will be
  record CreateBucket(Arrival.Document<CreateBucketRequest> document, String account)
      implements BucketOperation {
    @Override
    public List<Access> needs() {
      var input = document.head();
      var arn = Arns.bucket(input.bucket());
      var create =
          new RequestKeys()
              .with("s3:x-amz-acl", input.aclAsString())
              .with("s3:x-amz-object-ownership", input.objectOwnershipAsString())
              .on("s3:CreateBucket", arn);
      return input.objectOwnershipAsString() == null
          ? List.of(create)
          : List.of(create, Access.to("s3:PutBucketOwnershipControls", arn));
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record HeadBucket(HeadBucketRequest input) implements BucketOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }

  record DeleteBucket(DeleteBucketRequest input) implements BucketOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:DeleteBucket", Arns.bucket(input.bucket())));
    }
  }

  /// The buckets of an account.
  ///
  /// @param account whose buckets
  record ListBuckets(ListBucketsRequest input, String account) implements BucketOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:ListAllMyBuckets", Arns.ALL_BUCKETS));
    }
  }

  record GetBucketLocation(GetBucketLocationRequest input) implements BucketOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:GetBucketLocation", Arns.bucket(input.bucket())));
    }
  }

  record GetBucketAcl(GetBucketAclRequest input) implements BucketOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:GetBucketAcl", Arns.bucket(input.bucket())));
    }
  }
}
