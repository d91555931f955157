package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionTest {
  private static final byte[] PHOTO = Photos.jpeg(640, 480);

  private record Told(String path, String errorType, String body) {}

  private final Queue<String> events = new ArrayDeque<>();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final S3StandIn s3 = new S3StandIn();
  private final HttpServer lambda;
  private Map<String, String> settings = Map.of();
  private int acceptance = 202;
  private int given;
  private int patience = 30;

  FunctionTest() throws IOException {
    lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lambda.createContext("/2018-06-01/runtime/", this::serve);
    lambda.start();
  }

  @AfterEach
  void close() {
    s3.close();
    lambda.stop(0);
  }

  @Test
  void everyRecordOfEveryEventIsAnswered() throws IOException {
    s3.object(PHOTO).stored().current().object(PHOTO).stored().current();
    s3.object(PHOTO).stored().current();
    events.add(event("originals/a.jpg", "originals/b.jpg"));
    events.add(event("originals/c.jpg"));
    serve();
    assertThat(told)
        .containsExactly(
            new Told("invocation/id-1/response", "", "[\"made a thumbnail\",\"made a thumbnail\"]"),
            new Told("invocation/id-2/response", "", "[\"made a thumbnail\"]"));
    assertThat(lines()).hasSize(3);
    assertThat(lines().getFirst())
        .contains("\"level\":\"INFO\"", "\"requestId\":\"id-1\"", "\"key\":\"originals/a.jpg\"")
        .contains("\"thumbnails\":[{\"key\":\"thumbnails/a.jpg\"", "\"bytes\":" + PHOTO.length)
        .contains("\"Thumbnails\":1", "\"OriginalPixels\":307200", "\"FunctionName\":\"local\"")
        .containsPattern(
            "\"getMillis\":[0-9]+,\"imageMillis\":[0-9]+,\"putMillis\":[0-9]+,\"headMillis\":[0-9]+");
  }

  @Test
  void whatIsRefusedIsASuccessWithOneLine() throws IOException {
    s3.object("text".getBytes(UTF_8));
    events.add(event("originals/a.jpg"));
    serve();
    assertThat(told)
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.path()).isEqualTo("invocation/id-1/response");
          assertThat(answer.body()).contains("no thumbnail: not an image");
        });
    assertThat(lines()).singleElement().asString().contains("\"level\":\"WARN\"");
  }

  @Test
  void whatIsNotDoneIsAnErrorAfterTheOthersAreDone() throws IOException {
    s3.error(403, "AccessDenied").object(PHOTO).stored().current();
    events.add(event("originals/a.jpg", "originals/b.jpg"));
    serve();
    assertThat(told)
        .singleElement()
        .satisfies(answer -> {
          assertThat(answer.path()).isEqualTo("invocation/id-1/error");
          assertThat(answer.errorType()).isEqualTo("NotDone");
          assertThat(answer.body())
              .startsWith("{\"errorMessage\":\"cannot read s3://bucket/originals/a.jpg: 403 ")
              .endsWith(",\"errorType\":\"NotDone\"}");
        });
    assertThat(s3.asked.get(2).path()).isEqualTo("/bucket/thumbnails/b.jpg");
  }

  @Test
  void whatIsRefusedFailsWhereThatIsAskedFor() throws IOException {
    settings = Map.of("THUMBNAIL_PERMANENT_FAILURES", "Fail");
    s3.object("text".getBytes(UTF_8));
    events.add(event("originals/a.jpg"));
    serve();
    assertThat(told).singleElement().extracting(Told::path).isEqualTo("invocation/id-1/error");
    assertThat(lines()).hasSize(1);
    assertThat(lines().getFirst()).contains("\"Refused\":1", "\"Reason\":\"NotAnImage\"");
  }

  @Test
  void ofAQueueOnlyTheMessagesThatAreNotDoneComeAgain() throws IOException {
    s3.object(PHOTO).stored().current().error(403, "AccessDenied").object("text".getBytes(UTF_8));
    events.add(
        EventTest.queue(
            EventTest.message("m1", event("originals/a.jpg")),
            EventTest.message("m2", event("originals/b.jpg")),
            EventTest.message("m3", event("originals/c.jpg")),
            EventTest.message("m4", "nonsense")));
    serve();
    assertThat(told)
        .containsExactly(
            new Told(
                "invocation/id-1/response",
                "",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"m2\"}]}"));
    assertThat(lines()).hasSize(4);
  }

  @Test
  void aQueueOfWhichAllIsDoneSaysSo() throws IOException {
    events.add(EventTest.queue(EventTest.message("m1", event("thumbnails/a.jpg"))));
    serve();
    assertThat(told.getFirst().body()).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void aCallThatBeginsTooLateDoesNothingAndSaysSo() throws IOException {
    patience = 1;
    events.add(event("originals/a.jpg"));
    serve();
    assertThat(told.getFirst().body()).contains("no time is left in this call");
    assertThat(s3.asked).isEmpty();
  }

  @Test
  void whatIsSkippedIsASuccessWithOneLine() throws IOException {
    events.add(event("thumbnails/a.jpg"));
    serve();
    assertThat(told.getFirst().path()).isEqualTo("invocation/id-1/response");
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("\"level\":\"INFO\"", "\"message\":\"skipped: ", "\"key\":\"thumbnails/a.jpg\"");
  }

  @Test
  void whatIsNoS3EventIsSkippedWithOneLine() throws IOException {
    events.add("{\"hello\":1}");
    serve();
    assertThat(told).singleElement().extracting(Told::body).asString().contains("not an S3 event");
    assertThat(lines()).singleElement().asString().contains("not an S3 event");
  }

  @Test
  void noSecretIsLoggedOrTold() throws IOException {
    s3.object(PHOTO).error(403, "AccessDenied");
    events.add(event("originals/a.jpg"));
    serve();
    assertThat(logged.toString(UTF_8) + told)
        .doesNotContain("very-secret", "session-token", "ASIAEXAMPLE");
  }

  @Test
  void aBugIsToldWithoutItsTraceAndTheNextEventIsServed() throws IOException {
    s3.error(503, "SlowDown").object(PHOTO).stored().current();
    events.add(event("originals/a.jpg"));
    events.add(event("originals/b.jpg"));
    serve(_ -> {
      throw new IllegalStateException("a bug");
    });
    assertThat(told)
        .containsExactly(
            new Told(
                "invocation/id-1/error",
                "IllegalStateException",
                "{\"errorMessage\":\"unexpected; the log has the trace\",\"errorType\":\"IllegalStateException\"}"),
            new Told("invocation/id-2/response", "", "[\"made a thumbnail\"]"));
    assertThat(lines()).hasSize(2);
    assertThat(lines().getFirst()).contains("\"level\":\"ERROR\"", "a bug", "\\u000a\\u0009at ");
  }

  @Test
  void anAnswerThatCameTooLateIsNoReasonToStop() throws IOException {
    acceptance = 403;
    events.add("{}");
    events.add("{}");
    serve();
    assertThat(told).hasSize(2);
  }

  @Test
  void aLambdaThatIsBrokenEndsTheFunction() {
    acceptance = 500;
    events.add("{}");
    assertThatThrownBy(this::serve).isInstanceOf(IOException.class).hasMessageContaining("500");
  }

  @Test
  void aFunctionThatCannotBeginSaysWhy() throws IOException {
    runtime().failToBegin("Configuration", "THUMBNAIL_FIT must be ...");
    assertThat(told)
        .containsExactly(
            new Told(
                "init/error",
                "Configuration",
                "{\"errorMessage\":\"THUMBNAIL_FIT must be ...\",\"errorType\":\"Configuration\"}"));
  }

  @Test
  void withoutLambdaThereIsNoFunction() {
    assertThatThrownBy(() -> RuntimeApi.of(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_LAMBDA_RUNTIME_API is not set");
  }

  private void serve() throws IOException {
    serve(_ -> {});
  }

  private void serve(Retry.Pause pause) throws IOException {
    var log = new Log(logged, InstantSource.fixed(ProcessingTest.NOW));
    var clock = InstantSource.fixed(ProcessingTest.NOW);
    var processing = ProcessingTest.processing(s3, settings, pause);
    var work = new Work(processing, log, new Metrics("local", clock));
    new Function(runtime(), work, new Watchdog(clock, _ -> {})).serve();
  }

  private RuntimeApi runtime() {
    return RuntimeApi.of(
        Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + lambda.getAddress().getPort()));
  }

  private List<String> lines() {
    return logged.toString(UTF_8).lines().toList();
  }

  private static String event(String... keys) {
    return List.of(keys).stream()
        .map(key ->
            EventTest.RECORD
                .replace("amzn-s3-demo-bucket", "bucket")
                .replace("originals/Happy+Face.jpg", key))
        .toList()
        .toString()
        .transform(records -> "{\"Records\":" + records + "}");
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath().substring("/2018-06-01/runtime/".length());
      if (!path.equals("invocation/next")) {
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        told.add(new Told(path, type == null ? "" : type, body));
        exchange.sendResponseHeaders(acceptance, -1);
      } else if (events.isEmpty()) {
        exchange.sendResponseHeaders(410, -1);
      } else {
        long deadline = ProcessingTest.NOW.plusSeconds(patience).toEpochMilli();
        var headers = exchange.getResponseHeaders();
        headers.add("Lambda-Runtime-Aws-Request-Id", "id-" + ++given);
        headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        var event = events.remove().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
      }
    }
  }
}
