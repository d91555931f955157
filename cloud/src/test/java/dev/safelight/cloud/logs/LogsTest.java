package dev.safelight.cloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Identities;
import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.store.Chore;
import dev.safelight.cloud.store.Store;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.UntagResourceRequest;

class LogsTest {
  private static final String ACCOUNT = "123456789012";
  private static final String GROUP = "/aws/lambda/thumb";
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long NOW = Instant.parse("2026-11-24T10:00:00Z").toEpochMilli();

  @TempDir Path temporary;
  private long now = NOW;
  private final Logs logs = new Logs(() -> Instant.ofEpochMilli(now));
  private final Compiled compiled = new Compiled();
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(temporary.resolve("data"), false, Logs.SCHEMA, new SecureRandom());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Answer act(LogsOperation operation, String policy) {
    Identities identities =
        (_, _) ->
            new Identities.Identity(
                List.of(compiled.applied(PolicyType.IDENTITY, "policy", "", policy)), Map.of());
    var authoriser = new Authoriser(identities, Map.of("logs", logs.resources()), Engine::decide);
    var caller = new Caller.User(ACCOUNT, "/", "u", "AIDATEST", "AKIATEST");
    return store.write(t ->
        switch (authoriser.authorise(
            caller, operation, new Circumstances("us-east-1", Map.of()), t)) {
          case Authoriser.Verdict.Permit<LogsOperation>(var proof) ->
              logs.act(proof, Content.NONE, t).answer();
          case Authoriser.Verdict.Refuse<LogsOperation> refused ->
              throw new Fault(400, "AccessDeniedException", refused.toString());
        });
  }

  private static String allowing(String action, String resource) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\"}]}"
        .formatted(action, resource);
  }

  private SdkPojo call(SdkPojo shape) {
    var operation = logs.recognise(shape, ACCOUNT, "us-east-1").orElseThrow();
    return ((Answer.Shaped) act(operation, allowing("*", "*"))).shape();
  }

  private void stream(String name) {
    call(CreateLogStreamRequest.builder().logGroupName(GROUP).logStreamName(name).build());
  }

  private void group() {
    call(CreateLogGroupRequest.builder().logGroupName(GROUP).build());
  }

  private PutLogEventsResponse put(String stream, InputLogEvent... events) {
    return (PutLogEventsResponse)
        call(
            PutLogEventsRequest.builder()
                .logGroupName(GROUP)
                .logStreamName(stream)
                .logEvents(events)
                .sequenceToken("whatever")
                .build());
  }

  private static InputLogEvent event(long at, String message) {
    return InputLogEvent.builder().timestamp(at).message(message).build();
  }

  private GetLogEventsResponse get(GetLogEventsRequest.Builder request) {
    return (GetLogEventsResponse) call(request.logGroupName(GROUP).logStreamName("s").build());
  }

  private static List<String> messages(GetLogEventsResponse response) {
    return response.events().stream().map(OutputLogEvent::message).toList();
  }

  private List<String> filter(FilterLogEventsRequest.Builder request) {
    var found = new ArrayList<String>();
    var next = request.logGroupName(GROUP).build();
    while (true) {
      var response = (FilterLogEventsResponse) call(next);
      response.events().stream().map(FilteredLogEvent::message).forEach(found::add);
      if (response.nextToken() == null) {
        return found;
      }
      next = next.toBuilder().nextToken(response.nextToken()).build();
    }
  }

  @Test
  void whatIsPutIsRead() {
    group();
    stream("s");
    put("s", event(NOW - 2, "first"), event(NOW - 1, "second\u0000\n"));

    assertThat(messages(get(GetLogEventsRequest.builder())))
        .containsExactly("first", "second\u0000\n");
  }

  @Test
  void aGroupThatIsThereIsNotCreatedAgain() {
    group();

    assertThatThrownBy(this::group)
        .isInstanceOf(Fault.class)
        .hasMessage("ResourceAlreadyExistsException: The specified log group already exists");
    stream("s");
    assertThatThrownBy(() -> stream("s"))
        .hasMessage("ResourceAlreadyExistsException: The specified log stream already exists");
  }

  @Test
  void whatIsNotThereIsSaidByItsKind() {
    assertThatThrownBy(() -> stream("s"))
        .hasMessage("ResourceNotFoundException: The specified log group does not exist.");
    group();
    assertThatThrownBy(() -> put("s", event(NOW, "x")))
        .hasMessage("ResourceNotFoundException: The specified log stream does not exist.");
  }

  @Test
  void namesThatAwsRefusesAreRefused() {
    for (var name : List.of("", "a b", "a:b", "ü", "x".repeat(513))) {
      assertThatThrownBy(() -> call(CreateLogGroupRequest.builder().logGroupName(name).build()))
          .hasMessageContaining("InvalidParameterException");
    }
    group();
    for (var name : List.of("", "a:b", "a*b", "a\nb")) {
      assertThatThrownBy(() -> stream(name)).hasMessageContaining("InvalidParameterException");
    }
  }

  @Test
  void whatIsNotActedOnIsRefusedByName() {
    assertThatThrownBy(
            () -> call(CreateLogGroupRequest.builder().logGroupName(GROUP).kmsKeyId("k").build()))
        .hasMessageContaining("kmsKeyId is not supported");
  }

  @Test
  void aBatchKeepsToTheRules() {
    group();
    stream("s");

    assertThatThrownBy(() -> put("s")).hasMessageContaining("logEvents");
    assertThatThrownBy(() -> put("s", event(NOW, ""))).hasMessageContaining("message");
    assertThatThrownBy(() -> put("s", event(NOW, "a"), event(NOW - 1, "b")))
        .hasMessageContaining("chronological order");
    assertThatThrownBy(() -> put("s", event(NOW - DAY - 1, "a"), event(NOW, "b")))
        .hasMessageContaining("24 hours");
    assertThatThrownBy(() -> put("s", event(NOW, "x".repeat(1_048_576 - 25))))
        .hasMessageContaining("Upload too large: 1048577 bytes exceeds limit of 1048576");
    var many =
        IntStream.range(0, 10_001).mapToObj(_ -> event(NOW, "x")).toArray(InputLogEvent[]::new);
    assertThatThrownBy(() -> put("s", many)).hasMessageContaining("10000");
    assertThat(messages(get(GetLogEventsRequest.builder()))).isEmpty();
  }

  @Test
  void eventsThatAreTooOldOrTooNewAreDroppedAndSaid() {
    group();
    stream("s");

    var old =
        put("s", event(NOW - 14 * DAY - 1, "old"), event(NOW - 14 * DAY, "just"))
            .rejectedLogEventsInfo();
    var fresh =
        put("s", event(NOW + 2 * HOUR, "just"), event(NOW + 2 * HOUR + 1, "new"))
            .rejectedLogEventsInfo();

    assertThat(old.tooOldLogEventEndIndex()).isEqualTo(1);
    assertThat(old.tooNewLogEventStartIndex()).isNull();
    assertThat(fresh.tooNewLogEventStartIndex()).isEqualTo(1);
    assertThat(messages(get(GetLogEventsRequest.builder()))).containsExactly("just", "just");
    assertThat(put("s", event(NOW, "fine")).rejectedLogEventsInfo()).isNull();
  }

  @Test
  void aRetentionIsCheckedShownAndKept() {
    group();
    stream("s");
    put("s", event(NOW - 2 * DAY, "two days old"));
    put("s", event(NOW - DAY + 1, "fresh"));
    assertThatThrownBy(() ->
            call(
                PutRetentionPolicyRequest.builder().logGroupName(GROUP).retentionInDays(2).build()))
        .hasMessageContaining("retentionInDays");

    call(PutRetentionPolicyRequest.builder().logGroupName(GROUP).retentionInDays(1).build());

    assertThat(groups(DescribeLogGroupsRequest.builder()).logGroups().getFirst().retentionInDays())
        .isEqualTo(1);
    assertThat(messages(get(GetLogEventsRequest.builder()))).containsExactly("fresh");
    assertThat(
            put("s", event(NOW - 2 * DAY, "x")).rejectedLogEventsInfo().expiredLogEventEndIndex())
        .isEqualTo(1);

    call(DeleteRetentionPolicyRequest.builder().logGroupName(GROUP).build());
    assertThat(groups(DescribeLogGroupsRequest.builder()).logGroups().getFirst().retentionInDays())
        .isNull();
    assertThat(messages(get(GetLogEventsRequest.builder()))).containsExactly("fresh");
  }

  private DescribeLogGroupsResponse groups(DescribeLogGroupsRequest.Builder request) {
    return (DescribeLogGroupsResponse) call(request.build());
  }

  @Test
  void groupsAreListedByPrefixPageByPage() {
    for (var name : List.of("b", "a1", "a3", "a2", "a_")) {
      call(CreateLogGroupRequest.builder().logGroupName(name).build());
    }

    var first = groups(DescribeLogGroupsRequest.builder().logGroupNamePrefix("a").limit(2));
    var second =
        groups(
            DescribeLogGroupsRequest.builder()
                .logGroupNamePrefix("a")
                .limit(2)
                .nextToken(first.nextToken()));

    assertThat(first.logGroups().stream().map(g -> g.logGroupName())).containsExactly("a1", "a2");
    assertThat(second.logGroups().stream().map(g -> g.logGroupName())).containsExactly("a3", "a_");
    assertThat(second.nextToken()).isNull();
    assertThat(first.logGroups().getFirst().arn())
        .isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:a1:*");
    assertThat(first.logGroups().getFirst().logGroupArn())
        .isEqualTo("arn:aws:logs:us-east-1:123456789012:log-group:a1");
  }

  @Test
  void groupsOfAnotherRegionAreNotListed() {
    group();

    var there =
        logs.recognise(DescribeLogGroupsRequest.builder().build(), ACCOUNT, "eu-west-1")
            .orElseThrow();
    var answer = (Answer.Shaped) act(there, allowing("*", "*"));

    assertThat(((DescribeLogGroupsResponse) answer.shape()).logGroups()).isEmpty();
  }

  @Test
  void streamsAreListedByNameOrByTheirLastEvent() {
    group();
    for (var name : List.of("b", "a", "c")) {
      stream(name);
    }
    put("b", event(NOW - 1, "x"));
    put("a", event(NOW, "x"));

    assertThat(streams(DescribeLogStreamsRequest.builder())).containsExactly("a", "b", "c");
    assertThat(streams(DescribeLogStreamsRequest.builder().descending(true)))
        .containsExactly("c", "b", "a");
    assertThat(
            streams(DescribeLogStreamsRequest.builder().orderBy("LastEventTime").descending(true)))
        .containsExactly("a", "b", "c");
    assertThat(streams(DescribeLogStreamsRequest.builder().logStreamNamePrefix("b")))
        .containsExactly("b");
    assertThat(streams(DescribeLogStreamsRequest.builder().limit(2).nextToken("a")))
        .containsExactly("b", "c");
    assertThatThrownBy(() ->
            streams(
                DescribeLogStreamsRequest.builder()
                    .orderBy("LastEventTime")
                    .logStreamNamePrefix("b")))
        .hasMessageContaining("InvalidParameterException");
  }

  private List<String> streams(DescribeLogStreamsRequest.Builder request) {
    return ((DescribeLogStreamsResponse) call(request.logGroupName(GROUP).build()))
        .logStreams().stream().map(LogStream::logStreamName).toList();
  }

  @Test
  void readingGoesForwardsAndBackwardsFromTokens() {
    group();
    stream("s");
    for (int i = 1; i <= 5; i++) {
      put("s", event(NOW + i, "e" + i));
    }

    var latest = get(GetLogEventsRequest.builder().limit(2));
    var before = get(GetLogEventsRequest.builder().limit(2).nextToken(latest.nextBackwardToken()));
    var head = get(GetLogEventsRequest.builder().limit(2).startFromHead(true));
    var next = get(GetLogEventsRequest.builder().limit(2).nextToken(head.nextForwardToken()));
    var end = get(GetLogEventsRequest.builder().nextToken(latest.nextForwardToken()));

    assertThat(messages(latest)).containsExactly("e4", "e5");
    assertThat(messages(before)).containsExactly("e2", "e3");
    assertThat(messages(head)).containsExactly("e1", "e2");
    assertThat(messages(next)).containsExactly("e3", "e4");
    // At the end the token stays: that is how clients notice.
    assertThat(end.events()).isEmpty();
    assertThat(end.nextForwardToken()).isEqualTo(latest.nextForwardToken());
    assertThat(messages(get(GetLogEventsRequest.builder().nextToken(end.nextBackwardToken()))))
        .endsWith("e5");
    put("s", event(NOW + 6, "e6"));
    assertThat(messages(get(GetLogEventsRequest.builder().nextToken(end.nextForwardToken()))))
        .containsExactly("e6");
  }

  @Test
  void aGroupIsNamedByItsArnToo() {
    group();
    stream("s");
    var arn = "arn:aws:logs:us-east-1:123456789012:log-group:" + GROUP;

    for (var identifier : List.of(GROUP, arn, arn + ":*")) {
      var found =
          (DescribeLogStreamsResponse)
              call(DescribeLogStreamsRequest.builder().logGroupIdentifier(identifier).build());
      assertThat(found.logStreams()).hasSize(1);
    }
    for (var identifier :
        List.of(arn.replace("123456789012", "210987654321"), arn.replace("us-east", "eu-west"))) {
      assertThatThrownBy(
              () -> call(FilterLogEventsRequest.builder().logGroupIdentifier(identifier).build()))
          .hasMessageContaining("ResourceNotFoundException");
    }
    assertThatThrownBy(() ->
            call(
                FilterLogEventsRequest.builder()
                    .logGroupName(GROUP)
                    .logGroupIdentifier(arn)
                    .build()))
        .hasMessageContaining("InvalidParameterException");
  }

  @Test
  void aTokenThatWeDidNotMakeIsRefused() {
    group();
    stream("s");

    for (var token : List.of("x", "f/1", "f/1-99999999999999999999", "f/9999999999999999999-1")) {
      assertThatThrownBy(() -> get(GetLogEventsRequest.builder().nextToken(token)))
          .hasMessageContaining("The specified nextToken is invalid.");
    }
  }

  @Test
  void filteringFindsTermsInTheOrderOfTimeAcrossStreams() {
    group();
    stream("a");
    stream("b");
    put("b", event(NOW - 3, "ERROR one"), event(NOW - 1, "ERROR three"));
    put("a", event(NOW - 2, "ERROR two"), event(NOW, "fine"));

    assertThat(filter(FilterLogEventsRequest.builder().filterPattern("ERROR").limit(1)))
        .containsExactly("ERROR one", "ERROR two", "ERROR three");
    assertThat(filter(FilterLogEventsRequest.builder().logStreamNames("a")))
        .containsExactly("ERROR two", "fine");
    assertThat(filter(FilterLogEventsRequest.builder().logStreamNamePrefix("b")))
        .containsExactly("ERROR one", "ERROR three");
    assertThat(filter(FilterLogEventsRequest.builder().startTime(NOW - 2).endTime(NOW)))
        .containsExactly("ERROR two", "ERROR three");
    assertThatThrownBy(() -> filter(FilterLogEventsRequest.builder().logStreamNames("z")))
        .hasMessageContaining("The specified log stream does not exist.");
    assertThatThrownBy(() -> filter(FilterLogEventsRequest.builder().filterPattern("{ $.a = 1 }")))
        .hasMessageContaining("JSON");
  }

  @Test
  void filteringReadsOnWhereAPageOfRowsHasNoMatch() {
    group();
    stream("s");
    var many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> event(NOW, "n" + i + "x"))
            .toArray(InputLogEvent[]::new);
    put("s", many);

    assertThat(filter(FilterLogEventsRequest.builder().filterPattern("n4999x")))
        .containsExactly("n4999x");
    assertThat(filter(FilterLogEventsRequest.builder().limit(1_999))).hasSize(5_000);
  }

  @Test
  void deletingAGroupDeletesWhatIsInIt() {
    group();
    stream("s");
    put("s", event(NOW, "x"));

    call(DeleteLogGroupRequest.builder().logGroupName(GROUP).build());
    group();

    assertThat(streams(DescribeLogStreamsRequest.builder())).isEmpty();
    stream("s");
    assertThat(messages(get(GetLogEventsRequest.builder()))).isEmpty();
    call(DeleteLogStreamRequest.builder().logGroupName(GROUP).logStreamName("s").build());
    assertThat(streams(DescribeLogStreamsRequest.builder())).isEmpty();
  }

  @Test
  void aPolicyOnTheGroupWithAStarCoversItsStreams() {
    group();
    stream("s");
    var put =
        logs.recognise(
                PutLogEventsRequest.builder()
                    .logGroupName(GROUP)
                    .logStreamName("s")
                    .logEvents(event(NOW, "x"))
                    .build(),
                ACCOUNT,
                "us-east-1")
            .orElseThrow();
    var arn = "arn:aws:logs:us-east-1:123456789012:log-group:" + GROUP;

    act(put, allowing("logs:PutLogEvents", arn + ":*"));
    act(put, allowing("logs:PutLogEvents", arn + ":log-stream:s"));
    for (var policy :
        List.of(
            allowing("logs:PutLogEvents", arn),
            allowing("logs:PutLogEvents", arn + ":log-stream:t"),
            allowing("logs:PutLogEvents", arn + "2:*"),
            allowing("logs:CreateLogStream", arn + ":*"))) {
      assertThatThrownBy(() -> act(put, policy)).hasMessageContaining("AccessDenied");
    }
    assertThat(messages(get(GetLogEventsRequest.builder()))).hasSize(2);
  }

  private static Request request(String target, String body) {
    return new Request(
        "id",
        Instant.EPOCH,
        "POST",
        "/",
        Headers.of(
            "X-Amz-Target",
            target,
            "Content-Type",
            "application/x-amz-json-1.1",
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIA/20261124/eu-west-1/logs/aws4_request,"
                + " SignedHeaders=host, Signature="
                + "0".repeat(64),
            "X-Amz-Date",
            "20261124T000000Z"),
        Payload.of(body.getBytes(StandardCharsets.UTF_8)),
        new Peer("127.0.0.1", ""));
  }

  @Test
  void requestsOnTheWireAreRecognisedInTheirRegion() throws Exception {
    var create = request("Logs_20140328.CreateLogGroup", "{\"logGroupName\":\"g\"}");
    var operation = ((Recognised.As<LogsOperation>) logs.recognise(create, ACCOUNT)).operation();
    assertThat(operation)
        .isEqualTo(
            new LogsOperation.CreateLogGroup(new Group("eu-west-1", ACCOUNT, "g"), Map.of()));
    var reply =
        logs.protocol().render(create, operation.name(), act(operation, allowing("*", "*")));
    assertThat(reply.status()).isEqualTo(200);

    var describe = request("Logs_20140328.DescribeLogGroups", "{}");
    var listing = ((Recognised.As<LogsOperation>) logs.recognise(describe, ACCOUNT)).operation();
    var out = new ByteArrayOutputStream();
    logs.protocol()
        .render(describe, listing.name(), act(listing, allowing("*", "*")))
        .body()
        .writeTo(out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"arn\":\"arn:aws:logs:eu-west-1:123456789012:log-group:g:*\"");
  }

  @Test
  void anUnknownTargetIsNoOperation() {
    assertThat(logs.recognise(request("Logs_20140328.StartQuery", "{}"), ACCOUNT))
        .isEqualTo(new Recognised.Unknown<LogsOperation>("StartQuery"));
  }

  @Test
  void expiredEventsAreRemoved() {
    group();
    stream("s");
    stream("t");
    put("s", event(NOW - 2 * DAY, "old"));
    put("s", event(NOW - 1, "new"));
    put("t", event(NOW - 2 * DAY, "old"));
    sweep();
    assertThat(count()).isEqualTo(3);
    call(PutRetentionPolicyRequest.builder().logGroupName(GROUP).retentionInDays(3).build());
    sweep();
    assertThat(count()).isEqualTo(3);
    now = NOW + DAY + 1;
    sweep();
    assertThat(count()).isEqualTo(1);
  }

  private void sweep() {
    var from = Chore.BEGINNING;
    do {
      var place = from;
      from = store.write(t -> logs.retention().step(t, Instant.ofEpochMilli(now), place)).next();
    } while (!from.isEmpty());
  }

  private long count() {
    return store.read(
        t -> t.one("select count(*) as n from logs_event", row -> row.number("n")).orElseThrow());
  }

  private static final String ARN = "arn:aws:logs:us-east-1:123456789012:log-group:" + GROUP;

  private Map<String, String> tags() {
    return ((ListTagsForResourceResponse)
            call(ListTagsForResourceRequest.builder().resourceArn(ARN).build()))
        .tags();
  }

  @Test
  void aGroupsTagsAreKeptAndRemoved() {
    call(CreateLogGroupRequest.builder().logGroupName(GROUP).tags(Map.of("a", "1")).build());
    call(TagResourceRequest.builder().resourceArn(ARN).tags(Map.of("a", "2", "b", "")).build());
    assertThat(tags()).isEqualTo(Map.of("a", "2", "b", ""));
    call(UntagResourceRequest.builder().resourceArn(ARN).tagKeys("a", "none").build());
    assertThat(tags()).isEqualTo(Map.of("b", ""));
    call(DeleteLogGroupRequest.builder().logGroupName(GROUP).build());
    assertThatThrownBy(this::tags)
        .hasMessage("ResourceNotFoundException: The specified resource does not exist.");
    group();
    assertThat(tags()).isEmpty();
  }

  @Test
  void tagsThatCannotBeAreRefused() {
    group();
    for (var key : List.of("aws:x", "", "a*b", "k".repeat(129))) {
      assertThatThrownBy(() ->
              call(TagResourceRequest.builder().resourceArn(ARN).tags(Map.of(key, "v")).build()))
          .isInstanceOf(Fault.class);
    }
    IntStream.range(0, 50)
        .forEach(i ->
            call(TagResourceRequest.builder().resourceArn(ARN).tags(Map.of("k" + i, "v")).build()));
    assertThatThrownBy(() ->
            call(TagResourceRequest.builder().resourceArn(ARN).tags(Map.of("more", "v")).build()))
        .hasMessageStartingWith("TooManyTagsException");
    assertThat(tags()).hasSize(50);
  }

  @Test
  void tagsThatDifferOnlyInCaseAreRefused() {
    call(CreateLogGroupRequest.builder().logGroupName(GROUP).tags(Map.of("Team", "1")).build());
    for (var tags : List.of(Map.of("team", "2"), Map.of("a", "1", "A", "2"))) {
      assertThatThrownBy(
              () -> call(TagResourceRequest.builder().resourceArn(ARN).tags(tags).build()))
          .hasMessageStartingWith("InvalidParameterException")
          .hasMessageContaining("differ only in case");
    }
    call(TagResourceRequest.builder().resourceArn(ARN).tags(Map.of("Team", "3")).build());
    assertThat(tags()).isEqualTo(Map.of("Team", "3"));
  }

  @Test
  void whoBringsTagsMustBeAllowedToTag() {
    var create =
        logs.recognise(
                CreateLogGroupRequest.builder().logGroupName(GROUP).tags(Map.of("a", "1")).build(),
                ACCOUNT,
                "us-east-1")
            .orElseThrow();
    assertThatThrownBy(() -> act(create, allowing("logs:CreateLogGroup", "*")))
        .hasMessage(
            "AccessDeniedException: User with accountId: 123456789012 is not authorized to perform CreateLogGroup with Tags. An additional permission \"logs:TagResource\" is required.");
    act(create, allowing("logs:*", ARN + "*"));
    assertThat(tags()).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void aGroupsTagsAreConditionKeys() {
    call(CreateLogGroupRequest.builder().logGroupName(GROUP).tags(Map.of("team", "red")).build());
    var delete =
        logs.recognise(
                DeleteLogGroupRequest.builder().logGroupName(GROUP).build(), ACCOUNT, "us-east-1")
            .orElseThrow();
    var policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:ResourceTag/team\":\"%s\"}}}]}";
    assertThatThrownBy(() -> act(delete, policy.formatted("blue"))).isInstanceOf(Fault.class);
    act(delete, policy.formatted("red"));
  }
}
