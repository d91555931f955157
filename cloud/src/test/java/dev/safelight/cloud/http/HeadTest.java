package dev.safelight.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What must not reach a handler, byte for byte.
class HeadTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n";
  private static final String PUT = "PUT /b/k HTTP/1.1\r\nHost: localhost\r\n";

  static Stream<Arguments> doubtful() {
    return Stream.of(
        arguments("equal lengths", PUT + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx"),
        arguments("conflicting lengths", PUT + "Content-Length: 1\r\ncontent-length: 2\r\n\r\nxy"),
        arguments("lengths in a list", PUT + "Content-Length: 1, 1\r\n\r\nx"),
        arguments("a signed length", PUT + "Content-Length: +1\r\n\r\nx"),
        arguments("a negative length", PUT + "Content-Length: -1\r\n\r\nx"),
        arguments("a hexadecimal length", PUT + "Content-Length: 0x1\r\n\r\nx"),
        arguments("an empty length", PUT + "Content-Length:\r\n\r\n"),
        arguments("an endless length", PUT + "Content-Length: 99999999999999999999\r\n\r\n"),
        arguments(
            "both framings",
            PUT + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"),
        arguments("gzip", PUT + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        arguments("identity", PUT + "Transfer-Encoding: identity\r\n\r\n"),
        arguments("chunked and more", PUT + "Transfer-Encoding: chunked, x\r\n\r\n"),
        arguments("a disguised coding", PUT + "Transfer-Encoding: xchunked\r\n\r\n"),
        arguments(
            "chunked twice",
            PUT + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        arguments(
            "chunked in 1.0",
            "PUT / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        arguments("folded with a space", GET + "X-A: b\r\n c\r\n\r\n"),
        arguments("folded with a tab", GET + "X-A: b\r\n\tc\r\n\r\n"),
        arguments("folded at once", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n"),
        arguments("NUL in a value", GET + "X-A: b\0c\r\n\r\n"),
        arguments("a control in a value", GET + "X-A: b\u0001c\r\n\r\n"),
        arguments("DEL in a value", GET + "X-A: b\u007fc\r\n\r\n"),
        arguments("a bare CR", GET + "X-A: b\rc\r\n\r\n"),
        arguments("a bare LF", GET + "X-A: b\nX-B: c\r\n\r\n"),
        arguments("bare LFs alone", "GET / HTTP/1.1\nHost: localhost\n\n"),
        arguments("a space before the colon", GET + "X-A : b\r\n\r\n"),
        arguments("a tab before the colon", GET + "X-A\t: b\r\n\r\n"),
        arguments("a space in the name", GET + "X A: b\r\n\r\n"),
        arguments("no name", GET + ": b\r\n\r\n"),
        arguments("no colon", GET + "X-A\r\n\r\n"),
        arguments("a name outside ASCII", GET + "X-\u00e4: b\r\n\r\n"),
        arguments("x-amz-date twice", GET + "x-amz-date: a\r\nX-Amz-Date: a\r\n\r\n"),
        arguments("x-amz-meta-k twice", GET + "x-amz-meta-k: a\r\nx-amz-meta-k: b\r\n\r\n"),
        arguments("Host twice", GET + "host: localhost\r\n\r\n"),
        arguments("Authorization twice", GET + "Authorization: a\r\nauthorization: b\r\n\r\n"),
        arguments("no Host", "GET / HTTP/1.1\r\nAccept: *\r\n\r\n"),
        arguments("an empty Host", "GET / HTTP/1.1\r\nHost: \r\n\r\n"),
        arguments("a Host with user", "GET / HTTP/1.1\r\nHost: a@localhost\r\n\r\n"),
        arguments("a Host with path", "GET / HTTP/1.1\r\nHost: localhost/x\r\n\r\n"),
        arguments("two Hosts in one", "GET / HTTP/1.1\r\nHost: localhost, localhost\r\n\r\n"),
        arguments("a port too high", "GET / HTTP/1.1\r\nHost: localhost:65536\r\n\r\n"),
        arguments("two spaces", "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        arguments("a space in the target", "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        arguments("no version", "GET /\r\nHost: localhost\r\n\r\n"),
        arguments("a strange version", "GET / HTTP/11\r\nHost: localhost\r\n\r\n"),
        arguments("a strange method", "G(T / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        arguments("a TLS greeting", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubtful")
  void whatLeavesADoubtIsRefused(String name, String bytes) throws IOException {
    var calls = new AtomicInteger();
    try (var door = counting(calls);
        var dial = new Dial(door)) {
      var answer = dial.send(bytes).read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.headers())
          .containsEntry("connection", "close")
          .containsEntry("content-type", "application/xml")
          .containsEntry("x-amz-request-id", "id-1");
      assertThat(answer.text())
          .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>BadRequest</Code>")
          .endsWith("<RequestId>id-1</RequestId></Error>");
      assertThat(dial.isOver()).isTrue();
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void aHeadBeyond8KilobytesIsRefused() throws IOException {
    try (var door = counting(new AtomicInteger());
        var dial = new Dial(door)) {
      var answer = dial.send(GET + "X-A: " + "a".repeat(9_000) + "\r\n\r\n").read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("<Code>RequestHeaderSectionTooLarge</Code>");
    }
  }

  @Test
  void aHeadOfExactly8KilobytesIsServed() throws IOException {
    var calls = new AtomicInteger();
    var padding = (8 << 10) - (GET + "X-A: \r\n\r\n").length();
    try (var door = counting(calls);
        var dial = new Dial(door)) {
      assertThat(dial.send(GET + "X-A: " + "a".repeat(padding) + "\r\n\r\n").read().status())
          .isEqualTo(200);
      assertThat(dial.send(GET + "X-A: " + "a".repeat(padding + 1) + "\r\n\r\n").read().status())
          .isEqualTo(400);
    }
    assertThat(calls).hasValue(1);
  }

  @Test
  void aBodyAnnouncedBeyond5GigabytesIsRefused() throws IOException {
    var calls = new AtomicInteger();
    try (var door = counting(calls)) {
      try (var dial = new Dial(door)) {
        var answer = dial.send(PUT + "Content-Length: 5368709121\r\n\r\n").read();
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
            .contains("<Code>EntityTooLarge</Code>")
            .contains("<MaxSizeAllowed>5368709120</MaxSizeAllowed>");
      }
      try (var dial = new Dial(door)) {
        dial.send(PUT + "Expect: 100-continue\r\nContent-Length: 5368709120\r\n\r\n");
        assertThat(dial.read().status()).isEqualTo(200);
      }
    }
    assertThat(calls).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:4566",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.255.3.4:65535",
        "[::1]",
        "[::1]:4566",
        "[0:0:0:0:0:0:0:1]",
        "photos.localhost",
        "my.photos.s3.localhost:4566"
      })
  void loopbackHostsAreAnswered(String host) throws IOException {
    var calls = new AtomicInteger();
    try (var door = counting(calls);
        var dial = new Dial(door)) {
      assertThat(dial.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").read().status())
          .isEqualTo(200);
    }
    assertThat(calls).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:4566",
        "localhost.evil.example",
        "evil-localhost",
        "evillocalhost",
        ".localhost",
        "a..localhost",
        "127.0.0.1.evil.example",
        "128.0.0.1",
        "127.1",
        "127.0.0.01",
        "127.0.0.256",
        "0.0.0.0",
        "2130706433",
        "0x7f000001",
        "192.168.1.10",
        "[::2]",
        "[::]",
        "[fe80::1]",
        "[1:2]"
      })
  void foreignHostsAreRefused(String host) throws IOException {
    var calls = new AtomicInteger();
    try (var door = counting(calls);
        var dial = new Dial(door)) {
      // The body is no XML and the target no target: the host is looked at first.
      var answer =
          dial.send("POST %zz HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 1\r\n\r\n<").read();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.text()).contains("<Code>AccessDenied</Code>");
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void aRefusedHeadRequestHasNoBody() throws IOException {
    try (var door = counting(new AtomicInteger());
        var dial = new Dial(door)) {
      var answer = dial.send("HEAD / HTTP/1.1\r\nHost: evil.example\r\n\r\n").read(false);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void otherVersionsAndExpectationsAreRefused() throws IOException {
    try (var door = counting(new AtomicInteger())) {
      try (var dial = new Dial(door)) {
        assertThat(dial.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").read().status()).isEqualTo(505);
      }
      try (var dial = new Dial(door)) {
        assertThat(dial.send(GET + "Expect: a-miracle\r\n\r\n").read().status()).isEqualTo(417);
      }
    }
  }

  @Test
  void headersArriveInOrderAndAsSent() throws IOException {
    var lines =
        "B: 2\r\na:1\r\nb: 3\r\nX-Empty:\r\nX-Pad: \t in  side \t\r\n"
            + "x-amz-meta-u: \u00c3\u00a9\r\nx-amz-meta-l: \u00e9\r\n";
    try (var door = Doors.open(request -> Doors.text(request.headers().lines().toString()));
        var dial = new Dial(door)) {
      assertThat(dial.send(GET + lines + "\r\n").read().text())
          .isEqualTo(
              "[Header[name=Host, value=localhost], Header[name=B, value=2],"
                  + " Header[name=a, value=1], Header[name=b, value=3],"
                  + " Header[name=X-Empty, value=], Header[name=X-Pad, value=in  side],"
                  + " Header[name=x-amz-meta-u, value=\u00e9],"
                  + " Header[name=x-amz-meta-l, value=\u00e9]]");
    }
  }

  @Test
  void aListMayComeInSeveralLines() throws IOException {
    var name = "x-amz-object-attributes";
    try (var door = Doors.open(request -> Doors.text(request.headers().all(name).toString()));
        var dial = new Dial(door)) {
      dial.send(GET + name + ": ETag\r\n" + name + ": Checksum\r\n\r\n");
      assertThat(dial.read().text()).isEqualTo("[ETag, Checksum]");
    }
  }

  private static Door counting(AtomicInteger calls) {
    return Doors.open(_ -> {
      calls.incrementAndGet();
      return Doors.text("served");
    });
  }
}
