package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

class MappingsTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:work";
  private static final String READER =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":\"*\"}]}";

  @TempDir Path temporary;
  private World world;

  @BeforeEach
  void open() {
    world = new World(temporary.resolve("data"));
    world.rolePolicy = READER.formatted("\"sqs:*\"");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private CreateEventSourceMappingResponse map(
      String function, Consumer<CreateEventSourceMappingRequest.Builder> with) {
    var request =
        CreateEventSourceMappingRequest.builder().functionName(function).eventSourceArn(QUEUE);
    with.accept(request);
    return (CreateEventSourceMappingResponse) world.call(request.build());
  }

  private GetEventSourceMappingResponse get(String uuid) {
    return (GetEventSourceMappingResponse)
        world.call(GetEventSourceMappingRequest.builder().uuid(uuid).build());
  }

  /// Waits, by looking.
  private static void await(BooleanSupplier wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!wanted.getAsBoolean() && System.nanoTime() < end) {
      Thread.yield();
    }
    assertThat(wanted.getAsBoolean()).isTrue();
  }

  private void queue(int count) {
    for (int i = 0; i < count; i++) {
      world.front.queued.add(
          Message.builder().messageId("m" + i).receiptHandle("r" + i).body("body").build());
    }
  }

  @Test
  void whatAFunctionHasDoneIsDeletedAsItsRole() {
    world.with("echo").started();
    queue(3);
    var made = map("echo", _ -> {});
    assertThat(made.state()).isEqualTo("Creating");
    assertThat(made.batchSize()).isEqualTo(10);
    assertThat(made.functionArn()).endsWith(":function:echo");
    await(() -> world.front.deleted.size() == 3);
    await(() -> get(made.uuid()).lastProcessingResult().equals("OK"));
    assertThat(get(made.uuid()).state()).isEqualTo("Enabled");
    assertThat(world.front.calls)
        .filteredOn(call -> call.shape() instanceof ReceiveMessageRequest)
        .allMatch(call -> call.caller().arn().contains(":assumed-role/thumb-role/"));
  }

  @Test
  void whatAFunctionFailsComesBack() {
    world.with("error").started();
    queue(2);
    var made = map("error", _ -> {});
    await(() -> get(made.uuid()).lastProcessingResult().equals("PROBLEM: Function call failed"));
    assertThat(world.front.deleted).isEmpty();
  }

  @Test
  void onlyWhatAFunctionReportsComesBack() {
    world.with("last").started();
    queue(3);
    map("last", m -> m.functionResponseTypesWithStrings("ReportBatchItemFailures"));
    await(() -> world.front.deleted.size() == 2);
    assertThat(world.front.deleted).containsExactly("r0", "r1");
  }

  @Test
  void aBatchIsNoLargerThanItWasSet() {
    world.with("echo");
    queue(4);
    map("echo", m -> m.batchSize(2));
    world.started();
    await(() -> world.front.deleted.size() == 4);
    assertThat(world.front.shapes(ReceiveMessageRequest.class))
        .allMatch(shape -> ((ReceiveMessageRequest) shape).maxNumberOfMessages() == 2);
  }

  @Test
  void aMappingThatIsDisabledReadsNothing() {
    world.with("echo").started();
    queue(1);
    var made = map("echo", m -> m.enabled(false));
    assertThat(get(made.uuid()).state()).isEqualTo("Disabled");
    assertThat(world.front.shapes(ReceiveMessageRequest.class)).isEmpty();
    var updated =
        (UpdateEventSourceMappingResponse)
            world.call(
                UpdateEventSourceMappingRequest.builder()
                    .uuid(made.uuid())
                    .enabled(true)
                    .batchSize(5)
                    .build());
    assertThat(updated.batchSize()).isEqualTo(5);
    await(() -> world.front.deleted.size() == 1);
    var gone =
        (DeleteEventSourceMappingResponse)
            world.call(DeleteEventSourceMappingRequest.builder().uuid(made.uuid()).build());
    assertThat(gone.state()).isEqualTo("Deleting");
    assertThatThrownBy(() -> get(made.uuid()))
        .hasMessage("ResourceNotFoundException: The resource you requested does not exist.");
  }

  @Test
  void aMappingIsThereAfterARestart() {
    world.with("echo");
    map("echo", _ -> {});
    world.close();
    world = new World(temporary.resolve("data"));
    queue(1);
    world.started();
    await(() -> world.front.deleted.size() == 1);
  }

  @Test
  void aQueueThatCannotBeReadIsSaid() {
    world.with("echo").started();
    var made = map("echo", _ -> {});
    world.front.refusal = Optional.of(new Fault(403, "AccessDeniedException", "no longer"));
    await(() -> get(made.uuid()).lastProcessingResult().equals("PROBLEM: no longer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"sqs:DeleteMessage\",\"sqs:GetQueueAttributes\"] | ReceiveMessage",
        "[\"sqs:ReceiveMessage\",\"sqs:GetQueueAttributes\"] | DeleteMessage",
        "[\"sqs:ReceiveMessage\",\"sqs:DeleteMessage\"] | GetQueueAttributes"
      })
  void aRoleThatMayNotReadTheQueueIsRefused(String actions, String missing) {
    world.with("echo");
    world.rolePolicy = READER.formatted(actions);
    assertThatThrownBy(() -> map("echo", _ -> {}))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "InvalidParameterValueException: The provided execution role does not have permissions to call "
                + missing
                + " on SQS");
  }

  @Test
  void aMessageMustStayHiddenAsLongAsTheFunctionMayRun() {
    world.with("echo");
    world.front.visibility = "59";
    assertThatThrownBy(() -> map("echo", _ -> {}))
        .hasMessage(
            "InvalidParameterValueException: Queue visibility timeout: 59 seconds is less than Function timeout: 60 seconds");
  }

  @Test
  void aQueueThatIsNotThereIsSaid() {
    world.with("echo");
    world.front.refusal =
        Optional.of(new Fault(400, "QueueDoesNotExist", "The specified queue does not exist."));
    assertThatThrownBy(() -> map("echo", _ -> {}))
        .hasMessageContaining("SQS Error Code: AWS.SimpleQueueService.NonExistentQueue.");
    assertThatThrownBy(() -> map("ghost", _ -> {})).hasMessageContaining("Function not found: ");
  }

  @Test
  void oneQueueFeedsAFunctionOnce() {
    world.with("echo");
    var made = map("echo", _ -> {});
    assertThatThrownBy(() -> map("echo", _ -> {}))
        .hasMessageContaining("ResourceConflictException")
        .hasMessageContaining(made.uuid());
    assertThat(
            ((ListEventSourceMappingsResponse)
                    world.call(
                        ListEventSourceMappingsRequest.builder()
                            .functionName("echo")
                            .eventSourceArn(QUEUE)
                            .build()))
                .eventSourceMappings())
        .hasSize(1);
  }

  private static final String ECHO = "arn:aws:lambda:%s:123456789012:function:echo";

  /// The access is on `*` in the caller's own account: nothing there asks the function's owner.
  @Test
  void anotherAccountFeedsNoFunctionOfOurs() {
    world.with("echo");
    var made = map("echo", _ -> {});
    var stranger = new Caller.User("210987654321", "/", "admin", "AIDAB", "AKIAB");
    for (SdkPojo shape :
        List.of(
            CreateEventSourceMappingRequest.builder()
                .functionName(ECHO.formatted("us-east-1"))
                .eventSourceArn("arn:aws:sqs:us-east-1:210987654321:theirs")
                .build(),
            UpdateEventSourceMappingRequest.builder()
                .uuid(made.uuid())
                .functionName("123456789012:echo")
                .build(),
            ListEventSourceMappingsRequest.builder()
                .functionName(ECHO.formatted("us-east-1"))
                .build())) {
      assertThatThrownBy(() -> world.call(stranger, shape))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "AccessDeniedException: The function arn:aws:lambda:us-east-1:123456789012:function:echo does not belong to the caller's account 210987654321");
    }
    assertThat(world.store.read(Mapping::all)).extracting(Mapping::queue).containsExactly(QUEUE);
  }

  @Test
  void aFunctionOfAnotherRegionIsNotFed() {
    world.with("echo");
    var made = map("echo", m -> m.enabled(false));
    assertThatThrownBy(() ->
            map(
                ECHO.formatted("eu-west-1"),
                m -> m.eventSourceArn("arn:aws:sqs:eu-west-1:123456789012:work")))
        .hasMessageContaining("are not reachable in this region ('us-east-1')");
    assertThatThrownBy(() ->
            world.call(
                UpdateEventSourceMappingRequest.builder()
                    .uuid(made.uuid())
                    .functionName(ECHO.formatted("eu-west-1"))
                    .build()))
        .hasMessageContaining("are not reachable in this region ('us-east-1')");
    assertThat(world.store.read(Mapping::all)).hasSize(1);
  }

  /// See AWS: the condition key `lambda:FunctionArn`.
  @Test
  void aMappingIsGivenNoFunctionThatItsCallerMayNotFeed() {
    world.with("echo").with("last");
    var made = map("echo", m -> m.enabled(false));
    world.userPolicy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},
         {"Effect":"Deny","Action":"lambda:UpdateEventSourceMapping","Resource":"*",
          "Condition":{"StringEquals":{"lambda:FunctionArn":
            "arn:aws:lambda:us-east-1:123456789012:function:last"}}}]}
        """;
    var update = UpdateEventSourceMappingRequest.builder().uuid(made.uuid());
    assertThatThrownBy(() -> world.call(update.functionName("last").build()))
        .hasMessageContaining("AccessDeniedException")
        .hasMessageContaining("with an explicit deny");
    assertThat(get(made.uuid()).functionArn()).endsWith(":function:echo");
    // The one that it feeds by now counts as well.
    world.userPolicy = world.userPolicy.replace("function:last", "function:echo");
    assertThatThrownBy(() -> world.call(update.functionName("last").build()))
        .hasMessageContaining("with an explicit deny");
  }

  @Test
  void whatIsOutOfBoundsOrNotHereIsRefused() {
    world.with("echo");
    for (Consumer<CreateEventSourceMappingRequest.Builder> wrong :
        List.<Consumer<CreateEventSourceMappingRequest.Builder>>of(
            m -> m.batchSize(0),
            m -> m.batchSize(10_001),
            m -> m.maximumBatchingWindowInSeconds(301),
            m -> m.scalingConfig(s -> s.maximumConcurrency(1)),
            m -> m.functionResponseTypesWithStrings("Other"),
            m -> m.batchSize(11),
            m -> m.eventSourceArn("arn:aws:kinesis:us-east-1:123456789012:stream/s"),
            m -> m.eventSourceArn("arn:aws:sqs:eu-west-1:123456789012:work"),
            m -> m.filterCriteria(f -> f.filters(one -> one.pattern("{}"))))) {
      assertThatThrownBy(() -> map("echo", wrong))
          .isInstanceOf(Fault.class)
          .hasMessageMatching("(?s)(InvalidParameterValueException|ValidationException): .*");
    }
  }

  @Test
  void aFunctionIsHandedAwssDocument() throws Exception {
    var message =
        Message.builder()
            .messageId("id")
            .receiptHandle("handle")
            .body("b\"ody")
            .md5OfBody("md5")
            .attributesWithStrings(Map.of("ApproximateReceiveCount", "1"))
            .messageAttributes(
                Map.of(
                    "a",
                    MessageAttributeValue.builder().dataType("String").stringValue("x").build()))
            .md5OfMessageAttributes("md5a")
            .build();
    var event = QueueEvent.of(List.of(message), QUEUE, "us-east-1");
    assertThat(JsonMapper.builder().build().readTree(event))
        .isEqualTo(
            JsonMapper.builder()
                .build()
                .readTree(
                    """
                    {"Records": [{"messageId": "id", "receiptHandle": "handle", "body": "b\\"ody",
                      "attributes": {"ApproximateReceiveCount": "1"},
                      "messageAttributes": {"a": {"stringValue": "x", "stringListValues": [],
                        "binaryListValues": [], "dataType": "String"}},
                      "md5OfMessageAttributes": "md5a", "md5OfBody": "md5",
                      "eventSource": "aws:sqs",
                      "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:work",
                      "awsRegion": "us-east-1"}]}
                    """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "\"\"",
        "{\"batchItemFailures\":[]}",
        "{\"batchItemFailures\":null}",
        ""
      })
  void anAnswerThatNamesNoFailureIsSuccess(String answer) {
    assertThat(failures(answer)).contains(Set.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
        "{\"batchItemFailures\":[{\"id\":\"a\"}]}",
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"other\"}]}",
        "{\"batchItemFailures\":7}",
        "{"
      })
  void anAnswerThatCannotBeUnderstoodFailsTheBatch(String answer) {
    assertThat(failures(answer)).isEmpty();
  }

  private static Optional<Set<String>> failures(String answer) {
    return QueueEvent.failures(answer.getBytes(StandardCharsets.UTF_8), Set.of("a", "b"));
  }

  @Test
  void failuresAreNamed() {
    assertThat(failures("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}"))
        .contains(Set.of("b"));
  }
}
