package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;

/// Tags of objects.
sealed interface TagOperation extends S3Operation {
  record GetObjectTagging(GetObjectTaggingRequest input) implements TagOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:GetObjectTagging", Arns.object(input.bucket(), input.key())));
    }

    @Override
    public List<Access> asks() {
      return List.of(Access.to("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }

  /// Read whole before it is authorised: its tags are condition keys.
  record PutObjectTagging(PutObjectTaggingRequest input) implements TagOperation {
    @Override
    public List<Access> needs() {
      var tags = new LinkedHashMap<String, String>();
      input.tagging().tagSet().forEach(tag -> tags.put(tag.key(), tag.value()));
      return List.of(
          new RequestKeys()
              .withTags(tags)
              .on("s3:PutObjectTagging", Arns.object(input.bucket(), input.key())));
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
          Access.to("s3:DeleteObjectTagging", Arns.object(input.bucket(), input.key())));
    }

    @Override
    public List<Access> asks() {
      return List.of(Access.to("s3:ListBucket", Arns.bucket(input.bucket())));
    }
  }
}
