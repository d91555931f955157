package dev.safelight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The past, explained as it was.
class WhyTest {
  private static final byte[] NOTHING = new byte[0];

  @TempDir Path folder;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(folder.resolve("data"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String read(String role) {
    return """
    {"Sid": "MayRead", "Effect": "Allow", "Principal": {"AWS": "%s"},
     "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/*"}\
    """
        .formatted(Bench.arn(role));
  }

  @Test
  void anAllowedCallIsExplainedByTheStatementAndItsText() {
    var reader = bench.role("Reader");
    bench.bucketPolicy(read("Reader"));
    var answer = reader.s3("GET", "/photos/a.jpg", NOTHING);
    var why = bench.ask("why", answer.requestId(), "--output", "json");
    assertThat(why.code()).as(why.err()).isZero();
    var decision = why.json().path("decisions").path(0);
    assertThat(decision.path("verdict").asText()).isEqualTo("Allowed");
    assertThat(decision.path("engineAgrees").asBoolean()).isTrue();
    var by = decision.path("decidedBy").path(0);
    assertThat(by.path("statement").asText()).isEqualTo("MayRead");
    assertThat(by.path("line").asInt()).isEqualTo(2);
    assertThat(by.path("at").asText()).isEqualTo("arn:aws:s3:::photos");
    assertThat(by.path("text").path("Resource").asText()).isEqualTo("arn:aws:s3:::photos/*");
    assertThat(decision.path("changedSince")).isEmpty();
    var text = bench.ask("why", answer.requestId()).out();
    assertThat(text)
        .contains("s3 GetObject by arn:aws:sts::123456789012:assumed-role/Reader/test")
        .contains("Decided by MayRead of the resource-based policy")
        .contains("\"Sid\" : \"MayRead\"")
        .doesNotContain("changed since");
  }

  @Test
  void aDeniedCallNamesTheNearestMissAndAGrantThatWorks() {
    bench.role("Reader");
    var other = bench.role("Other");
    bench.bucketPolicy(read("Reader"));
    var answer = other.s3("GET", "/photos/a.jpg", NOTHING);
    assertThat(answer.status()).isEqualTo(403);
    var decision =
        bench.ask("why", "--last", "--denied", "--output", "json").json().path("decisions").path(0);
    assertThat(decision.path("message").asText()).isEqualTo(answer.element("Message"));
    var nearest = decision.path("nearest");
    assertThat(nearest.path("statement").asText()).isEqualTo("MayRead");
    assertThat(nearest.path("failures").path(0).path("element").asText()).isEqualTo("Principal");
    assertThat(nearest.path("failures").path(0).path("wanted").path(0).asText())
        .isEqualTo(Bench.arn("Reader"));
    // What it proposes is put into the role's policy, and the same call is allowed.
    var grant = decision.path("grants").path(0);
    assertThat(grant.path("where").asText()).contains(Bench.arn("Other"));
    Bench.ok(
        bench.admin.iam(
            "PutRolePolicy",
            Map.of(
                "RoleName",
                "Other",
                "PolicyName",
                "Fix",
                "PolicyDocument",
                Bench.policy(grant.path("statement").toString()))));
    assertThat(other.s3("GET", "/photos/a.jpg", NOTHING).status()).isEqualTo(200);
  }

  @Test
  void thePastIsToldAsItWasAfterThePolicyChangedAndTheRoleIsGone() {
    var reader = bench.role("Reader");
    bench.bucketPolicy(read("Reader"));
    var id = reader.s3("GET", "/photos/a.jpg", NOTHING).requestId();
    bench.bucketPolicy(read("Reader").replace("MayRead", "Other").replace("photos/*", "photos/b"));
    Bench.ok(bench.admin.iam("DeleteRole", Map.of("RoleName", "Reader")));
    Bench.ok(bench.admin.s3("DELETE", "/photos?policy", NOTHING));
    requirePast(bench.ask("why", id, "--output", "json"));
    var text = bench.ask("why", id).out();
    assertThat(text)
        .contains("\"bucket policy of photos\" is gone")
        .contains("Now it would be denied, since nothing allows it.");
    bench.close();
    requirePast(bench.ask("why", id, "--output", "json"));
  }

  private static void requirePast(Ran why) {
    assertThat(why.code()).as(why.err()).isZero();
    var decision = why.json().path("decisions").path(0);
    assertThat(decision.path("verdict").asText()).isEqualTo("Allowed");
    assertThat(decision.path("engineAgrees").asBoolean()).isTrue();
    var by = decision.path("decidedBy").path(0);
    assertThat(by.path("statement").asText()).isEqualTo("MayRead");
    assertThat(by.path("text").path("Principal").path("AWS").asText())
        .isEqualTo(Bench.arn("Reader"));
    assertThat(decision.path("verdictNow").asText()).isEqualTo("ImplicitlyDenied");
  }

  @Test
  void whoeverIsCalledAlikeNowIsNotWhoAskedThen() {
    var reader = bench.role("Reader", allow("s3:GetObject"));
    var id = reader.s3("GET", "/photos/a.jpg", NOTHING).requestId();
    Bench.ok(
        bench.admin.iam("DeleteRolePolicy", Map.of("RoleName", "Reader", "PolicyName", "Own")));
    Bench.ok(bench.admin.iam("DeleteRole", Map.of("RoleName", "Reader")));
    bench.role("Reader", allow("s3:GetObject"));
    var decision = bench.ask("why", id, "--output", "json").json().path("decisions").path(0);
    assertThat(decision.path("verdictNow").asText()).isEqualTo("ImplicitlyDenied");
  }

  @Test
  void aSessionPolicyIsKeptWithTheCallThatItLimited() {
    bench.role("Wide", allow("s3:*"));
    var narrow = bench.assume("Wide", Bench.policy(allow("s3:PutObject")));
    var id = narrow.s3("GET", "/photos/a.jpg", NOTHING).requestId();
    var decision = bench.ask("why", id, "--output", "json").json().path("decisions").path(0);
    assertThat(decision.path("message").asText()).contains("no session policy allows");
    assertThat(decision.path("considered").findValuesAsText("type")).contains("session policy");
    assertThat(decision.path("grants").path(0).path("type").asText()).isEqualTo("session policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-request",
        "' or '1'='1",
        "../../etc/passwd",
        "\u001b[2J",
        "{}",
        "a b",
        "*",
        "%00",
        "\ud83d\ude00"
      })
  void anIdThatIsNoneIsRefusedWithASentence(String id) {
    for (int time = 0; time < 2; time++) {
      var why = bench.ask("why", id);
      assertThat(why.code()).isEqualTo(2);
      assertThat(why.out()).isEmpty();
      assertThat(why.err()).startsWith("safelight: ").doesNotContain("\u001b", "Exception");
      bench.close(); // The second time it is stopped.
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"why", "why x --last", "why x --denied", "why --denied", "trail --most 0"})
  void aQuestionThatMakesNoSenseIsRefused(String words) {
    assertThat(bench.ask((Object[]) words.split(" ", -1)).code()).isEqualTo(2);
  }

  @Test
  void whoMayNotAskIsToldSoAndThatIsRecorded() throws Exception {
    bench.user("nobody");
    var why = bench.ask("why", "--last", "--profile", "nobody");
    assertThat(why.code()).isEqualTo(1);
    assertThat(why.err()).contains("is not authorized to perform: safelight:ExplainDecision");
    var trail = bench.ask("trail", "--denied", "--output", "json").json();
    assertThat(trail.path("operation").asText()).isEqualTo("ExplainDecision");
    assertThat(trail.path("caller").asText()).endsWith(":user/nobody");
    var last = bench.ask("why", "--last", "--denied", "--output", "json").json();
    assertThat(last.path("service").asText()).isEqualTo("safelight");
  }

  @Test
  void oneCallAloneCanBeGranted() throws Exception {
    var id = bench.admin.s3("GET", "/photos/a.jpg", NOTHING).requestId();
    bench.user(
        "auditor",
        """
        {"Effect": "Allow", "Action": "safelight:ExplainDecision",
         "Resource": "arn:aws:safelight:us-east-1:123456789012:decision/%s"}\
        """
            .formatted(id));
    assertThat(bench.ask("why", id, "--profile", "auditor").code()).isZero();
    assertThat(bench.ask("why", "--last", "--profile", "auditor").code()).isEqualTo(1);
    assertThat(bench.ask("trail", "--profile", "auditor").code()).isEqualTo(1);
  }

  @Test
  void questionsThatWereAnsweredAreNotTheLatestCall() {
    var id = bench.admin.s3("GET", "/photos/a.jpg", NOTHING).requestId();
    for (int time = 0; time < 3; time++) {
      var last = bench.ask("why", "--last", "--output", "json").json();
      assertThat(last.path("requestId").asText()).isEqualTo(id);
    }
    assertThat(bench.ask("trail", "--own").out()).contains("safelight:ExplainDecision");
    assertThat(bench.ask("trail").out()).doesNotContain("safelight:").contains(id);
  }

  @Test
  void aCallThatEndedBeforeItCouldBeDecidedIsExplainedTooAndAsItWasSent() {
    var stranger = bench.admin.as("AKIANOSUCHKEY", "secret", "");
    var id = stranger.s3("GET", "/photos/a.jpg", NOTHING).requestId();
    var why = bench.ask("why", id);
    assertThat(why.code()).isZero();
    assertThat(why.out()).contains("InvalidAccessKeyId").contains("No policy was asked");
  }

  private static String allow(String... actions) {
    return "{\"Effect\": \"Allow\", \"Action\": [\"%s\"], \"Resource\": \"*\"}"
        .formatted(String.join("\", \"", actions));
  }
}
