package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

class FunctionsTest {
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";
  private static final byte[] ZIP = new Zip().with("bootstrap", Zip.SCRIPT, "#!/bin/sh\n").bytes();

  @TempDir Path temporary;
  private World world;

  @BeforeEach
  void open() {
    world = new World(temporary.resolve("data")).started();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static CreateFunctionRequest.Builder echo() {
    return World.request("echo", "h", ZIP);
  }

  private CreateFunctionResponse create(CreateFunctionRequest.Builder request) {
    return (CreateFunctionResponse) world.call(request.build());
  }

  private void refuses(CreateFunctionRequest.Builder request, String... words) {
    var thrown = assertThatThrownBy(() -> create(request)).isInstanceOf(Fault.class);
    for (var word : words) {
      thrown.hasMessageContaining(word);
    }
    assertThat(list().functions()).isEmpty();
  }

  private ListFunctionsResponse list() {
    return (ListFunctionsResponse) world.call(ListFunctionsRequest.builder().build());
  }

  @Test
  void aFunctionIsShownAsItWasMade() {
    var created =
        create(
            echo()
                .description("d")
                .memorySize(256)
                .environment(e -> e.variables(Map.of("K1", "v")))
                .loggingConfig(l -> l.logGroup("custom")));

    assertThat(created.functionArn()).isEqualTo(ARN);
    assertThat(created.memorySize()).isEqualTo(256);
    assertThat(created.codeSize()).isEqualTo(ZIP.length);
    assertThat(Base64.getDecoder().decode(created.codeSha256()))
        .asHexString()
        .isEqualToIgnoringCase(CodeFolders.hash(ZIP));
    assertThat(created.stateAsString()).isEqualTo("Active");
    assertThat(created.environment().variables()).containsEntry("K1", "v");
    assertThat(created.loggingConfig().logGroup()).isEqualTo("custom");
    assertThat(created.version()).isEqualTo("$LATEST");
    var got =
        (GetFunctionResponse)
            world.call(GetFunctionRequest.builder().functionName(ARN).qualifier("$LATEST").build());
    assertThat(got.configuration().revisionId()).isEqualTo(created.revisionId());
    var configuration =
        (GetFunctionConfigurationResponse)
            world.call(
                GetFunctionConfigurationRequest.builder()
                    .functionName("123456789012:function:echo")
                    .build());
    assertThat(configuration.description()).isEqualTo("d");
    assertThat(list().functions()).containsExactly(got.configuration());
  }

  @Test
  void aRoleThatDoesNotTrustLambdaIsRefused() {
    world.trusted = "ec2.amazonaws.com";

    refuses(
        echo(),
        "InvalidParameterValueException: The role defined for the function cannot be assumed by"
            + " Lambda.");
    world.trusted = "lambda.amazonaws.com";
    refuses(
        echo().role("arn:aws:iam::123456789012:role/missing"),
        "The role defined for the function cannot be assumed by Lambda.");
    refuses(echo().role("arn:aws:iam::210987654321:role/r"), "Cross-account pass role");
    refuses(echo().role("thumb-role"), "ValidationException");
  }

  @Test
  void creatingNeedsThePassedRoleToo() {
    var operation =
        world.lambda.recognise(echo().build(), World.ACCOUNT, World.REGION).orElseThrow();

    assertThat(operation.needs())
        .containsExactly(
            Access.to("lambda:CreateFunction", ARN),
            new Access(
                "iam:PassRole",
                World.ROLE,
                Map.of(
                    "iam:PassedToService", List.of("lambda.amazonaws.com"),
                    "iam:AssociatedResourceArn", List.of(ARN))));
  }

  @Test
  void whatAwsRefusesIsRefused() {
    refuses(echo().memorySize(127), "'127' at 'memorySize'", "greater than or equal to 128");
    refuses(echo().memorySize(10_241), "less than or equal to 10240");
    refuses(echo().timeout(0), "'0' at 'timeout'");
    refuses(echo().timeout(901), "less than or equal to 900");
    refuses(echo().handler("a b"), "'a b' at 'handler'");
    refuses(echo().handler("a\0b"), "at 'handler'");
    refuses(echo().functionName("a b"), "'a b' at 'functionName'");
    refuses(echo().functionName("x".repeat(65)), "functionName");
    refuses(echo().description("x".repeat(257)), "description");
    refuses(
        echo().environment(e -> e.variables(Map.of("AWS_REGION", "x", "_HANDLER", "y"))),
        "Reserved keys used in this request: AWS_REGION, _HANDLER");
    refuses(echo().environment(e -> e.variables(Map.of("1A", "x"))), "1A");
    refuses(echo().environment(e -> e.variables(Map.of("AB", "x\0y"))), "NUL");
    refuses(echo().environment(e -> e.variables(Map.of("BIG", "x".repeat(4094)))), "4KB limit");
    refuses(
        echo().environment(e -> e.variables(Map.of("AWS_ENDPOINT_URL_S3", "https://x.test"))),
        "AWS_ENDPOINT_URL_S3 would send");
    create(echo().environment(e -> e.variables(Map.of("BIG", "x".repeat(4093)))));
  }

  @Test
  void whatIsNotActedOnIsRefusedByName() {
    refuses(echo().runtime("nodejs22.x"), "nodejs22.x", "provided.al2023");
    refuses(echo().layers("arn:aws:lambda:us-east-1:123456789012:layer:l:1"), "Layers");
    refuses(echo().deadLetterConfig(d -> d.targetArn("arn:aws:sqs:us-east-1:1:q")), "DeadLetter");
    refuses(echo().tracingConfig(t -> t.mode("Active")), "TracingConfig");
    refuses(echo().ephemeralStorage(s -> s.size(1024)), "EphemeralStorage");
    refuses(echo().code(c -> c.imageUri("i")), "ImageUri is not supported");
    var other = Machine.here().architecture().equals("arm64") ? "x86_64" : "arm64";
    refuses(
        echo().architecturesWithStrings(other), "Architectures is [" + other + "]", "this machine");
    create(
        echo()
            .publish(false)
            .packageType("Zip")
            .tracingConfig(t -> t.mode("PassThrough"))
            .ephemeralStorage(s -> s.size(512))
            .vpcConfig(v -> v.subnetIds(List.of()))
            .layers(List.of()));
  }

  @Test
  void aBadZipIsRefusedAndLeavesNothing() throws Exception {
    refuses(World.request("echo", "h", new byte[0]), "non-empty zip");
    refuses(World.request("echo", "h", "text".getBytes(StandardCharsets.UTF_8)), "Could not unzip");
    refuses(
        World.request("echo", "h", new Zip().with("../a", Zip.FILE, "").bytes()),
        "Could not unzip",
        "outside");
    refuses(
        World.request("echo", "h", new byte[Packages.MOST_BYTES + 1]),
        "RequestEntityTooLargeException: Request must be smaller than 70167211 bytes for the"
            + " CreateFunction operation");
    try (var files = Files.walk(temporary.resolve("data/functions"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
    assertThat(world.objectFiles()).isEmpty();
  }

  @Test
  void aFunctionIsMadeOnce() {
    create(echo());

    assertThatThrownBy(() -> create(echo()))
        .hasMessage("ResourceConflictException: Function already exist: echo");
    assertThat(world.objectFiles()).hasSize(1);
  }

  @Test
  void newCodeReplacesTheOld() {
    var before = create(echo());
    var zip = new Zip().with("bootstrap", Zip.SCRIPT, "#!/bin/sh\n# 2\n").bytes();

    var after =
        (UpdateFunctionCodeResponse)
            world.call(
                UpdateFunctionCodeRequest.builder()
                    .functionName("echo")
                    .zipFile(SdkBytes.fromByteArray(zip))
                    .revisionId(before.revisionId())
                    .build());

    assertThat(after.codeSha256()).isNotEqualTo(before.codeSha256());
    assertThat(world.objectFiles()).hasSize(1);
    assertThatThrownBy(() ->
            world.call(
                UpdateFunctionCodeRequest.builder()
                    .functionName("echo")
                    .zipFile(SdkBytes.fromByteArray(zip))
                    .revisionId(before.revisionId())
                    .build()))
        .hasMessageContaining("PreconditionFailedException");
  }

  @Test
  void anUpdateChangesWhatItNamesAlone() {
    create(echo().description("d").environment(e -> e.variables(Map.of("K1", "v"))));

    world.call(
        UpdateFunctionConfigurationRequest.builder().functionName("echo").timeout(7).build());

    var now = list().functions().getFirst();
    assertThat(now.timeout()).isEqualTo(7);
    assertThat(now.description()).isEqualTo("d");
    assertThat(now.environment().variables()).containsEntry("K1", "v");
    world.call(
        UpdateFunctionConfigurationRequest.builder()
            .functionName("echo")
            .environment(e -> e.variables(Map.of()))
            .build());
    assertThat(list().functions().getFirst().environment()).isNull();
  }

  @Test
  void aDeletedFunctionIsGoneWithItsPolicyAndCode() {
    create(echo());
    world.call(permission("s3").build());

    world.call(DeleteFunctionRequest.builder().functionName("echo").build());

    for (SdkPojo shape :
        List.of(
            GetFunctionRequest.builder().functionName("echo").build(),
            GetPolicyRequest.builder().functionName("echo").build(),
            DeleteFunctionRequest.builder().functionName("echo").build(),
            InvokeRequest.builder().functionName("echo").build())) {
      assertThatThrownBy(() -> world.call(shape))
          .hasMessage("ResourceNotFoundException: Function not found: " + ARN);
    }
    create(echo());
    assertThatThrownBy(() -> world.call(GetPolicyRequest.builder().functionName("echo").build()))
        .hasMessage("ResourceNotFoundException: The resource you requested does not exist.");
  }

  @Test
  void versionsAndAliasesAreNotFound() {
    create(echo());

    assertThatThrownBy(() ->
            world.call(InvokeRequest.builder().functionName("echo").qualifier("prod").build()))
        .hasMessage("ResourceNotFoundException: Function not found: " + ARN + ":prod");
    assertThatThrownBy(
            () -> world.call(GetFunctionRequest.builder().functionName(ARN + ":1").build()))
        .hasMessage("ResourceNotFoundException: Function not found: " + ARN + ":1");
  }

  private static AddPermissionRequest.Builder permission(String id) {
    return AddPermissionRequest.builder()
        .functionName("echo")
        .statementId(id)
        .action("lambda:InvokeFunction")
        .principal("s3.amazonaws.com")
        .sourceArn("arn:aws:s3:::photos")
        .sourceAccount(World.ACCOUNT);
  }

  @Test
  void aPermissionIsAStatementAsAwsWritesIt() {
    create(echo());

    var statement = ((AddPermissionResponse) world.call(permission("s3").build())).statement();

    var wanted =
        "{\"Sid\":\"s3\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
            + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\""
            + ARN
            + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceAccount\":\"123456789012\"},"
            + "\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::photos\"}}}";
    assertThat(statement).isEqualTo(wanted);
    assertThat(
            ((GetPolicyResponse)
                    world.call(GetPolicyRequest.builder().functionName("echo").build()))
                .policy())
        .isEqualTo(
            "{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + wanted + "]}");
    assertThatThrownBy(() -> world.call(permission("s3").build()))
        .hasMessageContaining(
            "ResourceConflictException: The statement id (s3) provided already exists");
  }

  @Test
  void aPermissionLetsItsSourceInvokeAndNobodyElse() {
    create(echo());
    var access = Access.to("lambda:InvokeFunction", ARN);
    var photos =
        new Caller.Service(
            "s3.amazonaws.com",
            Map.of("aws:SourceArn", "arn:aws:s3:::photos", "aws:SourceAccount", World.ACCOUNT));
    assertThat(world.would(photos, access)).isFalse();

    world.call(permission("s3").build());

    assertThat(world.would(photos, access)).isTrue();
    for (var other :
        List.of(
            new Caller.Service(
                "s3.amazonaws.com",
                Map.of("aws:SourceArn", "arn:aws:s3:::other", "aws:SourceAccount", World.ACCOUNT)),
            new Caller.Service(
                "s3.amazonaws.com",
                Map.of(
                    "aws:SourceArn", "arn:aws:s3:::photos", "aws:SourceAccount", "210987654321")),
            new Caller.Service("s3.amazonaws.com", Map.of()),
            new Caller.Service("sns.amazonaws.com", photos.keys()))) {
      assertThat(world.would(other, access)).isFalse();
    }
    world.call(RemovePermissionRequest.builder().functionName("echo").statementId("s3").build());
    assertThat(world.would(photos, access)).isFalse();
    assertThatThrownBy(() ->
            world.call(
                RemovePermissionRequest.builder().functionName("echo").statementId("s3").build()))
        .hasMessage("ResourceNotFoundException: Statement s3 is not found in resource policy.");
  }

  @Test
  void badPermissionsAreRefused() {
    create(echo());

    for (var bad :
        List.of(
            permission("a b"),
            permission("s").action("s3:GetObject"),
            permission("s").principal("nobody"),
            permission("s").principal("arn:aws:iam::123456789012:role/missing"),
            permission("s").sourceArn("photos"),
            permission("s").sourceAccount("1"),
            permission("s").eventSourceToken("t"),
            permission("s").principalOrgID("o-123"))) {
      assertThatThrownBy(() -> world.call(bad.build())).isInstanceOf(Fault.class);
    }
    world.call(permission("role").principal(World.ROLE).build());
    world.call(permission("account").principal("210987654321").build());
  }

  @Test
  void aDryRunChangesAndRunsNothing() {
    create(echo());

    var answer =
        world.answer(
            world
                .lambda
                .recognise(
                    InvokeRequest.builder().functionName("echo").invocationType("DryRun").build(),
                    World.ACCOUNT,
                    World.REGION)
                .orElseThrow());

    assertThat(answer)
        .isInstanceOfSatisfying(
            dev.safelight.cloud.call.Answer.Shaped.class,
            shaped -> assertThat(shaped.status()).isEqualTo(204));
    assertThat(world.front.calls).isEmpty();
  }

  @Test
  void payloadsHaveLimits() {
    create(echo());

    assertThatThrownBy(() -> invoke("RequestResponse", 6_291_457))
        .hasMessageContaining("RequestTooLargeException");
    assertThatThrownBy(() -> invoke("Event", 262_145))
        .hasMessageContaining("RequestTooLargeException");
    assertThatThrownBy(() -> invoke("Later", 2)).hasMessageContaining("invocationType");
    assertThat(world.queue()).isEmpty();
  }

  private void invoke(String type, int bytes) {
    world.call(
        InvokeRequest.builder()
            .functionName("echo")
            .invocationType(type)
            .payload(SdkBytes.fromByteArray(new byte[bytes]))
            .build());
  }

  private static Request request(String method, String target, String region, String body) {
    return new Request(
        "id",
        Instant.EPOCH,
        method,
        target,
        Headers.of(
            "X-Amz-Log-Type",
            "Tail",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIA/20261124/"
                + region
                + "/lambda/aws4_request, SignedHeaders=host, Signature="
                + "0".repeat(64),
            "X-Amz-Date",
            "20261124T000000Z"),
        Payload.of(body.getBytes(StandardCharsets.UTF_8)),
        new Peer("127.0.0.1", ""));
  }

  private Reply send(Request request) {
    var operation =
        ((Recognised.As<LambdaOperation>) world.lambda.recognise(request, World.ACCOUNT))
            .operation();
    return world.lambda.protocol().render(request, operation.name(), world.answer(operation));
  }

  private static String text(Reply reply) throws IOException {
    var out = new ByteArrayOutputStream();
    reply.body().writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFunctionIsMadeAndInvokedOverTheWire() throws Exception {
    var body =
        "{\"FunctionName\":\"echo\",\"Runtime\":\"provided.al2023\",\"Role\":\"%s\",\"Handler\":\"echo\",\"Timeout\":60,\"Architectures\":[\"%s\"],\"Code\":{\"ZipFile\":\"%s\"}}"
            .formatted(
                World.ROLE,
                Machine.here().architecture(),
                Base64.getEncoder().encodeToString(TestFunction.zip().bytes()));
    var created = send(request("POST", "/2015-03-31/functions", "us-east-1", body));
    assertThat(created.status()).isEqualTo(201);
    assertThat(text(created)).contains("\"FunctionArn\":\"" + ARN + "\"");

    var invoked =
        send(request("POST", "/2015-03-31/functions/echo/invocations", "us-east-1", "{\"a\":1}"));
    assertThat(text(invoked)).isEqualTo("{\"a\":1}");
    assertThat(invoked.headers().first("X-Amz-Executed-Version")).contains("$LATEST");
    assertThat(invoked.headers().first("X-Amz-Function-Error")).isEmpty();
    assertThat(
            new String(
                Base64.getDecoder()
                    .decode(invoked.headers().first("X-Amz-Log-Result").orElseThrow()),
                StandardCharsets.UTF_8))
        .startsWith("START RequestId: ");

    var encoded = ARN.replace(":", "%3A");
    assertThat(text(send(request("GET", "/2015-03-31/functions/" + encoded, "us-east-1", ""))))
        .contains("\"RepositoryType\":\"S3\"");
    assertThat(text(send(request("GET", "/2015-03-31/functions/?MaxItems=1", "us-east-1", ""))))
        .contains(ARN);
    var gone = send(request("DELETE", "/2015-03-31/functions/echo", "us-east-1", ""));
    assertThat(gone.status()).isEqualTo(204);
    assertThat(text(gone)).isEmpty();
  }

  @Test
  void anErrorOfTheFunctionIsAHeaderOnTheWire() throws Exception {
    world.with("error");

    var invoked =
        send(request("POST", "/2015-03-31/functions/error/invocations", "us-east-1", "{}"));

    assertThat(invoked.status()).isEqualTo(200);
    assertThat(invoked.headers().first("X-Amz-Function-Error")).contains("Unhandled");
    assertThat(text(invoked)).isEqualTo("{\"errorMessage\":\"no\",\"errorType\":\"E\"}");
  }

  @Test
  void anotherRegionHasOtherFunctions() {
    create(echo());

    assertThatThrownBy(() -> send(request("GET", "/2015-03-31/functions/echo", "eu-west-1", "")))
        .hasMessageContaining("arn:aws:lambda:eu-west-1:123456789012:function:echo");
    assertThatThrownBy(() -> send(request("GET", "/2015-03-31/functions/" + ARN, "eu-west-1", "")))
        .hasMessageContaining(
            "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')");
  }

  @Test
  void anOperationThatIsNotOfferedIsNamed() {
    var url = request("POST", "/2021-10-31/functions/echo/url", "us-east-1", "{}");

    assertThat(world.lambda.recognise(url, World.ACCOUNT))
        .isEqualTo(new Recognised.Unknown<LambdaOperation>("CreateFunctionUrlConfig"));
  }

  @Test
  void whatIsNoRouteOfOursIsUnknown() {
    for (var target :
        List.of(
            "/2015-03-31/functions/echo/invocations",
            "/2015-03-31/functionsX",
            "/2015-03-31/layers",
            "/2015-03-31/functions/a/b/c/d",
            "/2015-03-31/functions//configuration",
            "/")) {
      assertThat(world.lambda.recognise(request("GET", target, "us-east-1", ""), World.ACCOUNT))
          .isEqualTo(new Recognised.Unknown<LambdaOperation>("GET " + target));
    }
  }
}
