package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;

/// Tags of objects.
sealed interface TagOperation extends S3Operation {
  record GetObjectTagging(GetObjectTaggingRequest input) implements TagOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          VersionAccess.of("s3:GetObjectTagging", input.bucket(), input.key(), input.versionId()));
    }

    @Override
    public List<Access> asks() {
      return List.of(Access.to("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }

  /// Read whole before it is authorised: its tags are condition keys.
  record PutObjectTagging(PutObjectTaggingRequest input, Tags tags) implements TagOperation {
    static PutObjectTagging of(PutObjectTaggingRequest input) {
      if (input.tagging() == null) {
        throw Faults.malformedXml();
      }
      return new PutObjectTagging(input, Tags.brought(Tags.of(input.tagging().tagSet())));
    }

    @Override
    public List<Access> needs() {
      return List.of(
          VersionAccess.of(
              new RequestKeys().withTags(tags.values()),
              "s3:PutObjectTagging",
              input.bucket(),
              input.key(),
              input.versionId()));
    }

    @Override
    public List<Access> asks() {
      return List.of(Access.to("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }

  record DeleteObjectTagging(DeleteObjectTaggingRequest input) implements TagOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          VersionAccess.of(
              "s3:DeleteObjectTagging", input.bucket(), input.key(), input.versionId()));
    }

    @Override
    public List<Access> asks() {
      return List.of(Access.to("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }
}
