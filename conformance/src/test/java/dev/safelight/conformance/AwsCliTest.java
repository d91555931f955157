package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// AWS's own command line, pointed here by nothing but the variables of `safelight env`. Each
/// process takes about a second to start, so a test is a story and not a case.
class AwsCliTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static Outside outside;
  private static Path files;

  @BeforeAll
  static void findTheCommand() throws IOException {
    outside = Outside.of(HERE);
    outside.assume("aws", "--version");
    files = Files.createDirectories(HERE.folder().resolve("files"));
    // Version 1 of the command signs links as S3 takes them of old buckets alone, unless told so.
    Files.writeString(
        Files.createDirectories(outside.home().resolve(".aws")).resolve("config"),
        "[default]\ns3 =\n  signature_version = s3v4\n");
  }

  private static String aws(String... arguments) {
    return outside.run("aws", arguments);
  }

  private static JsonNode json(String... arguments) throws IOException {
    return JSON.readTree(aws(arguments));
  }

  private static String denied(Outside by, String... arguments) {
    var ended = by.start("aws", arguments);
    assertThat(ended.status()).as(ended.output()).isNotZero();
    return ended.output();
  }

  private static Path file(String name, int size) throws IOException {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return Files.write(files.resolve(name), bytes);
  }

  @Test
  void filesGoUpAndDown() throws IOException {
    var small = file("small photo é.jpg", 1000);
    // Above 8 MB the command uploads and downloads in parts.
    var large = file("large.bin", 20 << 20);
    aws("s3", "mb", "s3://cli-files");
    aws("s3", "cp", small.toString(), "s3://cli-files/in/");
    aws("s3", "cp", large.toString(), "s3://cli-files/in/large.bin");
    assertThat(aws("s3", "ls", "s3://cli-files/in/"))
        .contains("1000 small photo é.jpg", "20971520 large.bin");
    aws("s3", "cp", "s3://cli-files/in/", files.resolve("down").toString(), "--recursive");
    assertThat(files.resolve("down/small photo é.jpg")).hasSameBinaryContentAs(small);
    assertThat(files.resolve("down/large.bin")).hasSameBinaryContentAs(large);
    var listed = json("s3api", "list-objects-v2", "--bucket", "cli-files", "--prefix", "in/large");
    assertThat(listed.at("/Contents/0/ETag").asText()).endsWith("-3\"");
    aws("s3", "rm", "s3://cli-files/in/", "--recursive");
    aws("s3", "rb", "s3://cli-files");
    assertThat(HERE.admin().s3().listBuckets().buckets())
        .noneMatch(bucket -> bucket.name().equals("cli-files"));
  }

  @Test
  void versionsAreListedRestoredAndDeleted() throws IOException {
    aws("s3", "mb", "s3://cli-versions");
    aws(
        "s3api",
        "put-bucket-versioning",
        "--bucket",
        "cli-versions",
        "--versioning-configuration",
        "Status=Enabled");
    aws("s3", "cp", file("v1.bin", 10).toString(), "s3://cli-versions/k");
    aws("s3", "cp", file("v2.bin", 20).toString(), "s3://cli-versions/k");
    aws("s3", "rm", "s3://cli-versions/k");
    var listed = json("s3api", "list-object-versions", "--bucket", "cli-versions");
    assertThat(listed.at("/Versions")).hasSize(2);
    assertThat(listed.at("/Versions/0/Size").asInt()).isEqualTo(20);
    assertThat(listed.at("/DeleteMarkers/0/IsLatest").asBoolean()).isTrue();
    assertThat(aws("s3", "ls", "s3://cli-versions/")).isEmpty();
    for (var one : new String[] {"/DeleteMarkers/0", "/Versions/0", "/Versions/1"}) {
      aws(
          "s3api",
          "delete-object",
          "--bucket",
          "cli-versions",
          "--key",
          "k",
          "--version-id",
          listed.at(one + "/VersionId").asText());
    }
    aws("s3", "rb", "s3://cli-versions");
  }

  @Test
  void objectsKeepTheirChecksumsAndLinksAreFollowed() throws Exception {
    var s3 = HERE.admin().s3();
    s3.createBucket(b -> b.bucket("cli-objects"));
    s3.putBucketPolicy(p -> p.bucket("cli-objects").policy(Documents.onlyOverTls("cli-objects")));
    var body = Files.writeString(files.resolve("body"), "123456789");
    var put =
        json(
            "s3api",
            "put-object",
            "--bucket",
            "cli-objects",
            "--key",
            "a b+é",
            "--body",
            body.toString(),
            "--checksum-algorithm",
            "SHA256",
            "--metadata",
            "color=red");
    assertThat(put.path("ChecksumSHA256").asText())
        .isEqualTo("FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=");
    var head =
        json(
            "s3api",
            "head-object",
            "--bucket",
            "cli-objects",
            "--key",
            "a b+é",
            "--checksum-mode",
            "ENABLED");
    assertThat(head.path("ChecksumSHA256")).isEqualTo(put.path("ChecksumSHA256"));
    assertThat(head.at("/Metadata/color").asText()).isEqualTo("red");
    assertThat(head.path("ContentLength").asInt()).isEqualTo(9);
    assertThat(
            json("s3api", "get-bucket-policy", "--bucket", "cli-objects").path("Policy").asText())
        .contains("OnlyOverTls");
    var link = aws("s3", "presign", "s3://cli-objects/a b+é").strip();
    var answer =
        HERE.admin()
            .stranger()
            .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("123456789");
  }

  @Test
  void aNewUserIsDeniedUntilItsPolicyAllows() throws IOException {
    assertThat(json("sts", "get-caller-identity").path("Arn").asText())
        .isEqualTo("arn:aws:iam::123456789012:user/admin");
    aws("iam", "create-user", "--user-name", "cli-user");
    var key = json("iam", "create-access-key", "--user-name", "cli-user").path("AccessKey");
    var user =
        outside.with(
            Map.of(
                "AWS_ACCESS_KEY_ID", key.path("AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", key.path("SecretAccessKey").asText()));
    assertThat(denied(user, "s3api", "list-buckets"))
        .contains(
            "An error occurred (AccessDenied) when calling the ListBuckets operation: User:"
                + " arn:aws:iam::123456789012:user/cli-user is not authorized to perform:"
                + " s3:ListAllMyBuckets");
    aws(
        "iam",
        "put-user-policy",
        "--user-name",
        "cli-user",
        "--policy-name",
        "lists",
        "--policy-document",
        Documents.policy(Documents.allow("s3:ListAllMyBuckets", "*")));
    assertThat(JSON.readTree(user.run("aws", "s3api", "list-buckets")).path("Buckets").isArray())
        .isTrue();
  }

  @Test
  void aRoleIsWornByItsSessionKeys() throws IOException {
    var role = HERE.role("CliRole", Documents.allow("s3:ListAllMyBuckets", "*"));
    var keys =
        json("sts", "assume-role", "--role-arn", role, "--role-session-name", "cli")
            .path("Credentials");
    var session =
        outside.with(
            Map.of(
                "AWS_ACCESS_KEY_ID", keys.path("AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", keys.path("SecretAccessKey").asText(),
                "AWS_SESSION_TOKEN", keys.path("SessionToken").asText()));
    session.run("aws", "s3", "ls");
    assertThat(denied(session, "s3", "mb", "s3://cli-never"))
        .contains("AccessDenied", "assumed-role/CliRole/cli", "s3:CreateBucket");
  }

  @Test
  void aFunctionIsInvokedAndItsLogRead() throws IOException {
    HERE.admin()
        .iam()
        .createRole(
            r -> r.roleName("CliRunner").assumeRolePolicyDocument(Documents.trustOfLambda()));
    HERE.admin()
        .iam()
        .putRolePolicy(p ->
            p.roleName("CliRunner")
                .policyName("logs")
                .policyDocument(Documents.policy(Documents.allow("logs:*", "*"))));
    var zip = Files.write(files.resolve("function.zip"), TinyFunction.zip(files, "echo"));
    aws(
        "lambda",
        "create-function",
        "--function-name",
        "cli",
        "--role",
        "arn:aws:iam::123456789012:role/CliRunner",
        "--runtime",
        "provided.al2023",
        "--handler",
        "bootstrap",
        "--timeout",
        "60",
        "--architectures",
        System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64",
        "--zip-file",
        "fileb://" + zip);
    var out = files.resolve("answer.json");
    var answer =
        json(
            "lambda",
            "invoke",
            "--function-name",
            "cli",
            "--payload",
            "{\"from\": \"cli\"}",
            out.toString());
    assertThat(answer.path("StatusCode").asInt()).isEqualTo(200);
    assertThat(Files.readString(out)).isEqualTo("{\"from\": \"cli\"}");
    Await.until(
        "the report in the log",
        () -> aws("logs", "filter-log-events", "--log-group-name", "/aws/lambda/cli"),
        seen -> seen.contains("got {") && seen.contains("REPORT RequestId"));
  }

  /// Version 1 of the command sends `sqs` to AWS whatever AWS_ENDPOINT_URL says, unless it is told
  /// where on the line.
  private static String[] queues(String... arguments) {
    return Stream.concat(
            Stream.of("--endpoint-url", HERE.cloud().httpsEndpoint().toString(), "sqs"),
            Stream.of(arguments))
        .toArray(String[]::new);
  }

  private static JsonNode sqs(String... arguments) throws IOException {
    return json(queues(arguments));
  }

  @Test
  void aQueueIsFilledAndRead() throws IOException {
    var url = sqs("create-queue", "--queue-name", "cli").path("QueueUrl").asText();
    assertThat(url).startsWith("https://").endsWith("/123456789012/cli");
    var sent =
        sqs(
            "send-message",
            "--queue-url",
            url,
            "--message-body",
            "hello",
            "--message-attributes",
            "a={DataType=String,StringValue=b}");
    var got =
        sqs(
                "receive-message",
                "--queue-url",
                url,
                "--wait-time-seconds",
                "20",
                "--message-attribute-names",
                "All",
                "--attribute-names",
                "All")
            .at("/Messages/0");
    assertThat(got.path("Body").asText()).isEqualTo("hello");
    assertThat(got.path("MessageId")).isEqualTo(sent.path("MessageId"));
    assertThat(got.path("MD5OfMessageAttributes")).isEqualTo(sent.path("MD5OfMessageAttributes"));
    sqs(
        "delete-message",
        "--queue-url",
        url,
        "--receipt-handle",
        got.path("ReceiptHandle").asText());
    assertThat(
            sqs("get-queue-attributes", "--queue-url", url, "--attribute-names", "All")
                .at("/Attributes/ApproximateNumberOfMessagesNotVisible")
                .asText())
        .isEqualTo("0");
    sqs("delete-queue", "--queue-url", url);
    assertThat(denied(outside, queues("get-queue-url", "--queue-name", "cli")))
        .contains(
            "An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl operation: The specified queue does not exist.");
  }

  @Test
  void aTemplateIsPackagedDeployedAndDeleted() throws IOException {
    aws("s3", "mb", "s3://cli-packages");
    Files.write(files.resolve("function.zip"), TinyFunction.zip(files, "echo"));
    var template =
        Files.writeString(
            files.resolve("stack.yaml"),
            """
            Parameters:
              Size: { Type: Number, Default: 128 }
            Resources:
              Role:
                Type: AWS::IAM::Role
                Properties:
                  AssumeRolePolicyDocument: %s
              Function:
                Type: AWS::Lambda::Function
                Properties:
                  FunctionName: cli-stack
                  Runtime: provided.al2023
                  Architectures: [%s]
                  Handler: bootstrap
                  Timeout: 60
                  MemorySize: !Ref Size
                  Role: !GetAtt Role.Arn
                  Code: function.zip
            Outputs:
              Arn: { Value: !GetAtt Function.Arn }
            """
                .formatted(
                    Documents.trustOfLambda(),
                    System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64"));
    var packaged = files.resolve("packaged.yaml").toString();
    aws(
        "cloudformation",
        "package",
        "--template-file",
        template.toString(),
        "--s3-bucket",
        "cli-packages",
        "--output-template-file",
        packaged);
    assertThat(denied(outside, deployment(packaged)))
        .contains(
            "An error occurred (InsufficientCapabilitiesException) when calling the CreateChangeSet operation: Requires capabilities : [CAPABILITY_IAM]");
    assertThat(aws(deployment(packaged, "--capabilities", "CAPABILITY_IAM")))
        .contains("Successfully created/updated stack - cli-stack");
    var out = files.resolve("stack-answer.json");
    aws(
        "lambda",
        "invoke",
        "--function-name",
        "cli-stack",
        "--payload",
        "{\"a\": 1}",
        out.toString());
    assertThat(Files.readString(out)).isEqualTo("{\"a\": 1}");
    assertThat(
            aws(
                deployment(
                    packaged, "--capabilities", "CAPABILITY_IAM", "--no-fail-on-empty-changeset")))
        .contains("No changes to deploy. Stack cli-stack is up to date");
    // The command names change sets after the second it runs in, and leaves the empty one there.
    for (var each :
        json("cloudformation", "list-change-sets", "--stack-name", "cli-stack").at("/Summaries")) {
      if (each.path("Status").asText().equals("FAILED")) {
        aws(
            "cloudformation",
            "delete-change-set",
            "--change-set-name",
            each.path("ChangeSetId").asText());
      }
    }
    assertThat(
            aws(
                deployment(
                    packaged,
                    "--capabilities",
                    "CAPABILITY_IAM",
                    "--parameter-overrides",
                    "Size=256")))
        .contains("Successfully created/updated stack");
    assertThat(
            json("lambda", "get-function-configuration", "--function-name", "cli-stack")
                .path("MemorySize")
                .asInt())
        .isEqualTo(256);
    aws("cloudformation", "delete-stack", "--stack-name", "cli-stack");
    aws("cloudformation", "wait", "stack-delete-complete", "--stack-name", "cli-stack");
    assertThat(denied(outside, "cloudformation", "describe-stacks", "--stack-name", "cli-stack"))
        .contains(
            "An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id cli-stack does not exist");
  }

  private static String[] deployment(String template, String... more) {
    var all =
        new java.util.ArrayList<>(
            java.util.List.of(
                "cloudformation",
                "deploy",
                "--stack-name",
                "cli-stack",
                "--template-file",
                template));
    all.addAll(java.util.List.of(more));
    return all.toArray(String[]::new);
  }
}
