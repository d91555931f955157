package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/// Who may, tried by calls: whoever is named may, and whoever is not may not.
class WhoCanTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "whose";
  private static final String KEY = "arn:aws:s3:::whose/k";
  private static final String ACCOUNT = "arn:aws:iam::123456789012:";
  private static final long SEED = 20261124;
  private static final int ROUNDS = 40;

  /// By the name that an answer has for them.
  private static final Map<String, SdkClients> CALLERS = new LinkedHashMap<>();

  @BeforeAll
  static void populate() {
    var s3 = HERE.admin().s3();
    s3.createBucket(b -> b.bucket(BUCKET));
    s3.deletePublicAccessBlock(b -> b.bucket(BUCKET));
    s3.putObject(o -> o.bucket(BUCKET).key("k"), RequestBody.fromString("k"));
    CALLERS.put(ACCOUNT + "user/admin", HERE.admin());
    CALLERS.put(ACCOUNT + "user/plain", HERE.user("plain"));
    CALLERS.put(ACCOUNT + "user/reader", HERE.user("reader", Documents.allow("s3:GetObject", KEY)));
    CALLERS.put(
        ACCOUNT + "user/secure",
        HERE.user(
            "secure",
            """
            {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*",
             "Condition": {"Bool": {"aws:SecureTransport": "true"}}}\
            """));
    role("Plain");
    role("Reader", Documents.allow("s3:GetObject", "*"));
    role("Blind", Documents.allow("s3:*", "*"), Documents.deny("s3:GetObject", "*"));
    CALLERS.put("*", HERE.admin().asAnonymous());
  }

  private static void role(String name, String... statements) {
    var arn = HERE.role(name, statements);
    CALLERS.put(
        arn,
        Environment.assume(
            HERE.admin(), AssumeRoleRequest.builder().roleArn(arn).roleSessionName("any").build()));
  }

  private static JsonNode ask(String action, String resource) {
    var answer =
        HERE.place()
            .admin()
            .safelight("FindPrincipals", Map.of("action", action, "resource", resource));
    assertThat(answer.ok()).as(answer.text()).isTrue();
    return answer.json();
  }

  private static Map<String, JsonNode> named(JsonNode answer) {
    return StreamSupport.stream(answer.path("principals").spliterator(), false)
        .filter(it -> !it.path("kind").asText().equals("any account"))
        .collect(
            Collectors.toMap(
                it -> it.path("principal").asText(), it -> it, (a, _) -> a, LinkedHashMap::new));
  }

  private static boolean mayRead(SdkClients caller, boolean secure) {
    var at = secure ? caller : caller.at(HERE.cloud().httpEndpoint());
    try {
      at.s3().getObjectAsBytes(o -> o.bucket(BUCKET).key("k"));
      return true;
    } catch (AwsServiceException refused) {
      assertThat(refused.statusCode()).isEqualTo(403);
      return false;
    }
  }

  @Test
  void whoeverIsNamedMayAndWhoeverIsNotMayNot() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var policy = policy(random);
      HERE.admin().s3().putBucketPolicy(p -> p.bucket(BUCKET).policy(policy));
      var named = named(ask("s3:GetObject", KEY));
      for (var caller : CALLERS.entrySet()) {
        var found = named.get(caller.getKey());
        boolean secure = mayRead(caller.getValue(), true);
        boolean clear = mayRead(caller.getValue(), false);
        var about = caller.getKey() + " under " + policy + ": " + found;
        if (found == null) {
          assertThat(secure || clear).as(about).isFalse();
        } else if (found.path("allowed").asText().equals("always")) {
          assertThat(secure && clear).as(about).isTrue();
        } else {
          // The conditions here are met by one way of sending at least, and by the one it says.
          assertThat(secure || clear).as(about).isTrue();
          assertThat(found.path("only").asText().equals("over TLS")).as(about).isEqualTo(!clear);
          assertThat(found.path("only").asText().equals("in the clear"))
              .as(about)
              .isEqualTo(!secure);
        }
      }
    }
  }

  private static String policy(Random random) {
    var statements = new ArrayList<String>();
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      statements.add(
          "{\"Effect\": \"%s\", \"Principal\": %s, \"Action\": \"%s\", \"Resource\": \"%s\"%s}"
              .formatted(
                  // admin must be able to put the next policy: no Deny of everything.
                  random.nextInt(3) == 0 ? "Deny" : "Allow",
                  pick(random, PRINCIPALS),
                  pick(random, List.of("s3:GetObject", "s3:Get*", "s3:PutObject", "s3:*Object")),
                  pick(random, List.of(KEY, "arn:aws:s3:::whose/*", "arn:aws:s3:::whose/other")),
                  pick(random, CONDITIONS)));
    }
    return Documents.policy(statements.toArray(String[]::new));
  }

  private static final List<String> PRINCIPALS =
      List.of(
          "\"*\"",
          "{\"AWS\": \"*\"}",
          "{\"AWS\": \"123456789012\"}",
          "{\"AWS\": \"arn:aws:iam::123456789012:role/Plain\"}",
          "{\"AWS\": [\"arn:aws:iam::123456789012:user/plain\", \"arn:aws:iam::123456789012:role/Blind\"]}",
          "{\"AWS\": \"999999999999\"}",
          "{\"Service\": \"cloudfront.amazonaws.com\"}");

  private static final List<String> CONDITIONS =
      List.of(
          "",
          "",
          ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"true\"}}",
          ", \"Condition\": {\"Bool\": {\"aws:SecureTransport\": \"false\"}}",
          ", \"Condition\": {\"ArnLike\": {\"aws:PrincipalArn\": \"arn:aws:iam::*:role/Plain\"}}",
          ", \"Condition\": {\"StringNotEquals\": {\"aws:PrincipalAccount\": \"123456789012\"}}",
          ", \"Condition\": {\"Null\": {\"aws:PrincipalOrgID\": \"false\"}}",
          ", \"Condition\": {\"StringEquals\": {\"aws:PrincipalType\": \"AssumedRole\"}}",
          ", \"Condition\": {\"StringEquals\": {\"aws:username\": \"plain\"}}");

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  @Test
  void theStatementAndItsConditionsAreTold() {
    HERE.admin().s3().createBucket(b -> b.bucket("told"));
    HERE.admin()
        .s3()
        .putBucketPolicy(p ->
            p.bucket("told")
                .policy(
                    Documents.policy(
                        """
                        {"Sid": "FromHome", "Effect": "Allow", "Action": "s3:GetObject",
                         "Principal": {"AWS": "arn:aws:iam::123456789012:role/Plain"}, "Resource": "arn:aws:s3:::told/*",
                         "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}\
                        """,
                        """
                        {"Sid": "OnlyOverTls", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                         "Resource": "arn:aws:s3:::told/*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}}\
                        """)));
    var plain = named(ask("s3:GetObject", "arn:aws:s3:::told/k")).get(ACCOUNT + "role/Plain");
    assertThat(plain.path("allowed").asText()).isEqualTo("conditionally");
    assertThat(plain.path("only").asText()).isEqualTo("over TLS");
    var by = plain.path("ways").path(0).path("by").path(0);
    assertThat(by.path("statement").asText()).isEqualTo("FromHome");
    assertThat(by.path("conditions").path(0).path("key").asText()).isEqualTo("aws:SourceIp");
    assertThat(plain.path("unless").path(0).path("statement").asText()).isEqualTo("OnlyOverTls");
  }

  @Test
  void everyWayIsTold() {
    HERE.user(
        "ways",
        """
        {"Sid": "FromHome", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ways/*",
         "Condition": {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}}\
        """,
        """
        {"Sid": "Secure", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::ways/*",
         "Condition": {"Bool": {"aws:SecureTransport": "true"}}}\
        """);
    var ways = named(ask("s3:GetObject", "arn:aws:s3:::ways/k")).get(ACCOUNT + "user/ways");
    assertThat(ways.path("ways").findValuesAsText("statement"))
        .containsExactly("FromHome", "Secure");
  }

  @Test
  void othersAreNamedAsFarAsOneCanKnow() {
    HERE.admin().s3().createBucket(b -> b.bucket("others"));
    HERE.admin().s3().deletePublicAccessBlock(b -> b.bucket("others"));
    HERE.admin()
        .s3()
        .putBucketPolicy(p ->
            p.bucket("others")
                .policy(
                    Documents.policy(
                        """
                        {"Effect": "Allow", "Principal": {"AWS": "999999999999"}, "Action": "s3:GetObject",
                         "Resource": "arn:aws:s3:::others/*"}\
                        """,
                        """
                        {"Effect": "Allow", "Principal": {"Service": "cloudfront.amazonaws.com"}, "Action": "s3:GetObject",
                         "Resource": "arn:aws:s3:::others/*",
                         "Condition": {"StringEquals": {"aws:SourceArn": "arn:aws:cloudfront::1:distribution/x"}}}\
                        """,
                        """
                        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::others/*",
                         "Condition": {"StringEquals": {"aws:PrincipalAccount": "888888888888"}}}\
                        """)));
    var named = named(ask("s3:GetObject", "arn:aws:s3:::others/k"));
    assertThat(named.get("999999999999").path("ifItsAccountAllows").asBoolean()).isTrue();
    assertThat(named).containsKey("888888888888").doesNotContainKey("*");
    var service = named.get("cloudfront.amazonaws.com");
    assertThat(service.path("allowed").asText()).isEqualTo("conditionally");
    assertThat(service.findValuesAsText("key")).containsExactly("aws:SourceArn");
  }

  @Test
  void whoMayAssumeARoleIsForItsTrustPolicyToSay() {
    HERE.admin()
        .iam()
        .createRole(r ->
            r.roleName("Worn")
                .assumeRolePolicyDocument(
                    Documents.policy(
                        """
                        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}\
                        """,
                        """
                        {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::123456789012:user/plain"},
                         "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": "x"}}}\
                        """)));
    var named = named(ask("sts:AssumeRole", ACCOUNT + "role/Worn"));
    assertThat(named.keySet())
        .containsExactlyInAnyOrder(ACCOUNT + "user/plain", "lambda.amazonaws.com");
    assertThat(named.get(ACCOUNT + "user/plain").findValuesAsText("key"))
        .containsExactly("sts:ExternalId");
    // Administrators of the account are not trusted by that.
    var byAccount = named(ask("sts:AssumeRole", ACCOUNT + "role/Reader"));
    assertThat(byAccount.keySet()).containsExactly(ACCOUNT + "user/admin");
  }

  @Test
  void functionsAndLogGroupsAreResourcesToo() {
    HERE.user("writer", Documents.allow("logs:PutLogEvents", "arn:aws:logs:*:*:log-group:/app:*"));
    var group = "arn:aws:logs:us-east-1:123456789012:log-group:/app:log-stream:s";
    assertThat(named(ask("logs:PutLogEvents", group)).keySet())
        .contains(ACCOUNT + "user/admin", ACCOUNT + "user/writer")
        .doesNotContain(ACCOUNT + "user/plain");
    assertThat(
            new TreeSet<>(
                named(
                        ask(
                            "lambda:InvokeFunction",
                            "arn:aws:lambda:us-east-1:123456789012:function:none"))
                    .keySet()))
        .contains(ACCOUNT + "user/admin")
        .doesNotContain(ACCOUNT + "user/plain");
  }

  @Test
  void whomNobodyIsAnyMoreIsSaid() {
    var arn = HERE.role("Leaver");
    var id = HERE.admin().iam().getRole(r -> r.roleName("Leaver")).role().roleId();
    HERE.admin().s3().createBucket(b -> b.bucket("left-behind"));
    HERE.admin()
        .s3()
        .putBucketPolicy(p ->
            p.bucket("left-behind")
                .policy(
                    Documents.policy(
                        """
                        {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "s3:GetObject",
                         "Resource": "arn:aws:s3:::left-behind/*"}\
                        """
                            .formatted(arn))));
    assertThat(named(ask("s3:GetObject", "arn:aws:s3:::left-behind/k"))).containsKey(arn);
    HERE.admin().iam().deleteRole(r -> r.roleName("Leaver"));
    HERE.role("Leaver");
    var answer = ask("s3:GetObject", "arn:aws:s3:::left-behind/k");
    assertThat(named(answer)).doesNotContainKey(arn);
    assertThat(answer.path("namesNobody").path(0).asText()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:GetObject arn:aws:s3:::b/*",
        "s3:* arn:aws:s3:::b/k",
        "GetObject arn:aws:s3:::b/k",
        "s3:GetObject b/k",
        "s3:GetObject arn:aws:s3",
        "lambda:InvokeFunction arn:aws:lambda:us-east-1:123456789012:function:no/such name",
        "sts:AssumeRole *"
      })
  void aQuestionThatMakesNoSenseIsRefused(String question) {
    int space = question.indexOf(' ');
    var answer =
        HERE.place()
            .admin()
            .safelight(
                "FindPrincipals",
                Map.of(
                    "action",
                    question.substring(0, space),
                    "resource",
                    question.substring(space + 1)));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errorType()).isEqualTo("ValidationException");
  }
}
