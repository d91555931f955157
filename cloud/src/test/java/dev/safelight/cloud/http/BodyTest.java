package dev.safelight.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BodyTest {
  private static final String PUT = "PUT /b/k HTTP/1.1\r\nHost: localhost\r\n";

  @Test
  void chunksAndTrailersArrive() throws IOException {
    Handler handler =
        request -> {
          var before = request.payload().trailers().isEmpty();
          var length = request.payload().length();
          var body = text(request.payload());
          return Doors.text(
              before + " " + length + " " + body + " " + request.payload().trailers());
        };
    try (var door = Doors.open(handler);
        var dial = new Dial(door)) {
      dial.send(PUT + "Transfer-Encoding: chunked\r\n\r\n");
      dial.send("5\r\nhello\r\n1;name=value\r\n \r\n00A\r\n0123456789\r\n");
      dial.send("0\r\nX-Amz-Checksum-Crc32: abc==\r\n\r\n");
      assertThat(dial.read().text())
          .isEqualTo("true OptionalLong.empty hello 0123456789 {x-amz-checksum-crc32=abc==}");
    }
  }

  static Stream<Arguments> broken() {
    var chunked = PUT + "Transfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        arguments("no byte of ten", PUT + "Content-Length: 10\r\n\r\n"),
        arguments("nine of ten", PUT + "Content-Length: 10\r\n\r\n123456789"),
        arguments("no chunk", chunked),
        arguments("half a chunk", chunked + "5\r\nhel"),
        arguments("no end after a chunk", chunked + "5\r\nhello\r\n"),
        arguments("no end after the last chunk", chunked + "5\r\nhello\r\n0\r\n"),
        arguments("half a trailer", chunked + "5\r\nhello\r\n0\r\nx-amz-a: b"),
        arguments("no end after the trailers", chunked + "5\r\nhello\r\n0\r\nx-amz-a: b\r\n"),
        arguments("a size that is none", chunked + "x\r\nhello\r\n0\r\n\r\n"),
        arguments("a negative size", chunked + "-5\r\nhello\r\n0\r\n\r\n"),
        arguments("an endless size", chunked + "ffffffffffffffff\r\nhello"),
        arguments("a size beyond the limit", chunked + "140000001\r\nhello"),
        arguments("a chunk longer than its size", chunked + "4\r\nhello\r\n0\r\n\r\n"),
        arguments("bare line ends", chunked + "5\nhello\n0\n\n"),
        arguments("a mark without end", chunked + "5;" + "x".repeat(2_000) + "\r\nhello\r\n"),
        arguments("a doubled trailer", chunked + "0\r\nx-a: b\r\nX-A: c\r\n\r\n"),
        arguments("a folded trailer", chunked + "0\r\nx-a: b\r\n c\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void aBodyThatIsNotWholeIsNeverASuccess(String name, String bytes) throws Exception {
    var seen = new CompletableFuture<Throwable>();
    Handler handler =
        request -> {
          try (var body = request.payload().open()) {
            body.readAllBytes();
            seen.complete(new AssertionError("read to the end"));
          } catch (IOException | Fault expected) {
            seen.complete(expected);
          }
          return Doors.text("");
        };
    try (var door = Doors.open(handler);
        var dial = new Dial(door)) {
      dial.send(bytes).shutOutput();
      assertThat(seen.get()).isInstanceOfAny(IOException.class, Fault.class);
      assertThat(dial.read().headers()).containsEntry("connection", "close");
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void aClientThatSendsTooLittleIsToldSo() throws IOException {
    try (var door = Doors.open(request -> Doors.text(text(request.payload())));
        var dial = new Dial(door)) {
      var answer = dial.send(PUT + "Content-Length: 9\r\n\r\nabc").shutOutput().read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("<Code>IncompleteBody</Code>");
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void continueIsSentOnlyWhenThePayloadIsOpened() throws Exception {
    var mayOpen = new CompletableFuture<Boolean>();
    Handler handler =
        request -> {
          mayOpen.join();
          return Doors.text(text(request.payload()));
        };
    try (var door = Doors.open(handler);
        var dial = new Dial(door)) {
      dial.send(PUT + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      mayOpen.complete(true);
      assertThat(dial.line()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(dial.line()).isEmpty();
      var answer = dial.send("ok").read();
      assertThat(answer.text()).isEqualTo("ok");
      assertThat(answer.headers()).doesNotContainKey("connection");
    }
  }

  @Test
  void anExpectingClientThatIsRefusedNeverSendsItsBody() throws IOException {
    try (var door = Doors.open(_ -> Reply.of(403, Headers.NONE, new byte[0]));
        var dial = new Dial(door)) {
      dial.send(PUT + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      var answer = dial.read();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void whatFollowsARefusedExpectationIsNotServed() throws IOException {
    var calls = new AtomicInteger();
    Handler handler =
        _ -> {
          calls.incrementAndGet();
          return Reply.of(403, Headers.NONE, new byte[0]);
        };
    try (var door = Doors.open(handler);
        var dial = new Dial(door)) {
      var smuggled = "DELETE /b HTTP/1.1\r\nHost: localhost\r\n\r\n";
      dial.send(PUT + "Expect: 100-continue\r\nContent-Length: " + smuggled.length());
      dial.send("\r\n\r\n" + smuggled + smuggled);
      assertThat(dial.read().status()).isEqualTo(403);
      assertThat(dial.isOver()).isTrue();
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void aConnectionOutlivesASmallUnreadBody() throws IOException {
    try (var door = Doors.open(request -> Doors.text(request.method()));
        var dial = new Dial(door)) {
      dial.send(PUT + "Content-Length: 200000\r\n\r\n").send(new byte[200_000]);
      assertThat(dial.read().text()).isEqualTo("PUT");
      dial.send(PUT + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nx: y\r\n\r\n");
      assertThat(dial.read().text()).isEqualTo("PUT");
      dial.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(dial.read().text()).isEqualTo("GET");
    }
  }

  @Test
  void aLargeUnreadBodyEndsTheConnectionAfterItsReply() throws IOException {
    try (var door = Doors.open(_ -> Reply.of(403, Headers.NONE, new byte[0]));
        var dial = new Dial(door)) {
      dial.send(PUT + "Content-Length: 5000000\r\n\r\n").send(new byte[5_000_000]);
      var answer = dial.read();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers()).containsEntry("connection", "close");
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void earlyRefusalDoesNotWaitForTheBody() throws IOException {
    try (var door = Doors.open(_ -> Reply.of(403, Headers.NONE, new byte[0]));
        var dial = new Dial(door)) {
      assertThat(dial.send(PUT + "Content-Length: 5000000000\r\n\r\n").read().status())
          .isEqualTo(403);
    }
  }

  @Test
  void aClientMayShutItsSideAndStillReadTheReply() throws IOException {
    try (var door = Doors.open(request -> Doors.text(text(request.payload())));
        var dial = new Dial(door)) {
      dial.send(PUT + "Content-Length: 5\r\n\r\nhello").shutOutput();
      assertThat(dial.read().text()).isEqualTo("hello");
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void aPayloadIsOpenedOnceAndDiesWithItsCall() throws Exception {
    var kept = new CompletableFuture<Request>();
    var stream = new CompletableFuture<java.io.InputStream>();
    Handler handler =
        request -> {
          if (request.method().equals("PUT")) {
            kept.complete(request);
            stream.complete(opened(request.payload()));
          }
          return Doors.text("");
        };
    try (var door = Doors.open(handler);
        var dial = new Dial(door)) {
      dial.send(PUT + "Content-Length: 5\r\n\r\nhello");
      dial.read();
      assertThatThrownBy(() -> kept.get().payload().open())
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> stream.get().read()).isInstanceOf(IOException.class);
      assertThat(dial.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").read().status())
          .isEqualTo(200);
    }
  }

  private static java.io.InputStream opened(Payload payload) {
    try {
      return payload.open();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String text(Payload payload) {
    try (var body = payload.open()) {
      return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
