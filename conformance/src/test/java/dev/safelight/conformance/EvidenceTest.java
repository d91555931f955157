package dev.safelight.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// What the audit trail keeps of decisions: everything that they were made from, and no secret.
class EvidenceTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "evidence";

  @BeforeAll
  static void fillTheBucket() {
    HERE.admin().s3().createBucket(b -> b.bucket(BUCKET));
    HERE.admin().s3().putObject(o -> o.bucket(BUCKET).key("k"), RequestBody.fromString("k"));
  }

  @Test
  void aDocumentIsKeptOncePerContentUnderItsHash() throws Exception {
    var user = HERE.user("once", Documents.allow("s3:GetObject", "arn:aws:s3:::evidence/*"));
    for (int call = 0; call < 5; call++) {
      user.s3().getObject(o -> o.bucket(BUCKET).key("k")).close();
    }
    var documents = rows("select hash, document from audit_document");
    assertThat(documents).doesNotHaveDuplicates();
    assertThat(documents.stream().filter(it -> it.contains("arn:aws:s3:::evidence/*"))).hasSize(1);
    for (var row : documents) {
      var digest = MessageDigest.getInstance("SHA-256").digest(row.substring(65).getBytes(UTF_8));
      assertThat(row.substring(0, 64)).isEqualTo(HexFormat.of().formatHex(digest));
    }
  }

  @Test
  void whatRecordsNameIsKeptAndNothingElse() throws Exception {
    HERE.user("named").iam();
    var named =
        rows(
            "select distinct json_extract(p.value, '$.sha256') from audit_scene, json_each(scene, '$.policies') p");
    assertThat(named)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(rows("select hash from audit_document"));
    assertThat(rows("select seq from audit_evidence where seq not in (select seq from audit)"))
        .isEmpty();
    assertThat(
            rows("select id from audit_scene where id not in (select scene from audit_evidence)"))
        .isEmpty();
    assertThat(
            rows("select seq from audit_evidence where scene not in (select id from audit_scene)"))
        .isEmpty();
  }

  @Test
  void callsThatAreAlikeShareTheirScene() throws Exception {
    var user = HERE.user("alike", Documents.allow("s3:GetObject", "arn:aws:s3:::evidence/*"));
    for (int call = 0; call < 5; call++) {
      user.s3().getObject(o -> o.bucket(BUCKET).key("k")).close();
    }
    assertThat(
            rows(
                """
                select scene, count(*) from audit_evidence where seq in
                (select seq from audit where caller like '%:user/alike') group by scene\
                """))
        .singleElement()
        .asString()
        .endsWith("|5");
  }

  @Test
  void aThousandKeysOfOneDeletionShareWhatTheyHaveInCommon() throws Exception {
    var keys = new ArrayList<ObjectIdentifier>();
    for (int key = 0; key < 1000; key++) {
      keys.add(ObjectIdentifier.builder().key("bulk/" + key).build());
    }
    var answer =
        HERE.admin()
            .s3()
            .deleteObjects(d -> d.bucket(BUCKET).delete(Delete.builder().objects(keys).build()));
    var id = answer.responseMetadata().requestId();
    assertThat(HERE.record(id).decisions()).hasSizeGreaterThanOrEqualTo(1000);
    var kept =
        rows(
            "select json_array_length(call, '$.asked'), length(call) from audit_evidence where seq = (select seq from audit where id = '%s')"
                .formatted(id));
    var numbers = kept.getFirst().split("\\|", -1);
    assertThat(Integer.parseInt(numbers[0])).isGreaterThanOrEqualTo(1000);
    assertThat(Integer.parseInt(numbers[1])).isLessThan(200_000);
  }

  @Test
  void everyAccessOfACopyIsExplained() {
    var copier =
        HERE.user(
            "copier",
            Documents.allow("s3:GetObject", "*"),
            Documents.allow("s3:PutObject", "arn:aws:s3:::evidence/copies/*"));
    var allowed =
        copier
            .s3()
            .copyObject(c ->
                c.sourceBucket(BUCKET)
                    .sourceKey("k")
                    .destinationBucket(BUCKET)
                    .destinationKey("copies/k"));
    var both = why(allowed.responseMetadata().requestId()).path("decisions");
    assertThat(both.findValuesAsText("verdict")).contains("Allowed").hasSizeGreaterThan(1);
    assertThat(both.findValuesAsText("action")).contains("s3:GetObject", "s3:PutObject");
    assertThat(both).allMatch(it -> it.path("engineAgrees").asBoolean());
    var refusal =
        catchThrowableOfType(
            AwsServiceException.class,
            () ->
                copier
                    .s3()
                    .copyObject(c ->
                        c.sourceBucket(BUCKET)
                            .sourceKey("k")
                            .destinationBucket(BUCKET)
                            .destinationKey("elsewhere/k")));
    var decisions = why(refusal.requestId()).path("decisions");
    var last = decisions.path(decisions.size() - 1);
    assertThat(last.path("verdict").asText()).isEqualTo("ImplicitlyDenied");
    assertThat(last.path("nearest").path("failures").path(0).path("element").asText())
        .isEqualTo("Resource");
    assertThat(last.path("grants").path(0).path("statement").path("Resource").asText())
        .isEqualTo("arn:aws:s3:::evidence/elsewhere/k");
  }

  @Test
  void whatShapedAnAnswerIsExplained() {
    var reader = HERE.user("unlisting", Documents.allow("s3:GetObject", "*"));
    var refusal =
        catchThrowableOfType(
            AwsServiceException.class,
            () -> reader.s3().getObject(o -> o.bucket(BUCKET).key("missing")));
    assertThat(refusal.statusCode()).isEqualTo(403);
    var decisions = why(refusal.requestId()).path("decisions");
    assertThat(decisions.path(1).path("action").asText()).isEqualTo("s3:ListBucket");
    assertThat(decisions.path(1).path("verdict").asText()).isEqualTo("ImplicitlyDenied");
  }

  @Test
  void whetherAnotherMayIsRecordedAsAsked() throws Exception {
    HERE.admin()
        .iam()
        .createRole(r ->
            r.roleName("NotForLambda")
                .assumeRolePolicyDocument(Documents.trust("{\"Service\": \"ec2.amazonaws.com\"}")));
    var zip = SdkBytes.fromByteArray(TinyFunction.zip(HERE.folder(), "echo"));
    var refusal =
        catchThrowableOfType(
            AwsServiceException.class,
            () ->
                HERE.admin()
                    .lambda()
                    .createFunction(f ->
                        f.functionName("never")
                            .role("arn:aws:iam::123456789012:role/NotForLambda")
                            .runtime(Runtime.PROVIDED_AL2023)
                            .handler("any")
                            .code(c -> c.zipFile(zip))));
    assertThat(refusal.statusCode()).isEqualTo(400);
    var decisions = why(refusal.requestId()).path("decisions");
    assertThat(decisions.findValuesAsText("action")).contains("iam:PassRole", "sts:AssumeRole");
    var last = decisions.path(decisions.size() - 1);
    assertThat(last.path("requester").asText()).isEqualTo("lambda.amazonaws.com");
    assertThat(last.path("message").asText()).contains("no role trust policy allows");
    assertThat(last.path("nearest").path("text").path("Principal").path("Service").asText())
        .isEqualTo("ec2.amazonaws.com");
  }

  private static JsonNode why(String requestId) {
    var answer = HERE.place().admin().safelight("ExplainDecision", Map.of("requestId", requestId));
    assertThat(answer.ok()).as(answer.text()).isTrue();
    return answer.json();
  }

  @Test
  void noSecretIsInTheTrail() throws Exception {
    var role = HERE.role("Secretive", Documents.allow("s3:GetObject", "*"));
    var keys =
        HERE.admin()
            .sts()
            .assumeRole(
                AssumeRoleRequest.builder().roleArn(role).roleSessionName("session").build())
            .credentials();
    var session = HERE.admin().as(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
    var link =
        session
            .presigner()
            .presignGetObject(p ->
                p.signatureDuration(Duration.ofMinutes(1))
                    .getObjectRequest(o -> o.bucket(BUCKET).key("k")))
            .url()
            .toString();
    // A page that was opened by a link tells the link to whatever it loads.
    var answer =
        session
            .stranger()
            .send(
                HttpRequest.newBuilder(URI.create(link)).header("Referer", link).build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var made = HERE.user("secretive").keys().resolveCredentials();
    var trail = new ArrayList<String>();
    for (var table : List.of("audit", "audit_evidence", "audit_scene", "audit_document")) {
      trail.addAll(rows("select * from " + table));
    }
    assertThat(String.join("\n", trail))
        .contains("Secretive/session")
        .contains("X-Amz-Signature=(left out)")
        .doesNotContain(keys.secretAccessKey())
        .doesNotContain(keys.sessionToken())
        .doesNotContain(java.net.URLEncoder.encode(keys.sessionToken(), UTF_8))
        .doesNotContain(made.secretAccessKey());
  }

  private static List<String> rows(String query) throws SQLException {
    var found = new ArrayList<String>();
    var file = HERE.cloud().credentialsFile().resolveSibling("safelight.db");
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        var row = new StringBuilder();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          row.append(column == 1 ? "" : "|").append(rows.getString(column));
        }
        found.add(row.toString());
      }
    }
    return found;
  }
}
