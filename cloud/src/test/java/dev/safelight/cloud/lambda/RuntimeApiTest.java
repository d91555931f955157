package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeApiTest {
  private static final String ROOT = "/2018-06-01/runtime/";

  private RuntimeApi api;

  @BeforeEach
  void open() throws IOException {
    api = RuntimeApi.open();
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// Sends a request of its own making and returns all that comes back.
  private String send(String method, String path, String headers, String body) throws IOException {
    var port = Integer.parseInt(api.address().substring("127.0.0.1:".length()));
    try (var socket = new Socket("127.0.0.1", port)) {
      var request =
          "%s %s%s HTTP/1.1\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(method, ROOT, path, headers, body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String host() {
    return "Host: " + api.address() + "\r\n";
  }

  private Invocation offer(String id) {
    var invocation =
        new Invocation(
            id,
            "arn",
            "{}".getBytes(StandardCharsets.UTF_8),
            Instant.EPOCH,
            new CompletableFuture<>());
    api.offer(invocation);
    return invocation;
  }

  @Test
  void anEventIsHandedOutWithItsHeaders() throws Exception {
    offer("one");

    var response = send("GET", "invocation/next", host(), "");

    assertThat(response).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n{}");
    assertThat(response.toLowerCase(java.util.Locale.ROOT))
        .contains(
            "lambda-runtime-aws-request-id: one\r\n",
            "lambda-runtime-deadline-ms: 0\r\n",
            "lambda-runtime-invoked-function-arn: arn\r\n");
    assertThat(api.ready().get(10, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void anAnswerEndsTheEventItIsFor() throws Exception {
    var invocation = offer("one");
    send("GET", "invocation/next", host(), "");

    assertThat(send("POST", "invocation/one/response", host(), "\"yes\"")).contains(" 202 ");

    assertThat(invocation.ending().get(10, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Ending.Answered.class,
            answered -> assertThat(answered.payload()).asString().isEqualTo("\"yes\""));
  }

  @Test
  void onlyTheOutstandingEventIsAnswered() throws Exception {
    var invocation = offer("one");

    assertThat(send("POST", "invocation/one/response", host(), "early")).contains(" 400 ");
    send("GET", "invocation/next", host(), "");
    assertThat(send("POST", "invocation/two/response", host(), "x")).contains(" 400 ");
    assertThat(send("POST", "invocation//response", host(), "x")).contains(" 400 ");
    assertThat(send("POST", "invocation/response", host(), "x")).contains(" 400 ");
    assertThat(invocation.ending()).isNotDone();
    assertThat(send("POST", "invocation/one/error", host(), "{}")).contains(" 202 ");
    assertThat(send("POST", "invocation/one/response", host(), "late")).contains(" 400 ");
    assertThat(invocation.ending().get(10, TimeUnit.SECONDS)).isInstanceOf(Ending.Failed.class);
  }

  @Test
  void aWithdrawnEventIsNotAnsweredAnyMore() throws Exception {
    var invocation = offer("one");
    send("GET", "invocation/next", host(), "");
    api.withdraw();

    assertThat(send("POST", "invocation/one/response", host(), "x")).contains(" 400 ");
    assertThat(invocation.ending()).isNotDone();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost:%s\r\n",
        "Host: evil.example\r\n",
        "Host: 127.0.0.1\r\n",
        "Host: %h\r\nOrigin: null\r\n",
        "Host: %h\r\norigin: http://127.0.0.1\r\n",
        "Host: %h\r\nSec-Fetch-Mode: no-cors\r\n",
        "Host: %h\r\nsec-fetch-site: same-origin\r\n",
        "Host: %h\r\nHost: evil.example\r\n",
      })
  void whoeverComesThroughABrowserIsTurnedAway(String headers) throws Exception {
    var invocation = offer("one");
    var port = api.address().substring("127.0.0.1:".length());

    var response =
        send(
            "GET", "invocation/next", headers.replace("%h", api.address()).replace("%s", port), "");

    assertThat(response).doesNotContain(" 200 ").doesNotContain("{}");
    assertThat(invocation.ending()).isNotDone();
    assertThat(api.ready()).isNotDone();
  }

  @Test
  void aFailedInitialisationIsToldOnce() throws Exception {
    assertThat(send("POST", "init/error", host(), "{\"errorType\":\"X\"}")).contains(" 202 ");
    assertThat(send("POST", "init/error", host(), "{}")).contains(" 400 ");
    assertThat(api.ready().get(10, TimeUnit.SECONDS).map(Object::getClass))
        .isEqualTo(Optional.of(Ending.Failed.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"invocation/next/", "invocation", "exit/error", "invocation/one/x"})
  void otherPathsAreNotFound(String path) throws Exception {
    assertThat(send("GET", path, host(), "")).contains(" 404 ");
    assertThat(send("POST", path, host(), "")).contains(" 404 ");
  }

  @Test
  void theLatestOfTwoWaitingPollsGetsTheEvent() throws Exception {
    var first = polling();
    api.ready().get(10, TimeUnit.SECONDS);
    var second = polling();

    assertThat(first.get(10, TimeUnit.SECONDS)).isEmpty();
    offer("one");
    assertThat(second.get(10, TimeUnit.SECONDS)).contains(" 200 ");
  }

  private CompletableFuture<String> polling() {
    var answer = new CompletableFuture<String>();
    Thread.startVirtualThread(() -> answer.complete(poll()));
    return answer;
  }

  private String poll() {
    try {
      return send("GET", "invocation/next", host(), "");
    } catch (IOException broken) {
      return "";
    }
  }
}
