package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.call.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;

class DestinationsTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:failed";
  private static final String OTHER = "arn:aws:lambda:us-east-1:123456789012:function:other";
  private static final String MAY_TELL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[\"sqs:SendMessage\",\"lambda:InvokeFunction\"],\"Resource\":\"*\"}]}";

  @TempDir Path temporary;
  private World world;

  @BeforeEach
  void open() {
    world = new World(temporary.resolve("data"));
    world.rolePolicy = MAY_TELL;
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void put(String name, Consumer<PutFunctionEventInvokeConfigRequest.Builder> with) {
    var request = PutFunctionEventInvokeConfigRequest.builder().functionName(name);
    with.accept(request);
    world.call(request.build());
  }

  private void onFailure(String name, String destination) {
    put(
        name,
        config -> config.destinationConfig(to -> to.onFailure(f -> f.destination(destination))));
  }

  private GetFunctionEventInvokeConfigResponse config(String name) {
    return (GetFunctionEventInvokeConfigResponse)
        world.call(GetFunctionEventInvokeConfigRequest.builder().functionName(name).build());
  }

  /// Waits, by looking.
  private static <T> T await(Supplier<Optional<T>> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      var found = wanted.get();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.yield();
    }
    throw new AssertionError("did not come");
  }

  private JsonNode delivered() throws Exception {
    var text = await(() -> world.front.delivered.stream().findFirst());
    assertThat(text).startsWith("arn:aws:sts::123456789012:assumed-role/thumb-role/thumb ");
    return JsonMapper.builder().build().readTree(text.substring(text.indexOf('{')));
  }

  private FailedEvent given(String part) {
    return await(() ->
        world.store.read(t -> world.lambda.failedEvents(t, 10)).stream()
            .filter(event -> event.failure().contains(part))
            .findFirst());
  }

  @Test
  void anEventThatIsGivenUpIsSentAsTheRoleInAwssDocument() throws Exception {
    world.with("error").started();
    onFailure("error", QUEUE);
    world.invokeLater("error", "{\"key\":[1,null]}");

    var document = delivered();
    assertThat(document.path("version").asText()).isEqualTo("1.0");
    assertThat(document.path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    var context = document.path("requestContext");
    assertThat(context.path("functionArn").asText())
        .isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:error:$LATEST");
    assertThat(context.path("condition").asText()).isEqualTo("RetriesExhausted");
    assertThat(context.path("approximateInvokeCount").asInt()).isEqualTo(3);
    assertThat(context.path("requestId").asText()).hasSize(36);
    assertThat(document.path("requestPayload").toString()).isEqualTo("{\"key\":[1,null]}");
    assertThat(document.path("responseContext").toString())
        .isEqualTo(
            "{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
    assertThat(document.path("responsePayload").toString())
        .isEqualTo("{\"errorMessage\":\"no\",\"errorType\":\"E\"}");
    await(() ->
        world
            .store
            .read(t -> t.one("select count(*) as n from lambda_delivery", r -> r.number("n")))
            .filter(count -> count == 0));
  }

  @Test
  void aSuccessIsToldToWhoeverWantsToKnow() throws Exception {
    world.with("echo").started();
    put("echo", c -> c.destinationConfig(to -> to.onSuccess(f -> f.destination(OTHER))));
    world.invokeLater("echo", "{\"a\":1}");

    var document = delivered();
    assertThat(document.path("requestContext").path("condition").asText()).isEqualTo("Success");
    assertThat(document.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(1);
    assertThat(document.path("responseContext").has("functionError")).isFalse();
    assertThat(document.path("responsePayload").toString()).isEqualTo("{\"a\":1}");
  }

  @Test
  void fewerRetriesAreHeld() throws Exception {
    world.with("error").started();
    put(
        "error",
        c ->
            c.maximumRetryAttempts(0)
                .destinationConfig(to -> to.onFailure(f -> f.destination(QUEUE))));
    world.invokeLater("error", "{}");

    assertThat(delivered().path("requestContext").path("approximateInvokeCount").asInt())
        .isEqualTo(1);
  }

  @Test
  void anEventThatFindsNoTurnInItsTimeIsGivenUpAsTooOld() throws Exception {
    world.with("echo");
    onFailure("echo", QUEUE);
    reserve("echo", 0);
    world.invokeLater("echo", "{}");
    world.ahead = Duration.ofSeconds(21_600);
    world.started();

    var document = delivered();
    assertThat(document.path("requestContext").path("condition").asText())
        .isEqualTo("EventAgeExceeded");
    assertThat(document.path("requestContext").path("approximateInvokeCount").asInt()).isZero();
    assertThat(document.has("responsePayload")).isFalse();
    assertThat(given("too old").attempts()).isZero();
  }

  @Test
  void anEventThatGetsTooOldBetweenAttemptsTellsItsLastAnswer() throws Exception {
    world.close();
    var slow =
        new Pace(
            List.of(Duration.ofHours(1), Duration.ofHours(1)),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1));
    world = new World(temporary.resolve("data"), slow);
    world.rolePolicy = MAY_TELL;
    world.with("error").started();
    put(
        "error",
        c ->
            c.maximumEventAgeInSeconds(60)
                .destinationConfig(to -> to.onFailure(f -> f.destination(QUEUE))));
    world.invokeLater("error", "{}");
    await(() -> Optional.of(world.queue()).filter(List.of("1 ")::equals));
    long due =
        world
            .store
            .read(t -> t.one("select due - at as wait from lambda_event", r -> r.number("wait")))
            .orElseThrow();
    assertThat(due).isEqualTo(60_000);
    world.ahead = Duration.ofSeconds(60);
    world.invokeLater("error", "{}"); // Wakes whoever looks.

    var document = delivered();
    assertThat(document.path("requestContext").path("condition").asText())
        .isEqualTo("EventAgeExceeded");
    assertThat(document.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(1);
    assertThat(document.path("responsePayload").path("errorMessage").asText()).isEqualTo("no");
  }

  @Test
  void aDeniedDeliveryIsSeen() {
    world.front.refusal = Optional.of(new Fault(403, "AccessDeniedException", "not authorized"));
    world.with("error").started();
    onFailure("error", QUEUE);
    world.invokeLater("error", "{}");

    assertThat(given("not delivered").failure())
        .isEqualTo("not delivered to " + QUEUE + ": AccessDeniedException: not authorized");
    assertThat(given("errorMessage").attempts()).isEqualTo(3);
  }

  @Test
  void whatACrashCutOffIsDeliveredAtTheNextStart() throws Exception {
    world.front.refusal = Optional.of(new Fault(500, "InternalFailure", "not now"));
    world.with("error").started();
    onFailure("error", QUEUE);
    world.invokeLater("error", "{}");
    given("errorMessage");
    world.close();

    world = new World(temporary.resolve("data"));
    world.ahead = Duration.ofMinutes(10);
    world.started();
    assertThat(delivered().path("requestContext").path("condition").asText())
        .isEqualTo("RetriesExhausted");
  }

  @Test
  void aDestinationThatTheRoleMayNotTellIsRefused() {
    world.with("error");
    world.rolePolicy = "";
    assertThatThrownBy(() -> onFailure("error", QUEUE))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "InvalidParameterValueException: The function's execution role does not have permissions to call SendMessage on "
                + QUEUE);
    assertThatThrownBy(() -> onFailure("error", OTHER))
        .hasMessageContaining("permissions to call InvokeFunction on " + OTHER);
    assertThatThrownBy(() -> config("error")).hasMessageContaining("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sns:us-east-1:123456789012:topic",
        "arn:aws:events:us-east-1:123456789012:event-bus/default",
        "arn:aws:s3:::bucket"
      })
  void destinationsThatAreNotHereAreRefusedByName(String arn) {
    world.with("error");
    assertThatThrownBy(() -> onFailure("error", arn))
        .hasMessageContaining("The destination " + arn + " is not supported by this environment");
  }

  @Test
  void aFunctionIsNoDestinationOfItself() {
    world.with("error");
    assertThatThrownBy(
            () -> onFailure("error", "arn:aws:lambda:us-east-1:123456789012:function:error"))
        .hasMessageContaining("You can't specify the function as a destination for itself.");
    assertThatThrownBy(() -> onFailure("error", "arn:aws:sqs:us-east-1:123456789012:a.fifo"))
        .hasMessageContaining("is invalid");
  }

  @ParameterizedTest
  @CsvSource({"-1,60", "3,60", "0,59", "0,21601"})
  void boundsAreAwss(int retries, int age) {
    world.with("error");
    assertThatThrownBy(
            () -> put("error", c -> c.maximumRetryAttempts(retries).maximumEventAgeInSeconds(age)))
        .hasMessageContaining("ValidationException");
    assertThatThrownBy(() -> put("error", _ -> {}))
        .hasMessageContaining("You must specify at least one of error handling or destination");
  }

  @Test
  void puttingReplacesAndUpdatingChanges() {
    world.with("error");
    put("error", c -> c.maximumRetryAttempts(1).maximumEventAgeInSeconds(100));
    onFailure("error", QUEUE);
    assertThat(config("error").maximumRetryAttempts()).isNull();
    world.call(
        UpdateFunctionEventInvokeConfigRequest.builder()
            .functionName("error")
            .maximumRetryAttempts(0)
            .build());
    assertThat(config("error").maximumRetryAttempts()).isZero();
    assertThat(config("error").destinationConfig().onFailure().destination()).isEqualTo(QUEUE);
    assertThat(config("error").functionArn()).endsWith(":function:error:$LATEST");
    var list =
        (ListFunctionEventInvokeConfigsResponse)
            world.call(
                ListFunctionEventInvokeConfigsRequest.builder().functionName("error").build());
    assertThat(list.functionEventInvokeConfigs()).hasSize(1);
    world.call(DeleteFunctionEventInvokeConfigRequest.builder().functionName("error").build());
    assertThatThrownBy(() -> config("error"))
        .hasMessageContaining("doesn't have an EventInvokeConfig");
  }

  private void reserve(String name, int most) {
    world.call(
        PutFunctionConcurrencyRequest.builder()
            .functionName(name)
            .reservedConcurrentExecutions(most)
            .build());
  }

  @Test
  void nothingRunsWhereNothingIsReserved() {
    world.started().with("echo");
    reserve("echo", 0);
    assertThatThrownBy(() -> world.invoke("echo", "{}"))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.status()).isEqualTo(429);
              assertThat(fault.code()).isEqualTo("TooManyRequestsException");
              assertThat(fault.text()).isEqualTo("Rate Exceeded.");
              assertThat(fault.details())
                  .containsEntry("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded");
            });
    world.call(DeleteFunctionConcurrencyRequest.builder().functionName("echo").build());
    assertThat(world.invoke("echo", "{}").payload().asUtf8String()).isEqualTo("{}");
  }

  @Test
  void aHundredStayUnreserved() {
    world.with("echo").with("error");
    reserve("echo", 900);
    assertThatThrownBy(() -> reserve("error", 1))
        .hasMessage(
            "InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].");
    reserve("echo", 899);
    reserve("error", 1);
    assertThat(
            ((GetFunctionConcurrencyResponse)
                    world.call(
                        GetFunctionConcurrencyRequest.builder().functionName("error").build()))
                .reservedConcurrentExecutions())
        .isEqualTo(1);
    assertThat(
            ((GetFunctionResponse)
                    world.call(GetFunctionRequest.builder().functionName("error").build()))
                .concurrency()
                .reservedConcurrentExecutions())
        .isEqualTo(1);
    world.call(DeleteFunctionRequest.builder().functionName("echo").build());
    reserve("error", 900);
  }
}
