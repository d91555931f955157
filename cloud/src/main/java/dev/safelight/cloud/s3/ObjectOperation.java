package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Objects, read and written whole.
sealed interface ObjectOperation extends S3Operation {
  /// Whether a missing key may be told from a forbidden one.
  private static List<Access> knowing(String bucket) {
    return List.of(Access.to("s3:ListBucket", Arns.bucket(bucket)));
  }

  record GetObject(GetObjectRequest input) implements ObjectOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          VersionAccess.of("s3:GetObject", input.bucket(), input.key(), input.versionId()));
    }

    @Override
    public List<Access> asks() {
      return knowing(input.bucket());
    }
  }

  record HeadObject(HeadObjectRequest input) implements ObjectOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          VersionAccess.of("s3:GetObject", input.bucket(), input.key(), input.versionId()));
    }

    @Override
    public List<Access> asks() {
      return knowing(input.bucket());
    }
  }

  record PutObject(PutObjectRequest input, Tags tags, Origin origin, Arrival arrival)
      implements ObjectOperation {
    @Override
    public List<Access> needs() {
      var keys =
          new RequestKeys()
              .with("s3:x-amz-acl", input.aclAsString())
              .with("s3:x-amz-server-side-encryption", input.serverSideEncryptionAsString())
              .with("s3:x-amz-storage-class", input.storageClassAsString())
              .with("s3:if-match", input.ifMatch())
              .with("s3:if-none-match", input.ifNoneMatch())
              .withTags(tags.values());
      return writing(
          keys,
          Arns.object(input.bucket(), input.key()),
          input.aclAsString(),
          tags,
          input.ifMatch());
    }
  }

  record DeleteObject(DeleteObjectRequest input, Origin origin) implements ObjectOperation {
    @Override
    public List<Access> needs() {
      return List.of(
          VersionAccess.of(
              new RequestKeys().with("s3:if-match", input.ifMatch()),
              "s3:DeleteObject",
              input.bucket(),
              input.key(),
              input.versionId()));
    }
  }

  /// A bulk delete needs nothing as a whole: each key is allowed or denied by itself.
  record DeleteObjects(DeleteObjectsRequest input, Origin origin) implements ObjectOperation {
    private static final int MOST = 1000;

    /// @throws Fault `MalformedXML`, `KeyTooLongError`
    static DeleteObjects of(DeleteObjectsRequest input, Origin origin) {
      var objects = input.delete() == null ? List.<ObjectIdentifier>of() : input.delete().objects();
      if (objects.isEmpty()
          || objects.size() > MOST
          || objects.stream().anyMatch(one -> one.key() == null || one.key().isEmpty())) {
        throw Faults.malformedXml();
      }
      objects.forEach(one -> Keys.bytes(one.key()));
      return new DeleteObjects(input, origin);
    }

    @Override
    public List<Access> needs() {
      return List.of();
    }

    @Override
    public List<Access> asks() {
      return input.delete().objects().stream().map(this::deletion).distinct().toList();
    }

    Access deletion(ObjectIdentifier one) {
      return VersionAccess.of("s3:DeleteObject", input.bucket(), one.key(), one.versionId());
    }
  }

  record CopyObject(CopyObjectRequest input, CopySource source, Tags tags, Origin origin)
      implements ObjectOperation {
    static CopyObject of(CopyObjectRequest input, Origin origin) {
      return new CopyObject(input, CopySource.of(input), Tags.ofHeader(input.tagging()), origin);
    }

    @Override
    public List<Access> needs() {
      var keys =
          new RequestKeys()
              .with("s3:x-amz-copy-source", source.bucket() + "/" + source.key())
              .with("s3:x-amz-metadata-directive", input.metadataDirectiveAsString())
              .with("s3:x-amz-acl", input.aclAsString())
              .with("s3:x-amz-server-side-encryption", input.serverSideEncryptionAsString())
              .with("s3:x-amz-storage-class", input.storageClassAsString())
              .with("s3:if-match", input.ifMatch())
              .with("s3:if-none-match", input.ifNoneMatch())
              .withTags(tags.values());
      var needs = new ArrayList<Access>();
      needs.add(source.reading());
      needs.addAll(
          writing(
              keys,
              Arns.object(input.destinationBucket(), input.destinationKey()),
              input.aclAsString(),
              tags,
              input.ifMatch()));
      return List.copyOf(needs);
    }

    /// Tags that come along are read and written too; whether there are any is known only later.
    @Override
    public List<Access> asks() {
      var asks = new ArrayList<>(source.knowing());
      asks.add(source.readingTags());
      asks.add(writingTags());
      return List.copyOf(asks);
    }

    Access writingTags() {
      return Access.to(
          "s3:PutObjectTagging", Arns.object(input.destinationBucket(), input.destinationKey()));
    }
  }

  /// What a write needs: more where it sets an ACL or tags, or compares with what is there.
  static List<Access> writing(
      RequestKeys keys, String arn, @Nullable String acl, Tags tags, @Nullable String ifMatch) {
    var needs = new ArrayList<Access>();
    needs.add(keys.on("s3:PutObject", arn));
    if (acl != null) {
      needs.add(keys.on("s3:PutObjectAcl", arn));
    }
    if (!tags.values().isEmpty()) {
      needs.add(keys.on("s3:PutObjectTagging", arn));
    }
    if (ifMatch != null) {
      needs.add(Access.to("s3:GetObject", arn));
    }
    return List.copyOf(needs);
  }
}
