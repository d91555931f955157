package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

class EventsTest {
  @TempDir Path temporary;
  private World world;

  @BeforeEach
  void open() {
    world = new World(temporary.resolve("data"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  /// Waits, by looking, until the queue is as wanted.
  private void awaitQueue(List<String> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!world.queue().equals(wanted) && System.nanoTime() < end) {
      Thread.onSpinWait();
      Thread.yield();
    }
    assertThat(world.queue()).isEqualTo(wanted);
  }

  private Path attempts() throws Exception {
    return Files.createFile(temporary.resolve("attempts"));
  }

  @Test
  void anEventIsAcknowledgedBeforeItRuns() {
    world.with("echo");

    var response =
        (InvokeResponse)
            ((Answer.Shaped)
                    world.answer(
                        (LambdaOperation)
                            world
                                .lambda
                                .recognise(
                                    InvokeRequest.builder()
                                        .functionName("echo")
                                        .invocationType("Event")
                                        .payload(SdkBytes.fromUtf8String("{}"))
                                        .build(),
                                    World.ACCOUNT)
                                .orElseThrow()))
                .shape();

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(world.queue()).containsExactly("0 ");
  }

  @Test
  void anEventThatFailsTwiceIsTriedAThirdTime() throws Exception {
    var attempts = attempts();
    world.started().with("flaky").invokeLater("flaky", attempts.toString());

    awaitQueue(List.of());
    assertThat(Files.size(attempts)).isEqualTo(3);
  }

  @Test
  void anEventThatFailsThreeTimesIsGivenUpVisibly() {
    world.started().with("error").invokeLater("error", "{}");

    awaitQueue(List.of("3 {\"errorMessage\":\"no\",\"errorType\":\"E\"}"));
    var failed = world.store.read(t -> world.lambda.failedEvents(t, 10));
    assertThat(failed)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.function())
              .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:error");
          assertThat(event.attempts()).isEqualTo(3);
          assertThat(event.failure()).contains("errorMessage");
        });
  }

  @Test
  void anEventWaitsBeforeItIsTriedAgain() {
    world.close();
    var slow =
        new Pace(List.of(Duration.ofMinutes(1)), Duration.ofMinutes(5), Duration.ofMinutes(1));
    world = new World(temporary.resolve("data"), slow).started();
    world.with("error").invokeLater("error", "{}");

    awaitQueue(List.of("1 "));
    long due =
        world
            .store
            .read(t -> t.one("select due - at as wait from lambda_event", r -> r.number("wait")))
            .orElseThrow();
    assertThat(due).isGreaterThanOrEqualTo(60_000);
  }

  @Test
  void whatWaitedBeforeACrashRunsAtTheNextStart() throws Exception {
    var attempts = attempts();
    // Never started: the event is committed and nobody runs it, as when the process dies at once.
    world.with("flaky").invokeLater("flaky", attempts.toString());
    world.close();
    assertThat(Files.size(attempts)).isZero();

    world = new World(temporary.resolve("data")).started();

    awaitQueue(List.of());
    assertThat(Files.size(attempts)).isEqualTo(3);
  }

  @Test
  void anEventThatIsAtWorkWhenTheEnvironmentClosesStaysInTheQueue() throws Exception {
    var pid = temporary.resolve("pid");
    world.started().with("hang").invokeLater("hang", pid.toString());
    while (!Files.exists(pid)) {
      Thread.onSpinWait();
    }

    world.lambda.close();

    assertThat(world.queue()).containsExactly("0 ");
    assertThat(
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                .filter(InvokeTest::isRunning))
        .isEmpty();
  }

  @Test
  void anEventForAFunctionThatIsGoneIsGivenUp() {
    world.with("echo").invokeLater("echo", "{}");
    world.call(DeleteFunctionRequest.builder().functionName("echo").build());

    world.started();

    awaitQueue(
        List.of("3 Function not found: arn:aws:lambda:us-east-1:123456789012:function:echo"));
  }

  @Test
  void moreEventsThanTurnsAllRun() {
    world.started().with("echo");
    for (int i = 0; i < 2 * Sandboxes.MOST_PER_FUNCTION; i++) {
      world.invokeLater("echo", "{}");
    }

    awaitQueue(List.of());
  }

  @Test
  void aCallThatFindsNoTurnIsThrottled() throws Exception {
    world.started().with("hang");
    var arn = new FunctionArn(World.REGION, World.ACCOUNT, "hang");
    for (int i = 0; i < Sandboxes.MOST_PER_FUNCTION; i++) {
      assertThat(world.lambda.sandboxes().begin(arn, Sandboxes.MOST_PER_FUNCTION)).isTrue();
    }

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> world.invoke("hang", "{}"))
        .hasMessage("TooManyRequestsException: Rate Exceeded.");

    for (int i = 0; i < Sandboxes.MOST_PER_FUNCTION; i++) {
      world.lambda.sandboxes().end(arn);
    }
  }
}
