package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// Policies as AWS's own guides write them, tried by calls: that every condition key gets its value
/// from the request, the caller and the resource that it should.
class PolicyInUseTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "policies";
  private static S3Client s3;

  @BeforeAll
  static void fillTheBucket() {
    s3 = HERE.admin().s3();
    s3.createBucket(b -> b.bucket(BUCKET));
    for (var key : new String[] {"home/anna/k", "home/bert/k", "k"}) {
      s3.putObject(o -> o.bucket(BUCKET).key(key), RequestBody.fromString(key));
    }
  }

  /// AWS: "IAM policies: user-specific folders in a bucket".
  @Test
  void everyUserHasAFolder() {
    var statements =
        new String[] {
          """
          {"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "arn:aws:s3:::policies",
           "Condition": {"StringLike": {"s3:prefix": ["home/${aws:username}/*"]}}}
          """,
          Documents.allow("s3:*Object", "arn:aws:s3:::policies/home/${aws:username}/*")
        };
    var anna = HERE.user("anna", statements).s3();
    var bert = HERE.user("bert", statements).s3();
    assertThat(read(anna, "home/anna/k")).isEqualTo("home/anna/k");
    assertThat(read(bert, "home/bert/k")).isEqualTo("home/bert/k");
    denied(() -> read(anna, "home/bert/k"));
    denied(() -> read(anna, "home/anna/../bert/k"));
    assertThat(anna.listObjectsV2(l -> l.bucket(BUCKET).prefix("home/anna/")).contents())
        .hasSize(1);
    denied(() -> anna.listObjectsV2(l -> l.bucket(BUCKET).prefix("home/bert/")));
    denied(() -> anna.listObjectsV2(l -> l.bucket(BUCKET).prefix("home/")));
    denied(() -> anna.listObjectsV2(l -> l.bucket(BUCKET)));
  }

  @Test
  void aDenyUnlessListsWhoIsLeft() {
    var bucket = "left";
    s3.createBucket(b -> b.bucket(bucket));
    s3.putObject(o -> o.bucket(bucket).key("k"), RequestBody.fromString("k"));
    var role = HERE.role("Allowed", Documents.allow("s3:*", "*"));
    var other = HERE.role("Other", Documents.allow("s3:*", "*"));
    s3.putBucketPolicy(p ->
        p.bucket(bucket)
            .policy(
                Documents.policy(
                    """
                    {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject",
                     "Resource": "arn:aws:s3:::left/*",
                     "Condition": {"ArnNotEquals": {"aws:PrincipalArn": "%s"}}}
                    """
                        .formatted(role))));
    var allowed = Environment.assume(HERE.admin(), session(role)).s3();
    assertThat(allowed.getObjectAsBytes(o -> o.bucket(bucket).key("k")).asUtf8String())
        .isEqualTo("k");
    var left = Environment.assume(HERE.admin(), session(other)).s3();
    denied(() -> left.getObject(o -> o.bucket(bucket).key("k")));
    // The administrator as well.
    denied(() -> s3.getObject(o -> o.bucket(bucket).key("k")));
  }

  @Test
  void anAddressCountsAsItIsSeen() {
    var near =
        HERE.user(
            "near",
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
             "Condition": {"IpAddress": {"aws:SourceIp": "127.0.0.0/8"}}}
            """);
    assertThat(read(near.s3(), "k")).isEqualTo("k");
    var far =
        HERE.user(
            "far",
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
             "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}
            """);
    denied(() -> read(far.s3(), "k"));
  }

  @Test
  void timeRunsOut() {
    var past =
        HERE.user(
            "past",
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
             "Condition": {"DateLessThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}}
            """);
    denied(() -> read(past.s3(), "k"));
    var future =
        HERE.user(
            "future",
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
             "Condition": {"DateLessThan": {"aws:CurrentTime": "2120-01-01T00:00:00Z"}}}
            """);
    assertThat(read(future.s3(), "k")).isEqualTo("k");
  }

  /// AWS: "aws:ViaAWSService", its example of a deny by source address.
  @Test
  void aDenyThatSparesServicesDoesNotSpareEverybody() {
    var user =
        HERE.user(
            "outsider",
            Documents.allow("s3:GetObject", "*"),
            """
            {"Effect": "Deny", "Action": "*", "Resource": "*",
             "Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"},
                           "Bool": {"aws:ViaAWSService": "false"}}}
            """);
    denied(() -> read(user.s3(), "k"));
  }

  @Test
  void tagsOfObjectsDecide() {
    s3.putObject(
        o -> o.bucket(BUCKET).key("tagged/public").tagging("class=public"),
        RequestBody.fromString("public"));
    s3.putObject(
        o -> o.bucket(BUCKET).key("tagged/secret").tagging("class=secret"),
        RequestBody.fromString("secret"));
    var user =
        HERE.user(
            "classed",
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
             "Condition": {"StringEquals": {"s3:ExistingObjectTag/class": "public"}}}
            """,
            """
            {"Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectTagging"], "Resource": "*",
             "Condition": {"StringEquals": {"s3:RequestObjectTag/class": "public"},
                           "ForAllValues:StringEquals": {"s3:RequestObjectTagKeys": ["class"]}}}
            """);
    assertThat(read(user.s3(), "tagged/public")).isEqualTo("public");
    denied(() -> read(user.s3(), "tagged/secret"));
    denied(() -> read(user.s3(), "k"));
    user.s3()
        .putObject(
            o -> o.bucket(BUCKET).key("tagged/new").tagging("class=public"),
            RequestBody.fromString("new"));
    denied(() ->
        user.s3()
            .putObject(
                o -> o.bucket(BUCKET).key("tagged/never").tagging("class=secret"),
                RequestBody.fromString("never")));
    denied(() ->
        user.s3()
            .putObject(
                o -> o.bucket(BUCKET).key("tagged/never").tagging("class=public&more=x"),
                RequestBody.fromString("never")));
    denied(() ->
        user.s3()
            .putObject(o -> o.bucket(BUCKET).key("tagged/never"), RequestBody.fromString("never")));
    Errors.status(404, () -> s3.headObject(o -> o.bucket(BUCKET).key("tagged/never")));
  }

  @Test
  void tagsOfTheCallerDecide() {
    HERE.admin()
        .iam()
        .createUser(u -> u.userName("tinted").tags(t -> t.key("team").value("k").build()));
    HERE.admin()
        .iam()
        .putUserPolicy(p ->
            p.userName("tinted")
                .policyName("team")
                .policyDocument(
                    Documents.policy(
                        Documents.allow(
                            "s3:GetObject", "arn:aws:s3:::policies/${aws:PrincipalTag/team}"))));
    var key = HERE.admin().iam().createAccessKey(k -> k.userName("tinted")).accessKey();
    var tinted = HERE.admin().as(key.accessKeyId(), key.secretAccessKey()).s3();
    assertThat(read(tinted, "k")).isEqualTo("k");
    denied(() -> read(tinted, "home/anna/k"));
  }

  @Test
  void aLinkCanBeToldFromASignedHeader() throws Exception {
    var user =
        HERE.user(
            "links",
            Documents.allow("s3:GetObject", "*"),
            """
            {"Effect": "Deny", "Action": "s3:*", "Resource": "*",
             "Condition": {"StringNotEquals": {"s3:authType": "REST-QUERY-STRING"}}}
            """);
    denied(() -> read(user.s3(), "k"));
    var link =
        user.presigner()
            .presignGetObject(p ->
                p.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(o -> o.bucket(BUCKET).key("k")))
            .url()
            .toString();
    var answer =
        user.stranger()
            .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void everythingButIsWhatItSays() {
    var user =
        HERE.user(
            "everything-but",
            """
            {"Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::policies/home/*"}
            """);
    assertThat(read(user.s3(), "k")).isEqualTo("k");
    denied(() -> read(user.s3(), "home/anna/k"));
    denied(() -> user.iam().listUsers());
  }

  @Test
  void aDeletedUsersKeyOpensNothing() {
    var user = HERE.user("leaver", Documents.allow("s3:*", "*"));
    assertThat(read(user.s3(), "k")).isEqualTo("k");
    var iam = HERE.admin().iam();
    var id = user.keys().resolveCredentials().accessKeyId();
    iam.deleteAccessKey(k -> k.userName("leaver").accessKeyId(id));
    iam.deleteUserPolicy(p -> p.userName("leaver").policyName("permissions"));
    iam.deleteUser(u -> u.userName("leaver"));
    Errors.refusal(403, "InvalidAccessKeyId", () -> read(user.s3(), "k"));
  }

  @Test
  void aRoleMadeAgainDoesNotLetOldSessionsIn() {
    var role = HERE.role("Again", Documents.allow("s3:GetObject", "*"));
    var old = Environment.assume(HERE.admin(), session(role)).s3();
    assertThat(read(old, "k")).isEqualTo("k");
    var iam = HERE.admin().iam();
    iam.deleteRolePolicy(p -> p.roleName("Again").policyName("permissions"));
    denied(() -> read(old, "k"));
    iam.deleteRole(r -> r.roleName("Again"));
    HERE.role("Again", Documents.allow("s3:GetObject", "*"));
    Errors.refusal(403, "InvalidAccessKeyId", () -> read(old, "k"));
  }

  /// Its boundary is gone with the role: no policy of a resource may let such a session in.
  @Test
  void aSessionOfADeletedRoleIsNobodyAlsoToAPolicyThatNamesIt() {
    var role = HERE.role("Ghost", Documents.allow("s3:GetObject", "*"));
    var ghost = Environment.assume(HERE.admin(), session(role));
    s3.createBucket(b -> b.bucket("haunted"));
    s3.putObject(o -> o.bucket("haunted").key("k"), RequestBody.fromString("k"));
    var statement =
        """
        {"Effect": "Allow", "Principal": {"AWS": [
          "arn:aws:iam::123456789012:root", "arn:aws:sts::123456789012:assumed-role/Ghost/test"]},
         "Action": "s3:GetObject", "Resource": "arn:aws:s3:::haunted/*"}\
        """;
    s3.putBucketPolicy(p -> p.bucket("haunted").policy(Documents.policy(statement)));
    ThrowingCallable reading = () -> ghost.s3().getObjectAsBytes(o -> o.bucket("haunted").key("k"));
    var iam = HERE.admin().iam();
    iam.deleteRolePolicy(p -> p.roleName("Ghost").policyName("permissions"));
    assertThat(ghost.s3().getObjectAsBytes(o -> o.bucket("haunted").key("k")).asUtf8String())
        .isEqualTo("k");
    iam.deleteRole(r -> r.roleName("Ghost"));
    Errors.refusal(403, "InvalidAccessKeyId", reading);
    Errors.refusal(403, "InvalidClientTokenId", () -> ghost.sts().getCallerIdentity());
    Errors.refusal(403, "InvalidClientTokenId", () -> ghost.iam().listUsers());
    Errors.refusal(403, "UnrecognizedClientException", () -> ghost.lambda().listFunctions());
    HERE.role("Ghost", Documents.allow("s3:GetObject", "*"));
    Errors.refusal(403, "InvalidAccessKeyId", reading);
  }

  private static String read(S3Client s3, String key) {
    return s3.getObjectAsBytes(o -> o.bucket(BUCKET).key(key)).asUtf8String();
  }

  private static void denied(ThrowingCallable call) {
    Errors.refusal(403, "AccessDenied", call);
  }

  private static AssumeRoleRequest session(String roleArn) {
    return AssumeRoleRequest.builder().roleArn(roleArn).roleSessionName("test").build();
  }
}
