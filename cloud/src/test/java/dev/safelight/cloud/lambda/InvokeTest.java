package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

class InvokeTest {
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

  private static String text(InvokeResponse response) {
    return response.payload().asUtf8String();
  }

  private static String tail(InvokeResponse response) {
    return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
  }

  @Test
  void aFunctionAnswersWithWhatItSent() {
    var response = world.with("echo").invoke("echo", "{\"a\":\"ü\"}");

    assertThat(text(response)).isEqualTo("{\"a\":\"ü\"}");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.functionError()).isNull();
    assertThat(response.executedVersion()).isEqualTo("$LATEST");
  }

  @Test
  void aFunctionThatIsSentNothingGetsAnEmptyObject() {
    assertThat(text(world.with("echo").invoke("echo", ""))).isEqualTo("{}");
  }

  @Test
  void anErrorOfTheFunctionIsToldAsIt() {
    var response = world.with("error").invoke("error", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(text(response)).isEqualTo("{\"errorMessage\":\"no\",\"errorType\":\"E\"}");
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void aProcessThatExitsIsReportedWithItsStatus() {
    var response = world.with("crash").invoke("crash", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(text(response))
        .containsPattern(
            "\\{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 3\"}");
    assertThat(world.lambda.sandboxes().size()).isZero();
  }

  @Test
  void aProcessThatIsKilledIsReportedWithItsSignal() {
    assertThat(text(world.with("killed").invoke("killed", "{}")))
        .contains("Runtime exited with error: signal: killed");
  }

  @Test
  void aCrashDuringInitialisationIsReported() {
    var response = world.with("crash.init").invoke("crash.init", "{}");

    assertThat(text(response)).contains("Runtime.ExitError", "exit status 1");
    assertThat(tail(response)).contains("cannot begin");
  }

  @Test
  void anErrorDuringInitialisationIsToldAsItIs() {
    var response = world.with("error.init").invoke("error.init", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(text(response)).isEqualTo("{\"errorMessage\":\"no config\",\"errorType\":\"Init\"}");
    assertThat(world.lambda.sandboxes().size()).isZero();
  }

  @Test
  void aTimeoutKillsTheWholeTree() throws Exception {
    world.call(World.request("hang", "hang").timeout(2).build());
    var pid = temporary.resolve("pid");

    var response = world.invoke("hang", pid.toString());

    assertThat(text(response))
        .containsPattern(
            "\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: [0-9a-f-]{36} Error: Task timed out after 2.00 seconds\"}");
    assertThat(tail(response)).contains("Task timed out after 2.00 seconds", "Status: timeout");
    var grandchild = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
    grandchild.ifPresent(handle -> assertThat(isRunning(handle)).isFalse());
    try (var folders = Files.list(temporary.resolve("data/run"))) {
      assertThat(folders).isEmpty();
    }
  }

  /// A zombie is dead, though nobody has looked.
  static boolean isRunning(ProcessHandle handle) {
    try {
      return handle.isAlive()
          && !Files.readString(Path.of("/proc/" + handle.pid() + "/stat")).contains(") Z ");
    } catch (java.io.IOException _) {
      return false;
    }
  }

  @Test
  void aPackageWithoutABootstrapForThisMachineIsSaid() {
    world.call(
        World.request("none", "h", new Zip().with("other", Zip.SCRIPT, "#!/bin/sh\n").bytes())
            .build());
    world.call(
        World.request("plain", "h", new Zip().with("bootstrap", Zip.FILE, "#!/bin/sh\n").bytes())
            .build());
    var windows = new Zip().with("bootstrap", Zip.SCRIPT, "MZ and more than twenty bytes").bytes();
    world.call(World.request("windows", "h", windows).build());

    for (var name : java.util.List.of("none", "plain")) {
      assertThat(text(world.invoke(name, "{}")))
          .contains("Runtime.InvalidEntrypoint", "Couldn't find valid bootstrap(s): [");
    }
    assertThat(text(world.invoke("windows", "{}")))
        .contains("Runtime.InvalidEntrypoint", "this machine is " + Machine.here().system());
    assertThat(world.lambda.sandboxes().size()).isZero();
  }

  @Test
  void anElfFileOfAnotherArchitectureIsRefused() throws Exception {
    var arm = new byte[64];
    arm[0] = 0x7f;
    arm[1] = 'E';
    arm[2] = 'L';
    arm[3] = 'F';
    arm[18] = (byte) 183;
    var file = Files.write(temporary.resolve("bootstrap"), arm);
    assertThat(file.toFile().setExecutable(true)).isTrue();

    assertThat(new Machine("linux", "arm64").objection(file)).isEmpty();
    assertThat(new Machine("linux", "x86_64").objection(file))
        .contains("bootstrap is made for linux on arm64; this machine is linux on x86_64");
    assertThat(new Machine("macos", "arm64").objection(file))
        .contains("bootstrap is made for linux on arm64; this machine is macos on arm64");
  }

  @Test
  void codeIsReadOnlyWhileItRunsAndCanBeDeletedAfterwards() throws Exception {
    world.with("echo").invoke("echo", "{}");
    var folder = temporary.resolve("data/functions").resolve(hash());

    assertThat(mode(folder)).isEqualTo("r-xr-xr-x");
    assertThat(mode(folder.resolve("bootstrap"))).isEqualTo("r-xr-xr-x");
    world.lambda.close();
    assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
  }

  private static String hash() {
    return CodeFolders.hash(TestFunction.zip().bytes());
  }

  private static String mode(Path path) throws java.io.IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path));
  }

  @Test
  void anInitialisationThatHangsIsBegunAnewAndEndsWithTheTimeout() {
    world.close();
    var pace = new Pace(java.util.List.of(), World.PACE.idle(), java.time.Duration.ofMillis(1));
    world = new World(temporary.resolve("data"), pace).started();
    world.call(World.request("hang-init", "hang.init").timeout(1).build());

    var response = world.invoke("hang.init", "{}");

    assertThat(text(response)).contains("Sandbox.Timedout", "Task timed out after 1.00 seconds");
    assertThat(world.front.shapes(AssumeRoleRequest.class)).hasSize(2);
    assertThat(world.lambda.sandboxes().size()).isZero();
  }

  @Test
  void anAnswerThatIsTooLargeIsAnError() {
    var response = world.with("answer.much").invoke("answer.much", "{}");

    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(text(response))
        .isEqualTo(
            "{\"errorType\":\"Function.ResponseSizeTooLarge\",\"errorMessage\":\"Response payload size exceeded maximum allowed payload size (6291556 bytes).\"}");
    assertThat(world.lambda.sandboxes().size()).isOne();
  }

  @Test
  void theRuntimeApiTellsTheFunctionAndTakesAnswersToItsEventAlone() {
    assertThat(text(world.with("headers").invoke("headers", "{}")))
        .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:headers true 400");
  }

  @Test
  void aProcessGetsExactlyTheDocumentedVariables() {
    world.call(
        World.request("environment", "environment")
            .environment(e ->
                e.variables(
                    java.util.Map.of(
                        "BUCKET", "photos",
                        "LANG", "C.UTF-8",
                        "AWS_ENDPOINT_URL", "https://evil.example")))
            .build());

    var lines = text(world.invoke("environment", "{}")).lines().toList();

    assertThat(lines.stream().map(line -> line.split("=", 2)[0]))
        .containsExactlyInAnyOrder(
            "AWS_ACCESS_KEY_ID",
            "AWS_CA_BUNDLE",
            "AWS_DEFAULT_REGION",
            "AWS_ENDPOINT_URL",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "BUCKET",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT",
            "LANG",
            "LD_LIBRARY_PATH",
            "PATH",
            "TMPDIR",
            "TZ",
            "_HANDLER");
    assertThat(lines)
        .contains(
            "BUCKET=photos",
            "LANG=C.UTF-8",
            "AWS_ACCESS_KEY_ID=ASIATEST1",
            "AWS_SESSION_TOKEN=token of environment",
            "AWS_ENDPOINT_URL=https://127.0.0.1:4567",
            "AWS_CA_BUNDLE=/data/ca.pem",
            "AWS_LAMBDA_LOG_GROUP_NAME=/aws/lambda/environment");
  }

  @Test
  void theRoleIsAssumedByLambdaForThatFunction() {
    world.with("echo").invoke("echo", "{}");

    var call =
        world.front.calls.stream()
            .filter(c -> c.shape() instanceof AssumeRoleRequest)
            .findFirst()
            .orElseThrow();
    var arn = "arn:aws:lambda:us-east-1:123456789012:function:echo";
    assertThat(call.caller())
        .isEqualTo(
            new dev.safelight.cloud.call.Caller.Service(
                "lambda.amazonaws.com",
                java.util.Map.of(
                    "aws:SourceArn", arn,
                    "aws:SourceAccount", World.ACCOUNT,
                    "lambda:SourceFunctionArn", arn)));
    assertThat(call.shape())
        .isEqualTo(AssumeRoleRequest.builder().roleArn(World.ROLE).roleSessionName("echo").build());
  }

  @Test
  void aRoleThatCannotBeAssumedAnyMoreDeniesTheInvocation() {
    world.with("echo");
    world.front.mayAssume = false;

    assertThatThrownBy(() -> world.invoke("echo", "{}"))
        .hasMessageContaining("AccessDeniedException")
        .hasMessageContaining("The role defined for the function cannot be assumed by Lambda.");
  }

  @Test
  void aWarmProcessTakesTheNextEvent() {
    world.with("count");

    var first = text(world.invoke("count", "{}")).split(" ");
    var second = text(world.invoke("count", "{}")).split(" ");

    assertThat(second).containsExactly(first[0], "2");
    assertThat(world.front.shapes(AssumeRoleRequest.class)).hasSize(1);
  }

  @Test
  void eventsAtTheSameTimeHaveProcessesOfTheirOwn() throws Exception {
    world.with("meet");
    var folder = Files.createDirectory(temporary.resolve("meeting")).toString();
    var first = new java.util.concurrent.CompletableFuture<String>();
    Thread.startVirtualThread(() -> first.complete(text(world.invoke("meet", folder))));

    var second = text(world.invoke("meet", folder));

    assertThat(second).matches("\\d+");
    assertThat(first.get(60, java.util.concurrent.TimeUnit.SECONDS))
        .matches("\\d+")
        .isNotEqualTo(second);
    assertThat(world.lambda.sandboxes().size()).isEqualTo(2);
  }

  @Test
  void anUpdateRetiresTheWarmProcess() {
    world.with("count").invoke("count", "{}");

    world.call(
        UpdateFunctionConfigurationRequest.builder().functionName("count").memorySize(256).build());

    assertThat(text(world.invoke("count", "{}"))).endsWith(" 1");
  }

  @Test
  void credentialsThatEndSoonRetireTheWarmProcess() {
    world.front.expires = java.time.Instant.now().plusSeconds(9 * 60);
    world.with("count").invoke("count", "{}");

    assertThat(text(world.invoke("count", "{}"))).endsWith(" 1");
  }

  @Test
  void anIdleProcessIsEnded() {
    world.close();
    var pace =
        new Pace(java.util.List.of(), java.time.Duration.ZERO, java.time.Duration.ofSeconds(60));
    world = new World(temporary.resolve("data"), pace).started();
    world.with("count").invoke("count", "{}");

    // The watcher looks for idle ones too, and may be about to end this one.
    long until = System.nanoTime() + java.time.Duration.ofSeconds(30).toNanos();
    do {
      world.lambda.sandboxes().retireIdle();
      Thread.onSpinWait();
    } while (world.lambda.sandboxes().size() > 0 && System.nanoTime() < until);

    assertThat(world.lambda.sandboxes().size()).isZero();
  }

  @Test
  void closingEndsEveryProcess() {
    var pid = text(world.with("count").invoke("count", "{}")).split(" ")[0];

    world.lambda.close();

    assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(InvokeTest::isRunning)).isEmpty();
    assertThat(world.lambda.sandboxes().size()).isZero();
  }

  @Test
  void theLogHasWhatTheFunctionPrintedBetweenLambdasOwnLines() {
    var response = world.with("print").invoke("print", "x");
    world.lambda.close();

    assertThat(tail(response))
        .matches(
            "(?s)START RequestId: \\S+ Version: \\$LATEST\nto stdout x\nto stderr \u001b\\[31m\nunended\nEND RequestId: \\S+\nREPORT RequestId: \\S+\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: [1-9]\\d* MB\tInit Duration: \\d+\\.\\d\\d ms\t\n");
    assertThat(String.join("", world.front.lines)).isEqualTo(tail(response));
    var writers =
        world.front.calls.stream()
            .filter(call -> !(call.shape() instanceof AssumeRoleRequest))
            .map(FakeFront.Call::caller)
            .collect(Collectors.toSet());
    assertThat(writers).containsExactly(world.front.signer("ASIATEST1"));
  }

  @Test
  void aRoleThatMayNotLogStillWorksAndNothingIsLogged() {
    world.front.mayLog = false;

    assertThat(text(world.with("print").invoke("print", "{}"))).isEqualTo("{}");
    world.lambda.close();
    assertThat(world.front.lines).isEmpty();
    assertThat(world.front.calls).hasSizeGreaterThan(1);
  }

  @Test
  void muchOutputIsLoggedWholeAndItsEndIsTheTail() {
    var response = world.with("print.much").invoke("print.much", "{}");
    world.lambda.close();

    assertThat(tail(response)).hasSize(4096).contains("last line\n");
    assertThat(world.front.lines.stream().filter(line -> line.startsWith("x"))).hasSize(4096);
  }
}
