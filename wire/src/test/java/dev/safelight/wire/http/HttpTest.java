package dev.safelight.wire.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.HttpParts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /// Then the server closes the connection.
  private static final String END = "";

  /// Instead of an answer.
  private static final String HANGS_UP = "hangs up";

  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final Queue<String> answers = new ArrayDeque<>();
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Http http = Http.plain(new Timeouts(Duration.ofSeconds(5), Duration.ofMillis(500)));

  HttpTest() throws IOException {
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  @Test
  void aConnectionServesOneCallAfterAnother() throws IOException {
    answers.addAll(List.of(OK, OK, "HTTP/1.1 204 No\r\n\r\n", OK));
    assertThat(body("GET")).isEqualTo("ok");
    assertThat(body("POST")).isEqualTo("ok");
    assertThat(body("DELETE")).isEmpty();
    assertThat(body("PUT")).isEqualTo("ok");
    assertThat(connections).hasSize(1);
    assertThat(heads.getFirst())
        .startsWith("GET /a?b HTTP/1.1\r\nHost: here\r\n")
        .doesNotContain("Content-Length");
    assertThat(heads.getLast())
        .startsWith("PUT /a?b HTTP/1.1\r\n")
        .contains("Content-Length: 4\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200\r\nContent-Length: 2\r\nconnection: CLOSE\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: keep-alive, close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: Close ,TE\r\nContent-Length: 2\r\n\r\nok",
      })
  void oneThatWillBeClosedIsNotKept(String answer) throws IOException {
    answers.addAll(List.of(answer, OK));
    assertThat(body("POST")).isEqualTo("ok");
    assertThat(body("POST")).isEqualTo("ok");
    assertThat(connections).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD", "DELETE", "POST"})
  void aDeadOneIsReplaced(String method) throws IOException {
    answers.addAll(List.of(OK, END, OK));
    body("GET");
    assertThat(http.send(origin(), parts(method), new byte[4]).status()).isEqualTo(200);
  }

  @Test
  void aPostIsNeverSentTwice() {
    answers.addAll(List.of(OK, HANGS_UP, OK));
    assertThatCode(() -> body("GET")).doesNotThrowAnyException();
    // Heard, and perhaps done: nobody knows.
    assertThatThrownBy(() -> body("POST")).isInstanceOf(IOException.class);
    assertThat(heads).hasSize(2);
    assertThat(connections).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "HEAD", "DELETE"})
  void whatMayBeSentTwiceIs(String method) throws IOException {
    answers.addAll(List.of(OK, HANGS_UP, OK));
    body("GET");
    assertThat(http.send(origin(), parts(method), new byte[4]).status()).isEqualTo(200);
    assertThat(heads).hasSize(3);
    assertThat(connections).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
      })
  void anAnswerThatNobodyAskedForIsNotTheNextOne(String answer) throws IOException {
    answers.addAll(List.of(answer + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", OK));
    assertThat(body("GET")).isEqualTo("ok");
    assertThat(body("GET")).isEqualTo("ok");
    assertThat(connections).hasSize(2);
  }

  @Test
  void aBodyThatIsLeftEndsItsConnection() throws IOException {
    answers.addAll(List.of(OK, OK));
    http.send(origin(), parts("GET"), new byte[0]).close();
    assertThat(body("GET")).isEqualTo("ok");
    assertThat(connections).hasSize(2);
  }

  @Test
  void chunksAreOneBody() throws IOException {
    answers.addAll(
        List.of(
            "HTTP/1.1 200 OK\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "3\r\n"
                + "abc\r\n"
                + "A;x=y\r\n"
                + "0123456789\r\n"
                + "0\r\n"
                + "T: t\r\n\r\n",
            OK));
    assertThat(body("GET")).isEqualTo("abc0123456789");
    assertThat(body("GET")).isEqualTo("ok");
    assertThat(connections).hasSize(1);
  }

  @Test
  void whatComesBeforeTheAnswerIsNotIt() throws IOException {
    answers.add("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + OK);
    assertThat(body("PUT")).isEqualTo("ok");
  }

  @Test
  void theHeadOfAnAnswerHasNoBodyWhateverItSays() throws IOException {
    answers.addAll(List.of("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", OK));
    assertThat(body("HEAD")).isEmpty();
    assertThat(body("GET")).isEqualTo("ok");
    assertThat(connections).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length : 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 0x2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 9999999999999999999\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok",
        "HTTP/1.1 101 Switching\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n",
      })
  void whatIsNoAnswerIsAnError(String answer) {
    answers.addAll(List.of(answer, END));
    assertThatThrownBy(() -> body("GET")).isInstanceOf(IOException.class);
  }

  @Test
  void anEndlessHeadIsAnError() {
    answers.addAll(List.of("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(20_000), END));
    assertThatThrownBy(() -> body("GET")).hasMessageContaining("too long");
    answers.addAll(List.of("HTTP/1.1 100 Continue\r\n\r\n".repeat(20), END));
    assertThatThrownBy(() -> body("GET")).hasMessageContaining("interim");
  }

  @Test
  void nothingMayBeSentThatIsTwoRequests() {
    var parts = parts("GET");
    for (var wrong :
        List.of(
            new HttpParts("GET\r\n", "/", parts.headers()),
            new HttpParts("GET", "/ HTTP/1.1\r\nX: y", parts.headers()),
            new HttpParts("GET", "elsewhere", parts.headers()),
            new HttpParts("GET", "/é", parts.headers()),
            new HttpParts("GET", "/", List.of(new Header("A", "b\r\nC: d"))),
            new HttpParts("GET", "/", List.of(new Header("A", "\u0000"))),
            new HttpParts("GET", "/", List.of(new Header("A", "\u010D\u010A"))),
            new HttpParts("GET", "/", List.of(new Header("A: b\r\nC", "d"))))) {
      assertThatThrownBy(() -> http.send(origin(), wrong, new byte[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(connections).isEmpty();
  }

  @Test
  void originsAreReadFromUrls() {
    assertThat(Origin.of(URI.create("https://[::1]:8443/x")))
        .isEqualTo(new Origin(true, "::1", 8443));
    assertThat(Origin.of(URI.create("http://host"))).isEqualTo(new Origin(false, "host", 80));
    assertThat(Origin.of(URI.create("https://host"))).isEqualTo(new Origin(true, "host", 443));
    assertThatThrownBy(() -> Origin.of(URI.create("ftp://host")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String body(String method) throws IOException {
    var sent = method.equals("GET") || method.equals("HEAD") ? new byte[0] : new byte[4];
    try (var response = http.send(origin(), parts(method), sent)) {
      return new String(response.body().readAllBytes(), ISO_8859_1);
    }
  }

  private Origin origin() {
    return new Origin(false, "127.0.0.1", listener.getLocalPort());
  }

  private static HttpParts parts(String method) {
    return new HttpParts(method, "/a?b", List.of(new Header("Host", "here")));
  }

  private void serve() {
    try {
      while (true) {
        var socket = listener.accept();
        connections.add(socket);
        answer(socket);
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  /// One connection at a time: the next is taken when this one has ended.
  private void answer(Socket socket) {
    try (socket) {
      for (var head = head(socket.getInputStream());
          !head.isEmpty();
          head = head(socket.getInputStream())) {
        heads.add(head);
        var answer = answers.remove();
        if (answer.equals(HANGS_UP)) {
          return;
        }
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        if (END.equals(answers.peek())) {
          answers.remove();
          return;
        }
      }
    } catch (IOException _) {
      // the client hung up, which some tests want
    }
  }

  /// With its body, which has 4 bytes or none.
  private static String head(InputStream input) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int octet = input.read();
      if (octet < 0) {
        return "";
      }
      head.write(octet);
    }
    var text = head.toString(ISO_8859_1);
    input.readNBytes(text.contains("Content-Length: 4") ? 4 : 0);
    return text;
  }
}
