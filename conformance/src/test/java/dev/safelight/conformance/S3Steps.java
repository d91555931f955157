package dev.safelight.conformance;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Tag;

/// S3's operations.
final class S3Steps {
  private static final String BUCKET = "sisters";
  private static final String SPARE = "sisters-spare";

  private final Steps steps;
  // What a later call needs of an earlier one's answer.
  private String upload = "";
  private String doomed = "";
  private String tag = "";

  S3Steps(Steps steps) {
    this.steps = steps;
  }

  String bucket() {
    return BUCKET;
  }

  void add() {
    buckets();
    objects();
    uploads();
  }

  private void buckets() {
    steps.add(
        "s3:CreateBucket",
        by -> {
          by.s3().createBucket(b -> b.bucket(SPARE));
          return by.s3().createBucket(b -> b.bucket(BUCKET));
        });
    steps.add("s3:HeadBucket", "s3:ListBucket", by -> by.s3().headBucket(b -> b.bucket(BUCKET)));
    steps.add("s3:ListBuckets", "s3:ListAllMyBuckets", by -> by.s3().listBuckets());
    steps.add("s3:GetBucketLocation", by -> by.s3().getBucketLocation(b -> b.bucket(BUCKET)));
    steps.add("s3:GetBucketVersioning", by -> by.s3().getBucketVersioning(b -> b.bucket(BUCKET)));
    steps.add("s3:GetBucketAcl", by -> by.s3().getBucketAcl(b -> b.bucket(BUCKET)));
    steps.add(
        "s3:GetBucketEncryption",
        "s3:GetEncryptionConfiguration",
        by -> by.s3().getBucketEncryption(b -> b.bucket(BUCKET)));
    steps.add(
        "s3:PutBucketEncryption",
        "s3:PutEncryptionConfiguration",
        by ->
            by.s3()
                .putBucketEncryption(e ->
                    e.bucket(BUCKET)
                        .serverSideEncryptionConfiguration(c ->
                            c.rules(r ->
                                r.applyServerSideEncryptionByDefault(
                                    d -> d.sseAlgorithm("AES256"))))));
    steps.add(
        "s3:PutBucketPolicy",
        by -> by.s3().putBucketPolicy(p -> p.bucket(BUCKET).policy(Documents.onlyOverTls(BUCKET))));
    steps.add("s3:GetBucketPolicy", by -> by.s3().getBucketPolicy(p -> p.bucket(BUCKET)));
    steps.add(
        "s3:GetBucketPolicyStatus", by -> by.s3().getBucketPolicyStatus(p -> p.bucket(BUCKET)));
    steps.add("s3:DeleteBucketPolicy", by -> by.s3().deleteBucketPolicy(p -> p.bucket(BUCKET)));
    steps.add(
        "s3:PutPublicAccessBlock",
        "s3:PutBucketPublicAccessBlock",
        by ->
            by.s3()
                .putPublicAccessBlock(b ->
                    b.bucket(BUCKET)
                        .publicAccessBlockConfiguration(c -> c.blockPublicPolicy(true))));
    steps.add(
        "s3:GetPublicAccessBlock",
        "s3:GetBucketPublicAccessBlock",
        by -> by.s3().getPublicAccessBlock(b -> b.bucket(BUCKET)));
    steps.add(
        "s3:DeletePublicAccessBlock",
        "s3:PutBucketPublicAccessBlock",
        by -> by.s3().deletePublicAccessBlock(b -> b.bucket(BUCKET)));
    steps.add(
        "s3:PutBucketOwnershipControls",
        by ->
            by.s3()
                .putBucketOwnershipControls(o ->
                    o.bucket(BUCKET)
                        .ownershipControls(c ->
                            c.rules(
                                r -> r.objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)))));
    steps.add(
        "s3:GetBucketOwnershipControls",
        by -> by.s3().getBucketOwnershipControls(o -> o.bucket(BUCKET)));
  }

  private void objects() {
    steps.add(
        "s3:PutObject",
        by -> by.s3().putObject(o -> o.bucket(BUCKET).key("k"), RequestBody.fromString("x")));
    steps.add(
        "s3:GetObject", by -> by.s3().getObjectAsBytes(o -> o.bucket(BUCKET).key("k")).response());
    steps.add(
        "s3:HeadObject", "s3:GetObject", by -> by.s3().headObject(o -> o.bucket(BUCKET).key("k")));
    steps.add(
        "s3:ListObjectsV2", "s3:ListBucket", by -> by.s3().listObjectsV2(l -> l.bucket(BUCKET)));
    steps.add("s3:ListObjects", "s3:ListBucket", by -> by.s3().listObjects(l -> l.bucket(BUCKET)));
    steps.add(
        "s3:PutObjectTagging",
        by ->
            by.s3()
                .putObjectTagging(t ->
                    t.bucket(BUCKET)
                        .key("k")
                        .tagging(set -> set.tagSet(Tag.builder().key("a").value("b").build()))));
    steps.add(
        "s3:GetObjectTagging", by -> by.s3().getObjectTagging(t -> t.bucket(BUCKET).key("k")));
    steps.add(
        "s3:DeleteObjectTagging",
        by -> by.s3().deleteObjectTagging(t -> t.bucket(BUCKET).key("k")));
    steps.add(
        "s3:CopyObject",
        "s3:GetObject",
        by ->
            by.s3()
                .copyObject(c ->
                    c.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy")));
    steps.add("s3:DeleteObject", by -> by.s3().deleteObject(o -> o.bucket(BUCKET).key("copy")));
  }

  private void uploads() {
    steps.add(
        "s3:CreateMultipartUpload",
        "s3:PutObject",
        by -> {
          doomed = by.s3().createMultipartUpload(u -> u.bucket(BUCKET).key("doomed")).uploadId();
          var begun = by.s3().createMultipartUpload(u -> u.bucket(BUCKET).key("parts"));
          upload = begun.uploadId();
          return begun;
        });
    steps.add(
        "s3:UploadPart",
        "s3:PutObject",
        by -> {
          var part =
              by.s3()
                  .uploadPart(
                      p -> p.bucket(BUCKET).key("parts").uploadId(upload).partNumber(1),
                      RequestBody.fromString("part"));
          tag = part.eTag();
          return part;
        });
    steps.add(
        "s3:UploadPartCopy",
        "s3:GetObject",
        by ->
            by.s3()
                .uploadPartCopy(p ->
                    p.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("parts")
                        .uploadId(upload)
                        .partNumber(2)));
    steps.add(
        "s3:ListParts",
        "s3:ListMultipartUploadParts",
        by -> by.s3().listParts(l -> l.bucket(BUCKET).key("parts").uploadId(upload)));
    steps.add(
        "s3:ListMultipartUploads",
        "s3:ListBucketMultipartUploads",
        by -> by.s3().listMultipartUploads(l -> l.bucket(BUCKET)));
    steps.add(
        "s3:CompleteMultipartUpload",
        "s3:PutObject",
        by ->
            by.s3()
                .completeMultipartUpload(c ->
                    c.bucket(BUCKET)
                        .key("parts")
                        .uploadId(upload)
                        .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(tag)))));
  }

  void clearAway() {
    steps.add(
        "s3:AbortMultipartUpload",
        by -> by.s3().abortMultipartUpload(a -> a.bucket(BUCKET).key("doomed").uploadId(doomed)));
    steps.add("s3:DeleteBucket", by -> by.s3().deleteBucket(b -> b.bucket(SPARE)));
  }
}
