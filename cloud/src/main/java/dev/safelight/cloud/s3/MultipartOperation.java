package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Objects written in parts.
sealed interface MultipartOperation extends S3Operation {
  record CreateMultipartUpload(CreateMultipartUploadRequest input, Tags tags)
      implements MultipartOperation {
    @Override
    public List<Access> needs() {
      var keys =
          new RequestKeys()
              .with("s3:x-amz-acl", input.aclAsString())
              .with("s3:x-amz-server-side-encryption", input.serverSideEncryptionAsString())
              .with("s3:x-amz-storage-class", input.storageClassAsString())
              .withTags(tags.values());
      return ObjectOperation.writing(
          keys, Arns.object(input.bucket(), input.key()), input.aclAsString(), tags, null);
    }
  }

  record UploadPart(UploadPartRequest input, Arrival arrival) implements MultipartOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:PutObject", Arns.object(input.bucket(), input.key())));
    }
  }

  record UploadPartCopy(UploadPartCopyRequest input, CopySource source)
      implements MultipartOperation {
    static UploadPartCopy of(UploadPartCopyRequest input) {
      return new UploadPartCopy(input, CopySource.of(input));
    }

    @Override
    public List<Access> needs() {
      return List.of(
          source.reading(),
          new RequestKeys()
              .with("s3:x-amz-copy-source", source.bucket() + "/" + source.key())
              .on("s3:PutObject", Arns.object(input.destinationBucket(), input.destinationKey())));
    }

    @Override
    public List<Access> asks() {
      return source.knowing();
    }
  }

  record CompleteMultipartUpload(
      Arrival.Document<CompleteMultipartUploadRequest> document, Origin origin)
      implements MultipartOperation {
    @Override
    public List<Access> needs() {
      var input = document.head();
      return ObjectOperation.writing(
          new RequestKeys()
              .with("s3:if-match", input.ifMatch())
              .with("s3:if-none-match", input.ifNoneMatch()),
          Arns.object(input.bucket(), input.key()),
          null,
          Tags.NONE,
          input.ifMatch());
    }

    @Override
    public Arrival arrival() {
      return document;
    }
  }

  record AbortMultipartUpload(AbortMultipartUploadRequest input) implements MultipartOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          Access.to("s3:AbortMultipartUpload", Arns.object(input.bucket(), input.key())));
    }
  }

  record ListParts(ListPartsRequest input) implements MultipartOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          Access.to("s3:ListMultipartUploadParts", Arns.object(input.bucket(), input.key())));
    }
  }

  record ListMultipartUploads(ListMultipartUploadsRequest input) implements MultipartOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("s3:ListBucketMultipartUploads", Arns.bucket(input.bucket())));
    }
  }
}
