package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// Who is let in to a bucket: signatures, keys, tokens and policies, as the SDK's client sees it.
class S3AccessTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "guarded";
  private static S3Client s3;

  @BeforeAll
  static void makeTheBucket() {
    s3 = HERE.admin().s3();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
    s3.putObject(object -> object.bucket(BUCKET).key("k"), RequestBody.fromString("guarded"));
  }

  private static ResponseInputStream<GetObjectResponse> read(SdkClients caller) {
    return caller.s3().getObject(object -> object.bucket(BUCKET).key("k"));
  }

  private static AssumeRoleRequest session(String roleArn) {
    return AssumeRoleRequest.builder().roleArn(roleArn).roleSessionName("test").build();
  }

  @Test
  void aWrongSecretIsRefused() {
    var admin = HERE.place().keys();
    Errors.refusal(
        403,
        "SignatureDoesNotMatch",
        () -> read(HERE.admin().as(admin.accessKeyId(), admin.secretAccessKey() + "x")));
  }

  @Test
  void anUnknownKeyIsRefused() {
    Errors.refusal(
        403,
        "InvalidAccessKeyId",
        () -> read(HERE.admin().as("AKIAAAAAAAAAAAAAAAAA", "wJalrXUtnFEMI/K7MDENG/secret")));
  }

  @Test
  void aTemporaryKeyIsWorthNothingWithoutItsOwnToken() {
    var role = HERE.role("Reader", Documents.allow("s3:GetObject", "*"));
    var keys = HERE.admin().sts().assumeRole(session(role)).credentials();
    var other = HERE.admin().sts().assumeRole(session(role)).credentials();
    assertThat(
            read(HERE.admin().as(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()))
                .response()
                .contentLength())
        .isEqualTo(7);
    Errors.refusal(
        403,
        "InvalidAccessKeyId",
        () -> read(HERE.admin().as(keys.accessKeyId(), keys.secretAccessKey())));
    Errors.refusal(
        400,
        "InvalidToken",
        () -> read(HERE.admin().as(keys.accessKeyId(), keys.secretAccessKey(), "made up")));
    Errors.refusal(
        400,
        "InvalidToken",
        () ->
            read(
                HERE.admin().as(keys.accessKeyId(), keys.secretAccessKey(), other.sessionToken())));
  }

  @Test
  void aStrangerIsDeniedAndLearnsNothingOfPolicies() {
    var stranger = HERE.admin().asAnonymous();
    assertThat(Errors.message(403, "AccessDenied", () -> read(stranger)))
        .isEqualTo("Access Denied");
    // Nor whether a key exists.
    Errors.refusal(
        403,
        "AccessDenied",
        () -> stranger.s3().getObject(object -> object.bucket(BUCKET).key("nowhere")));
  }

  @Test
  void aUserWithoutPermissionIsToldWhichPolicyTypeIsMissing() {
    var user = HERE.user("nobody");
    assertThat(Errors.message(403, "AccessDenied", () -> read(user)))
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/nobody is not authorized to perform:"
                + " s3:GetObject on resource: \"arn:aws:s3:::guarded/k\" because no"
                + " identity-based policy allows the s3:GetObject action");
  }

  @Test
  void theBucketPolicyTellsHttpFromHttps() {
    var bucket = "only-over-tls";
    s3.createBucket(b -> b.bucket(bucket));
    s3.putObject(o -> o.bucket(bucket).key("k"), RequestBody.fromString("x"));
    s3.putBucketPolicy(p -> p.bucket(bucket).policy(Documents.onlyOverTls(bucket)));
    assertThat(
            Errors.message(
                403,
                "AccessDenied",
                () -> HERE.adminInTheClear().s3().getObject(o -> o.bucket(bucket).key("k"))))
        .endsWith("with an explicit deny in a resource-based policy");
    Errors.refusal(
        403,
        "AccessDenied",
        () ->
            HERE.adminInTheClear()
                .s3()
                .putObject(o -> o.bucket(bucket).key("k"), RequestBody.fromString("changed")));
    assertThat(s3.getObjectAsBytes(o -> o.bucket(bucket).key("k")).asUtf8String()).isEqualTo("x");
  }

  @Test
  void deletingManyDeletesExactlyWhatThePolicyAllows() {
    var bucket = "many";
    s3.createBucket(b -> b.bucket(bucket));
    var keys = List.of("open/1", "closed/1", "open/2");
    for (var key : keys) {
      s3.putObject(o -> o.bucket(bucket).key(key), RequestBody.fromString(key));
    }
    var user = HERE.user("tidier", Documents.allow("s3:DeleteObject", "arn:aws:s3:::many/open/*"));
    var answer =
        user.s3()
            .deleteObjects(d ->
                d.bucket(bucket)
                    .delete(list ->
                        list.objects(
                            keys.stream()
                                .map(key -> ObjectIdentifier.builder().key(key).build())
                                .toList())));
    assertThat(answer.deleted())
        .extracting(DeletedObject::key)
        .containsExactlyInAnyOrder("open/1", "open/2");
    assertThat(answer.errors())
        .singleElement()
        .extracting(S3Error::key, S3Error::code)
        .containsExactly("closed/1", "AccessDenied");
    assertThat(s3.listObjectsV2(l -> l.bucket(bucket)).contents())
        .singleElement()
        .matches(object -> object.key().equals("closed/1"));
  }

  @Test
  void aCopyNeedsTheReadAndTheWrite() {
    var onlyReads = HERE.user("copy-reader", Documents.allow("s3:GetObject", "*"));
    var onlyWrites = HERE.user("copy-writer", Documents.allow("s3:PutObject", "*"));
    for (var user : List.of(onlyReads, onlyWrites)) {
      Errors.refusal(
          403,
          "AccessDenied",
          () ->
              user.s3()
                  .copyObject(c ->
                      c.sourceBucket(BUCKET)
                          .sourceKey("k")
                          .destinationBucket(BUCKET)
                          .destinationKey("copy")));
    }
    Errors.status(404, () -> s3.headObject(o -> o.bucket(BUCKET).key("copy")));
  }

  @Test
  void withoutListBucketAMissingKeyLooksForbidden() {
    var reader = HERE.user("key-reader", Documents.allow("s3:GetObject", "*"));
    Errors.refusal(
        403, "AccessDenied", () -> reader.s3().getObject(o -> o.bucket(BUCKET).key("nowhere")));
    var lister =
        HERE.user(
            "key-lister",
            Documents.allow("s3:GetObject", "*"),
            Documents.allow("s3:ListBucket", "*"));
    Errors.refusal(
        404, "NoSuchKey", () -> lister.s3().getObject(o -> o.bucket(BUCKET).key("nowhere")));
  }

  @Test
  void aMalformedBucketPolicyIsRefusedAndChangesNothing() {
    var bucket = "policed";
    s3.createBucket(b -> b.bucket(bucket));
    s3.putBucketPolicy(p -> p.bucket(bucket).policy(Documents.onlyOverTls(bucket)));
    for (var document :
        List.of(
            "{",
            "{\"Version\": \"2012-10-17\", \"Statement\": []}",
            Documents.onlyOverTls(bucket).replace("\"Principal\": \"*\", ", ""),
            Documents.onlyOverTls(bucket).replace("Deny", "deny"),
            Documents.onlyOverTls(bucket).replace("s3:*", "iam:*"),
            Documents.onlyOverTls("another-bucket"))) {
      Errors.refusal(
          400, "MalformedPolicy", () -> s3.putBucketPolicy(p -> p.bucket(bucket).policy(document)));
    }
    assertThat(s3.getBucketPolicy(p -> p.bucket(bucket)).policy()).contains("OnlyOverTls");
  }

  @Test
  void aPublicPolicyIsRefusedWhileTheBucketBlocksThem() {
    var bucket = "not-public";
    s3.createBucket(b -> b.bucket(bucket));
    var open =
        Documents.policy(
            "{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"s3:GetObject\","
                + " \"Resource\": \"arn:aws:s3:::not-public/*\"}");
    Errors.refusal(
        403, "AccessDenied", () -> s3.putBucketPolicy(p -> p.bucket(bucket).policy(open)));
    s3.deletePublicAccessBlock(b -> b.bucket(bucket));
    s3.putBucketPolicy(p -> p.bucket(bucket).policy(open));
    s3.putObject(o -> o.bucket(bucket).key("k"), RequestBody.fromString("for all"));
    assertThat(
            HERE.admin()
                .asAnonymous()
                .s3()
                .getObjectAsBytes(o -> o.bucket(bucket).key("k"))
                .asUtf8String())
        .isEqualTo("for all");
  }

  @Test
  void whatIsNotHereIsRefusedByItsName() {
    assertThat(
            Errors.message(
                501,
                "NotImplemented",
                () ->
                    s3.putBucketRequestPayment(p ->
                        p.bucket(BUCKET).requestPaymentConfiguration(c -> c.payer("Requester")))))
        .contains("PutBucketRequestPayment");
    assertThat(
            Errors.message(
                501, "NotImplemented", () -> s3.getObjectTorrent(t -> t.bucket(BUCKET).key("k"))))
        .contains("GetObjectTorrent");
    assertThat(
            Errors.message(
                501,
                "NotImplemented",
                () ->
                    s3.listBucketInventoryConfigurations(
                        i -> i.bucket(BUCKET).continuationToken("k"))))
        .contains("Inventory")
        .doesNotContain("ContinuationToken");
    Errors.refusal(
        501,
        "NotImplemented",
        () ->
            s3.putObject(
                o -> o.bucket(BUCKET).key("k").serverSideEncryption("aws:kms"),
                RequestBody.fromString("never kept")));
    assertThat(s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("k")).asUtf8String())
        .isEqualTo("guarded");
  }
}
