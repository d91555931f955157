package dev.safelight.wire.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.HttpParts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Origins are ports here; each tells which of its connections the client has ended.
class KeptTest {
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final BlockingQueue<Origin> ended = new LinkedBlockingQueue<>();
  private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() throws IOException {
    for (var listener : listeners) {
      listener.close();
    }
    for (var socket : accepted) {
      socket.close();
    }
  }

  @Test
  void oneCallEndsWhatWaitedTooLongForOthers() throws Exception {
    var http = keeping(Duration.ZERO);
    var old = origins(5);
    for (var origin : old) {
      call(http, origin);
    }
    call(http, origins(1).getFirst());
    assertThat(ended(5)).containsExactlyInAnyOrderElementsOf(old);
  }

  @Test
  void theOldestGiveWayWhereThereAreTooManyOrigins() throws Exception {
    var http = keeping(Duration.ofHours(1));
    var all = origins(40);
    for (var origin : all) {
      call(http, origin);
    }
    assertThat(ended(8)).containsExactlyInAnyOrderElementsOf(all.subList(0, 8));
    for (var origin : all.subList(8, 40)) {
      call(http, origin);
    }
    assertThat(accepted).hasSize(40);
  }

  private List<Origin> ended(int count) throws InterruptedException {
    var origins = new ArrayList<Origin>();
    for (int i = 0; i < count; i++) {
      var origin = ended.poll(20, TimeUnit.SECONDS);
      assertThat(origin).as("%d ended of %d", i, count).isNotNull();
      origins.add(origin);
    }
    return origins;
  }

  private static Http keeping(Duration longest) {
    return new Http(
        (_, _) -> {
          throw new SSLException("in the clear");
        },
        Timeouts.standard(),
        longest);
  }

  private static void call(Http http, Origin to) throws IOException {
    var request = new HttpParts("GET", "/", List.of(new Header("Host", "here")));
    try (var response = http.send(to, request, new byte[0])) {
      assertThat(new String(response.body().readAllBytes(), ISO_8859_1)).isEqualTo("ok");
    }
  }

  private List<Origin> origins(int count) throws IOException {
    var origins = new ArrayList<Origin>();
    for (int i = 0; i < count; i++) {
      var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      listeners.add(listener);
      var origin = new Origin(false, "127.0.0.1", listener.getLocalPort());
      origins.add(origin);
      Thread.ofVirtual().start(() -> accept(listener, origin));
    }
    return origins;
  }

  private void accept(ServerSocket listener, Origin origin) {
    try {
      while (true) {
        var socket = listener.accept();
        accepted.add(socket);
        Thread.ofVirtual().start(() -> answer(socket, origin));
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  private void answer(Socket socket, Origin origin) {
    try (socket) {
      int last = 0;
      for (int octet; (octet = socket.getInputStream().read()) >= 0; ) {
        last = last << 8 | octet;
        if (last == 0x0D0A0D0A) { // the end of a head
          var answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
          socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        }
      }
      ended.add(origin);
    } catch (IOException _) {
      // the test is over
    }
  }
}
