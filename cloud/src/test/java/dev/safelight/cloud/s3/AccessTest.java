package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Payload;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may do what: bucket policies, and what each operation asks for.
class AccessTest {
  private static final Caller ROLE = Bench.role("thumb");
  private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/thumb";

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
    bench.call("PUT", "/photos");
    bench.put("/photos/originals/k", "hello");
    bench.principals.put(ROLE_ARN, "AROAEXAMPLETHUMB");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String policy(String effect, String principal, String action, String resource) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Sid": "One", "Effect": "%s", "Principal": %s,
      "Action": "%s", "Resource": "%s"}]}\
    """
        .formatted(effect, principal, action, resource);
  }

  private void put(String policy) {
    var put = bench.put("/photos?policy", policy);
    assertThat(put.text()).isEmpty();
    assertThat(put.status()).isEqualTo(204);
  }

  private int as(Caller caller, String method, String target, String... headers) {
    return bench.as(caller, method, target, Payload.of("x".getBytes(UTF_8)), headers).status();
  }

  @Test
  void aBucketPolicyAloneLetsARoleReadAndNothingElse() {
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(403);
    var policy =
        policy(
            "Allow",
            "{\"AWS\": \"" + ROLE_ARN + "\"}",
            "s3:GetObject",
            "arn:aws:s3:::photos/originals/*");
    put(policy);
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(200);
    assertThat(as(ROLE, "HEAD", "/photos/originals/k")).isEqualTo(200);
    assertThat(as(ROLE, "PUT", "/photos/originals/k")).isEqualTo(403);
    assertThat(as(ROLE, "GET", "/photos/other")).isEqualTo(403);
    assertThat(bench.call("GET", "/photos?policy").text()).isEqualTo(policy);
    assertThat(bench.call("GET", "/photos?policy").header("Content-Type"))
        .isEqualTo("application/json");
    assertThat(bench.call("DELETE", "/photos?policy").status()).isEqualTo(204);
    assertThat(bench.call("GET", "/photos?policy").element("Code")).isEqualTo("NoSuchBucketPolicy");
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(403);
  }

  @Test
  void aRoleThatWasMadeAnewGetsNothingOfTheOldOnes() {
    put(
        policy(
            "Allow", "{\"AWS\": [\"" + ROLE_ARN + "\"]}", "s3:GetObject", "arn:aws:s3:::photos/*"));
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(200);
    bench.principals.put(ROLE_ARN, "AROAEXAMPLEANEW");
    var anew =
        new Caller.Session(
            Bench.ACCOUNT,
            "/",
            "thumb",
            "AROAEXAMPLEANEW",
            "s",
            "ASIA",
            Instant.EPOCH,
            List.of(),
            "");
    assertThat(as(anew, "GET", "/photos/originals/k")).isEqualTo(403);
    assertThat(bench.call("GET", "/photos?policy").text())
        .contains("AROAEXAMPLETHUMB")
        .doesNotContain(ROLE_ARN);
    bench.principals.remove(ROLE_ARN);
    assertThat(as(anew, "GET", "/photos/originals/k")).isEqualTo(403);
    bench.principals.put(ROLE_ARN, "AROAEXAMPLETHUMB");
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(200);
  }

  @Test
  void aMissingKeyIsToldOnlyToThoseWhoMayList() {
    bench.allow(ROLE, identity("s3:GetObject", "*"));
    assertThat(as(ROLE, "GET", "/photos/none")).isEqualTo(403);
    assertThat(as(ROLE, "HEAD", "/photos/none")).isEqualTo(403);
    bench.allow(ROLE, identity("s3:GetObject\", \"s3:ListBucket", "*"));
    assertThat(as(ROLE, "GET", "/photos/none")).isEqualTo(404);
    assertThat(as(ROLE, "HEAD", "/photos/none")).isEqualTo(404);
  }

  private static String identity(String action, String resource) {
    return """
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": ["%s"],
     "Resource": "%s"}}\
    """
        .formatted(action, resource);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /photos/originals/k, s3:GetObject, arn:aws:s3:::photos/originals/k",
    "HEAD, /photos/originals/k, s3:GetObject, arn:aws:s3:::photos/originals/k",
    "PUT, /photos/a, s3:PutObject, arn:aws:s3:::photos/a",
    "DELETE, /photos/a, s3:DeleteObject, arn:aws:s3:::photos/a",
    "HEAD, /photos, s3:ListBucket, arn:aws:s3:::photos",
    "GET, /photos, s3:ListBucket, arn:aws:s3:::photos",
    "GET, /photos?list-type=2, s3:ListBucket, arn:aws:s3:::photos",
    "GET, /photos?location, s3:GetBucketLocation, arn:aws:s3:::photos",
    "GET, /photos?versioning, s3:GetBucketVersioning, arn:aws:s3:::photos",
    "GET, /photos?acl, s3:GetBucketAcl, arn:aws:s3:::photos",
    "GET, /photos?encryption, s3:GetEncryptionConfiguration, arn:aws:s3:::photos",
    "GET, /photos?notification, s3:GetBucketNotification, arn:aws:s3:::photos",
    "GET, /photos?publicAccessBlock, s3:GetBucketPublicAccessBlock, arn:aws:s3:::photos",
    "DELETE, /photos?publicAccessBlock, s3:PutBucketPublicAccessBlock, arn:aws:s3:::photos",
    "GET, /photos?ownershipControls, s3:GetBucketOwnershipControls, arn:aws:s3:::photos",
    "DELETE, /photos?policy, s3:DeleteBucketPolicy, arn:aws:s3:::photos",
    "GET, /photos?uploads, s3:ListBucketMultipartUploads, arn:aws:s3:::photos",
    "POST, /photos/a?uploads, s3:PutObject, arn:aws:s3:::photos/a",
    "GET, /photos/originals/k?tagging, s3:GetObjectTagging, arn:aws:s3:::photos/originals/k",
    "DELETE, /photos/originals/k?tagging, s3:DeleteObjectTagging, arn:aws:s3:::photos/originals/k",
    "GET, /, s3:ListAllMyBuckets, *",
    "PUT, /new-bucket, s3:CreateBucket, arn:aws:s3:::new-bucket"
  })
  void eachOperationNeedsItsActionOnItsResource(
      String method, String target, String action, String resource) {
    var body = method.equals("PUT") && target.equals("/new-bucket") ? "" : "x";
    assertThat(bench.as(ROLE, method, target, Payload.of(body.getBytes(UTF_8))).status())
        .isEqualTo(403);
    bench.allow(ROLE, identity(action, resource));
    assertThat(bench.as(ROLE, method, target, Payload.of(body.getBytes(UTF_8))).status())
        .isLessThan(300);
  }

  @Test
  void acopyNeedsToReadAndToWrite() {
    String[] copy = {"x-amz-copy-source", "photos/originals/k"};
    bench.allow(ROLE, identity("s3:PutObject", "*"));
    assertThat(as(ROLE, "PUT", "/photos/copy", copy)).isEqualTo(403);
    bench.allow(ROLE, identity("s3:GetObject", "*"));
    assertThat(as(ROLE, "PUT", "/photos/copy", copy)).isEqualTo(403);
    bench.allow(ROLE, identity("s3:GetObject\", \"s3:PutObject", "*"));
    assertThat(as(ROLE, "PUT", "/photos/copy", copy)).isEqualTo(200);
  }

  @Test
  void moreThanBytesNeedsMoreThanPutObject() {
    bench.allow(ROLE, identity("s3:PutObject", "*"));
    assertThat(as(ROLE, "PUT", "/photos/a")).isEqualTo(200);
    assertThat(as(ROLE, "PUT", "/photos/a", "x-amz-tagging", "a=b")).isEqualTo(403);
    assertThat(as(ROLE, "PUT", "/photos/a", "x-amz-acl", "private")).isEqualTo(403);
    assertThat(as(ROLE, "PUT", "/photos/a", "If-Match", "*")).isEqualTo(403);
    assertThat(as(ROLE, "PUT", "/photos/a", "If-None-Match", "*")).isEqualTo(412);
  }

  @Test
  void aBulkDeleteAsksForEachKey() {
    bench.put("/photos/a", "1");
    bench.allow(ROLE, identity("s3:DeleteObject", "arn:aws:s3:::photos/a"));
    var body =
        "<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object><Object><Key>originals/k</Key></Object></Delete>";
    var deleted =
        bench.as(
            ROLE,
            "POST",
            "/photos?delete",
            Payload.of(body.getBytes(UTF_8)),
            "Content-MD5",
            ChecksumAlgorithm.MD5.base64(body.getBytes(UTF_8)));
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.elements("Deleted")).isEmpty();
    assertThat(deleted.elements("Key")).containsExactly("originals/k");
    assertThat(deleted.element("Code")).isEqualTo("AccessDenied");
    assertThat(bench.call("GET", "/photos/a").status()).isEqualTo(404);
    assertThat(bench.call("GET", "/photos/originals/k").status()).isEqualTo(200);
  }

  @Test
  void conditionsSeeTheRequestAndTheObject() {
    bench.allow(
        ROLE,
        """
        {"Version": "2012-10-17", "Statement": [
         {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*",
          "Condition": {"StringLike": {"s3:prefix": "originals/*"}}},
         {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
          "Condition": {"StringEquals": {"s3:ExistingObjectTag/class": "open"}}},
         {"Effect": "Allow", "Action": "s3:PutObject*", "Resource": "*",
          "Condition": {"StringEquals": {"s3:RequestObjectTag/class": "open"}}}]}\
        """);
    assertThat(as(ROLE, "GET", "/photos?list-type=2&prefix=originals/a")).isEqualTo(200);
    assertThat(as(ROLE, "GET", "/photos?list-type=2&prefix=other")).isEqualTo(403);
    assertThat(as(ROLE, "GET", "/photos?list-type=2")).isEqualTo(403);
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(403);
    bench.put("/photos/originals/k", "x", "x-amz-tagging", "class=open");
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(200);
    assertThat(as(ROLE, "PUT", "/photos/a")).isEqualTo(403);
    assertThat(as(ROLE, "PUT", "/photos/a", "x-amz-tagging", "class=open")).isEqualTo(200);
    assertThat(as(ROLE, "PUT", "/photos/a", "x-amz-tagging", "class=shut")).isEqualTo(403);
  }

  /// AWS: "aws:ViaAWSService", its example of a deny by source address.
  @Test
  void aDenyThatSparesServicesDoesNotSpareEverybody() {
    bench.allow(
        ROLE,
        """
        {"Version": "2012-10-17", "Statement": [
         {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
         {"Effect": "Deny", "Action": "*", "Resource": "*",
          "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                        "Bool": {"aws:ViaAWSService": "false"}}}]}\
        """);
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(403);
  }

  /// AWS has `s3:ExistingObjectTag` for reading, tagging and ACLs alone.
  @Test
  void tagsOfWhatIsThereLetNobodyOverwriteOrDeleteIt() {
    bench.put("/photos/originals/k", "x", "x-amz-tagging", "class=open");
    bench.allow(
        ROLE,
        """
        {"Version": "2012-10-17", "Statement": [
         {"Effect": "Allow", "Action": "s3:*", "Resource": "*",
          "Condition": {"StringEquals": {"s3:ExistingObjectTag/class": "open"}}}]}\
        """);
    assertThat(as(ROLE, "GET", "/photos/originals/k")).isEqualTo(200);
    assertThat(as(ROLE, "GET", "/photos/originals/k?tagging")).isEqualTo(200);
    assertThat(as(ROLE, "PUT", "/photos/originals/k")).isEqualTo(403);
    assertThat(as(ROLE, "DELETE", "/photos/originals/k")).isEqualTo(403);
    assertThat(as(ROLE, "DELETE", "/photos/originals/k?tagging")).isEqualTo(204);
  }

  @Test
  void aCopySourceInALinkMakesItACopyInWhateverCaseItIsSpelt() {
    bench.put("/photos/originals/k", "secret");
    bench.allow(
        ROLE,
        """
        {"Version": "2012-10-17", "Statement": [
         {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}]}\
        """);
    for (var name : new String[] {"x-amz-copy-source", "X-Amz-Copy-Source"}) {
      var copy = "/photos/b?" + name + "=photos%2Foriginals%2Fk";
      assertThat(as(ROLE, "PUT", copy)).isEqualTo(403);
      assertThat(bench.call("PUT", copy).status()).isEqualTo(200);
      assertThat(bench.call("GET", "/photos/b").text()).isEqualTo("secret");
    }
  }

  @Test
  void strangersNeedTheBucketsConsent() {
    assertThat(as(Bench.STRANGER, "GET", "/photos/originals/k")).isEqualTo(403);
    bench.principals.put(Bench.STRANGER.arn(), "AIDAEXAMPLESTRANGER");
    put(
        policy(
            "Allow",
            "{\"AWS\": \"" + Bench.STRANGER.arn() + "\"}",
            "s3:GetObject",
            "arn:aws:s3:::photos/*"));
    assertThat(as(Bench.STRANGER, "GET", "/photos/originals/k")).isEqualTo(200);
  }

  @Test
  void publicPoliciesAreBlockedUntilTheBlockIsLifted() {
    var open = policy("Allow", "\"*\"", "s3:GetObject", "arn:aws:s3:::photos/*");
    var blocked = bench.put("/photos?policy", open);
    assertThat(blocked.status()).isEqualTo(403);
    assertThat(blocked.element("Message"))
        .endsWith(
            "because public policies are prevented by the BlockPublicPolicy setting in S3 Block"
                + " Public Access");
    bench.call("DELETE", "/photos?publicAccessBlock");
    put(open);
    assertThat(bench.call("GET", "/photos?policyStatus").element("IsPublic")).isEqualTo("true");
    assertThat(as(Bench.ANONYMOUS, "GET", "/photos/originals/k")).isEqualTo(200);
    assertThat(as(Bench.ANONYMOUS, "GET", "/photos/originals/k?response-content-type=text/html"))
        .isEqualTo(400);
    bench.put(
        "/photos?publicAccessBlock",
        "<PublicAccessBlockConfiguration><RestrictPublicBuckets>true</RestrictPublicBuckets></PublicAccessBlockConfiguration>");
    assertThat(as(Bench.ANONYMOUS, "GET", "/photos/originals/k")).isEqualTo(403);
    assertThat(as(Bench.STRANGER, "GET", "/photos/originals/k")).isEqualTo(403);
    assertThat(as(Bench.ADMIN, "GET", "/photos/originals/k")).isEqualTo(200);
  }

  @Test
  void policiesThatAreNoneChangeNothing() {
    var role = "{\"AWS\": \"" + ROLE_ARN + "\"}";
    var good = policy("Allow", role, "s3:GetObject", "arn:aws:s3:::photos/*");
    put(good);
    assertMalformed("not JSON", "Policies must be valid JSON");
    assertMalformed("[]", "Policies must be valid JSON");
    assertMalformed(good.replace("\"Version\"", "\"Version\": \"2012-10-17\", \"Version\""), "");
    assertMalformed(good.replace("Allow", "allow"), "Effect");
    assertMalformed(good.replace("\"Sid\"", "\"Side\""), "Side");
    assertMalformed(good.replace("role/thumb", "role/ghost"), "Invalid principal in policy");
    assertMalformed(good.replace("photos/*", "other/*"), "Policy has invalid resource");
    assertMalformed(good.replace("photos/*", "photos-2/*"), "Policy has invalid resource");
    assertMalformed(good.replace("s3:GetObject", "lambda:InvokeFunction"), "Policy has invalid");
    assertMalformed(good.replace("s3:GetObject", "s3:GetObjects"), "Policy has invalid action");
    assertMalformed(
        good.replace("photos/*", "photos"),
        "Action does not apply to any resource(s) in statement");
    assertMalformed(
        good.replace("s3:GetObject", "s3:ListBucket"),
        "Action does not apply to any resource(s) in statement");
    assertMalformed(
        good.replace(
            "\"Resource\"", "\"Condition\":{\"StringLike\":{\"s3:prefix\":\"a\"}},\"Resource\""),
        "Conditions do not apply to combination of actions and resources in statement");
    assertMalformed(good.replace("One", "O".repeat(20 << 10)), "");
    assertThat(bench.call("GET", "/photos?policy").text()).isEqualTo(good);
  }

  private void assertMalformed(String policy, String message) {
    var refused = bench.put("/photos?policy", policy);
    assertThat(refused.element("Code")).isEqualTo("MalformedPolicy");
    assertThat(refused.element("Message")).contains(message);
  }
}
