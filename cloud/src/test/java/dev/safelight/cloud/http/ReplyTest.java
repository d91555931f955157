package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String HEAD = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @Test
  void headersOfTheHandlerAndOfTheDoor() throws IOException {
    try (var door = Doors.open(_ -> Doors.text("hello"));
        var dial = new Dial(door)) {
      assertThat(dial.send(GET).read().headers())
          .containsOnly(
              java.util.Map.entry("content-type", "text/plain"),
              java.util.Map.entry("content-length", "5"),
              java.util.Map.entry("date", "Tue, 24 Nov 2026 12:34:56 GMT"),
              java.util.Map.entry("server", "Safelight"));
    }
  }

  @Test
  void aReplyToHeadStatesTheHandlersLengthAndHasNoBody() throws IOException {
    try (var door =
            Doors.open(_ -> new Reply(200, Headers.of("content-length", "12345"), Body.EMPTY));
        var dial = new Dial(door)) {
      assertThat(dial.send(HEAD).read(false).headers()).containsEntry("content-length", "12345");
      assertThat(dial.send(HEAD).read(false).status()).isEqualTo(200);
    }
  }

  @Test
  void aBodyThatHeadDoesNotWantIsMeasuredAndNotSent() throws IOException {
    try (var door = Doors.open(_ -> Doors.text("hello"));
        var dial = new Dial(door)) {
      assertThat(dial.send(HEAD).read(false).headers()).containsEntry("content-length", "5");
      assertThat(dial.send(GET).read().text()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void someStatusesHaveNoBody(int status) throws IOException {
    try (var door = Doors.open(_ -> Reply.of(status, Headers.NONE, "hidden".getBytes(UTF_8)));
        var dial = new Dial(door)) {
      var answer = dial.send(GET).read(false);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.headers()).doesNotContainKey("content-length");
      assertThat(dial.send(GET).read(false).status()).isEqualTo(status);
    }
  }

  @Test
  void theHandlersLengthNeverContradictsItsBody() throws IOException {
    try (var door =
            Doors.open(
                _ -> Reply.of(200, Headers.of("Content-Length", "2"), "hello".getBytes(UTF_8)));
        var dial = new Dial(door)) {
      assertThat(dial.send(GET).read().text()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\0b", "a\rb"})
  void aHeaderCannotBecomeTwo(String value) throws IOException {
    try (var door = Doors.open(_ -> Reply.of(200, Headers.of("x-amz-meta-k", value), new byte[1]));
        var dial = new Dial(door)) {
      var answer = dial.send(GET).read();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.headers()).doesNotContainKeys("x-amz-meta-k", "set-cookie");
    }
  }

  @Test
  void metadataOutsideAsciiIsSentInUtf8() throws IOException {
    try (var door = Doors.open(_ -> Reply.of(200, Headers.of("x-amz-meta-k", "é"), new byte[0]));
        var dial = new Dial(door)) {
      assertThat(dial.send(GET).read().headers()).containsEntry("x-amz-meta-k", "\u00c3\u00a9");
    }
  }

  @Test
  void aBugIsA500ThatTellsNothing() throws IOException {
    try (var door =
            Doors.open(_ -> {
              throw new IllegalStateException("the secret");
            });
        var dial = new Dial(door)) {
      var answer = dial.send(GET).read();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.text())
          .contains("<Code>InternalError</Code>", "<RequestId>id-1</RequestId>")
          .doesNotContain("secret");
      assertThat(dial.send(GET).read().headers()).containsEntry("x-amz-request-id", "id-2");
    }
  }

  @Test
  void aFaultThatNobodyTurnedIntoAReplyIsTold() throws IOException {
    try (var door =
            Doors.open(_ -> {
              throw new Fault(409, "Odd", "a <b> & c\0");
            });
        var dial = new Dial(door)) {
      var answer = dial.send(GET).read();
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text()).contains("<Message>a &lt;b&gt; &amp; c?</Message>");
    }
  }

  @Test
  void partsOfFilesAreSentAndTheirFilesClosed(@TempDir Path folder) throws IOException {
    var bytes = new byte[3 << 20];
    new java.util.Random(1).nextBytes(bytes);
    var file = Files.write(folder.resolve("object"), bytes);
    var last = new java.util.concurrent.atomic.AtomicReference<FileChannel>();
    Handler handler =
        _ -> {
          var channel = opened(file);
          last.set(channel);
          return new Reply(
              206, Headers.NONE, new Body.Part(Doors.source(channel), 1_000, 2_500_000));
        };
    try (var door = Doors.open(handler);
        var dial = new Dial(door)) {
      assertThat(dial.send(GET).read().body())
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, 1_000, 2_501_000));
      dial.send(HEAD).read(false);
      dial.send(GET).read();
    }
    assertThat(last.get().isOpen()).isFalse();
  }

  @Test
  void aFileThatEndsEarlyIsNotTakenForWhole(@TempDir Path folder) throws IOException {
    var file = Files.write(folder.resolve("object"), new byte[100]);
    try (var door =
            Doors.open(_ ->
                new Reply(200, Headers.NONE, new Body.Part(Doors.source(opened(file)), 0, 200)));
        var dial = new Dial(door)) {
      dial.send(GET);
      assertThatThrownBy(dial::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void http10IsClosedUnlessAskedOtherwise() throws IOException {
    var calls = new AtomicInteger();
    try (var door = Doors.open(_ -> Doors.text("call " + calls.incrementAndGet()));
        var dial = new Dial(door)) {
      var kept = dial.send("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").read();
      assertThat(kept.text()).isEqualTo("call 1");
      assertThat(kept.headers()).containsEntry("connection", "keep-alive");
      var closed = dial.send("GET / HTTP/1.0\r\n\r\n").read();
      assertThat(closed.headers()).containsEntry("connection", "close");
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void repliesComeInTheOrderOfTheirRequests() throws IOException {
    try (var door = Doors.open(request -> Doors.text(request.target()));
        var dial = new Dial(door)) {
      var pipelined = new StringBuilder("\r\n");
      for (int i = 0; i < 50; i++) {
        pipelined.append(
            "POST /%d HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc".formatted(i));
      }
      pipelined.append("GET /end HTTP/1.1\r\nHost: localhost\r\nConnection: a, Close\r\n\r\n");
      dial.send(pipelined + "GET /never HTTP/1.1\r\nHost: localhost\r\n\r\n");
      for (int i = 0; i < 50; i++) {
        assertThat(dial.read().text()).isEqualTo("/" + i);
      }
      assertThat(dial.read().text()).isEqualTo("/end");
      assertThat(dial.isOver()).isTrue();
    }
  }

  private static FileChannel opened(Path file) {
    try {
      return FileChannel.open(file);
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
