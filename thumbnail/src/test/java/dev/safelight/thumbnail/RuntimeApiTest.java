package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A Runtime API of raw octets, which closes each connection after its answer.
class RuntimeApiTest {
  private static final Invocation CALL = new Invocation("id-1", Instant.EPOCH, new byte[0]);

  /// A chunk of 268 MB, of which a piece comes.
  private static final String ENDLESS =
      " Status\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\n" + "x".repeat(100_000);

  @Test
  void anAnswerWithoutEndIsNotWaitedFor() throws IOException {
    try (var listener = listen("HTTP/1.1 202" + ENDLESS)) {
      var api = api(listener);
      assertThatCode(() -> api.respond(CALL, Json.of("done"))).doesNotThrowAnyException();
      assertThatCode(() -> api.fail(CALL, "NotDone", "why")).doesNotThrowAnyException();
    }
  }

  @Test
  void norIsOneOfAFailureWhichItStaysNevertheless() throws IOException {
    try (var listener = listen("HTTP/1.1 500" + ENDLESS)) {
      assertThatThrownBy(() -> api(listener).respond(CALL, Json.of("done")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("answered 500");
    }
  }

  private static RuntimeApi api(ServerSocket listener) {
    return RuntimeApi.of(Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + listener.getLocalPort()));
  }

  private static ServerSocket listen(String answer) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!listener.isClosed()) {
            try (var socket = listener.accept()) {
              int _ = socket.getInputStream().read(new byte[2_000]); // short: comes at once
              socket.getOutputStream().write(answer.getBytes(US_ASCII));
            } catch (IOException _) {
              // the client hung up, or the test is over
            }
          }
        });
    return listener;
  }
}
