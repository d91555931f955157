package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DoorTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(50);

  /// Two reads of the socket of at most 64 KB, or two chunks of a reply.
  private static final long BOUND = 192 << 10;

  @Test
  void aRequestCarriesItsIdItsTimeAndItsPeer() throws Exception {
    var seen = new CompletableFuture<Request>();
    try (var door = Doors.open(request -> saying(seen, request))) {
      var uri = door.endpoint().resolve("/b/k?versionId=x");
      assertThat(sent(uri, "POST", "<x/>".getBytes(UTF_8))).isEqualTo("ok");
      assertThat(door.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + door.port()));
    }
    assertThat(seen.get().id()).isEqualTo("id-1");
    assertThat(seen.get().at()).isEqualTo(Doors.NOW);
    assertThat(seen.get().method()).isEqualTo("POST");
    assertThat(seen.get().target()).isEqualTo("/b/k?versionId=x");
    assertThat(seen.get().payload().length()).hasValue(4);
    assertThat(seen.get().peer().address()).isEqualTo("127.0.0.1");
    assertThat(seen.get().peer().isSecure()).isFalse();
  }

  @Test
  void anUploadOf20MegabytesIsHeldBackByASlowHandler() throws Exception {
    var bytes = random(20 << 20);
    Handler handler =
        request -> {
          var sum = 0L;
          try (var body = request.payload().open()) {
            var some = new byte[500];
            for (int read = body.read(some); read >= 0; read = body.read(some)) {
              sum += sum(some, read);
            }
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
          return Doors.text(Long.toString(sum));
        };
    try (var door = Doors.open(handler)) {
      assertThat(sent(door.endpoint(), "PUT", bytes))
          .isEqualTo(Long.toString(sum(bytes, bytes.length)));
      assertThat(door.connections().mostHeld()).isBetween(1L, BOUND);
    }
  }

  @Test
  void aDownloadOf20MegabytesIsHeldBackByASlowClient() throws Exception {
    var bytes = random(20 << 20);
    try (var door = Doors.open(_ -> Reply.of(200, Headers.NONE, bytes));
        var dial = new Dial(door)) {
      dial.send(GET);
      while (!dial.line().isEmpty()) {
        // The reply's head.
      }
      var sum = 0L;
      var some = new byte[500];
      for (int left = bytes.length; left > 0; ) {
        int read = dial.in().read(some, 0, Math.min(some.length, left));
        sum += sum(some, read);
        left -= read;
      }
      assertThat(sum).isEqualTo(sum(bytes, bytes.length));
      assertThat(door.connections().mostHeld()).isBetween(1L, BOUND);
    }
  }

  @Test
  void twoHundredCallsAreServedAtOnce() throws Exception {
    // Each waits for all: served one after the other, none would end.
    var all = new CyclicBarrier(200);
    Handler handler =
        request -> {
          try {
            all.await();
            return Doors.text(request.target());
          } catch (Exception broken) {
            throw new IllegalStateException(broken);
          }
        };
    try (var door = Doors.open(handler);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < 200; i++) {
        var target = "/" + i;
        answers.add(threads.submit(() -> get(door, target)));
      }
      for (int i = 0; i < 200; i++) {
        assertThat(answers.get(i).get()).isEqualTo("/" + i);
      }
    }
  }

  @Test
  void aConnectionTooManyIsClosedUnanswered() throws IOException {
    var s = Limits.standard();
    var one =
        new Limits(
            s.headBytes(),
            s.bodyBytes(),
            s.drainBytes(),
            s.lingerBytes(),
            1,
            s.idle(),
            s.head(),
            s.stall(),
            s.linger(),
            s.grace());
    try (var door = Door.open(Doors.settings().with(one), _ -> Doors.text("ok"));
        var first = new Dial(door)) {
      assertThat(first.send(GET).read().text()).isEqualTo("ok");
      try (var second = new Dial(door)) {
        assertThat(second.isOver()).isTrue();
      }
      assertThat(first.send(GET).read().text()).isEqualTo("ok");
    }
  }

  @Test
  void aBusyPortIsNamedWithTheWayOut() {
    try (var door = Doors.open(_ -> Doors.text(""))) {
      var s = Doors.settings();
      var same =
          new Door.Settings(s.host(), door.port(), s.security(), s.limits(), s.ids(), s.clock());
      assertThatThrownBy(() -> Door.open(same, _ -> Doors.text("")))
          .isInstanceOf(Door.Unavailable.class)
          .hasMessageContaining(Integer.toString(door.port()))
          .hasMessageContaining("--port");
    }
  }

  @Test
  void aHostThatIsNotOursIsNamed() {
    var s = Doors.settings();
    for (var host : new String[] {"no.such.host.invalid", "192.0.2.1"}) {
      var foreign = new Door.Settings(host, 0, s.security(), s.limits(), s.ids(), s.clock());
      assertThatThrownBy(() -> Door.open(foreign, _ -> Doors.text("")))
          .isInstanceOf(Door.Unavailable.class)
          .hasMessageContaining(host)
          .hasMessageContaining("--host");
    }
  }

  @Test
  void aClosedDoorCanBeOpenedAgainOnItsPort() throws Exception {
    int port;
    try (var door = Doors.open(_ -> Doors.text("first"));
        var dial = new Dial(door)) {
      assertThat(dial.send(GET).read().text()).isEqualTo("first");
      port = door.port();
      door.close();
      assertThat(dial.isOver()).isTrue();
    }
    var s = Doors.settings();
    var same = new Door.Settings(s.host(), port, s.security(), s.limits(), s.ids(), s.clock());
    try (var door = Door.open(same, _ -> Doors.text("second"))) {
      assertThat(get(door, "/")).isEqualTo("second");
    }
  }

  @Test
  void aClosingDoorLetsTheCallInFlightFinish() throws Exception {
    var begun = new CompletableFuture<Boolean>();
    var mayEnd = new CompletableFuture<Boolean>();
    Handler handler =
        _ -> {
          begun.complete(true);
          mayEnd.join();
          return Doors.text("finished");
        };
    var door = Doors.open(handler);
    try (var dial = new Dial(door)) {
      dial.send(GET + GET);
      begun.get();
      var closing = CompletableFuture.runAsync(door::close);
      while (accepts(door)) {
        Thread.onSpinWait();
      }
      mayEnd.complete(true);
      var answer = dial.read();
      assertThat(answer.text()).isEqualTo("finished");
      assertThat(dial.isOver()).isTrue();
      closing.get();
    }
  }

  @Test
  void aCallThatNeverEndsDoesNotKeepTheDoorOpen() throws Exception {
    var begun = new CompletableFuture<Boolean>();
    var never = new CompletableFuture<Boolean>();
    Handler handler =
        _ -> {
          begun.complete(true);
          never.join();
          return Doors.text("too late");
        };
    var door = Door.open(Doors.settings().with(Doors.hurried(LONG, LONG, LONG, SHORT)), handler);
    try (var dial = new Dial(door)) {
      dial.send(GET);
      begun.get();
      door.close();
      assertThat(dial.isOver()).isTrue();
    } finally {
      never.complete(true);
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    var limits = Doors.hurried(SHORT, LONG, LONG, LONG);
    try (var door = Door.open(Doors.settings().with(limits), _ -> Doors.text("ok"));
        var dial = new Dial(door)) {
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void aHeadThatTricklesIsRefused() throws IOException {
    var limits = Doors.hurried(LONG, SHORT, LONG, LONG);
    try (var door = Door.open(Doors.settings().with(limits), _ -> Doors.text("ok"));
        var dial = new Dial(door)) {
      var answer = dial.send("GET / HTTP/1.1\r\nHos").read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("<Code>RequestTimeout</Code>");
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void aBodyThatStandsStillIsAnError() throws Exception {
    var seen = new CompletableFuture<Exception>();
    Handler handler =
        request -> {
          try {
            request.payload().open().readAllBytes();
          } catch (IOException stalled) {
            seen.complete(stalled);
          }
          return Doors.text("stalled");
        };
    var limits = Doors.hurried(LONG, LONG, SHORT, LONG);
    try (var door = Door.open(Doors.settings().with(limits), handler);
        var dial = new Dial(door)) {
      dial.send("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
      assertThat(dial.read().text()).isEqualTo("stalled");
      assertThat(dial.isOver()).isTrue();
    }
    assertThat(seen.get()).isInstanceOf(IOException.class);
  }

  @Test
  void aClientThatTakesNothingIsLeft() throws Exception {
    var limits = Doors.hurried(LONG, LONG, SHORT, LONG);
    var large = random(64 << 20);
    try (var door =
            Door.open(Doors.settings().with(limits), _ -> Reply.of(200, Headers.NONE, large));
        var dial = new Dial(door)) {
      dial.send(GET);
      while (door.connections().mostHeld() == 0 || door.connections().count() > 0) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(dial::read).isInstanceOf(IOException.class);
    }
  }

  private static Reply saying(CompletableFuture<Request> seen, Request request) {
    seen.complete(request);
    return Doors.text("ok");
  }

  private static String sent(URI uri, String method, byte[] body) throws IOException {
    var call = (HttpURLConnection) uri.toURL().openConnection();
    call.setRequestMethod(method);
    call.setDoOutput(true);
    call.setFixedLengthStreamingMode(body.length);
    call.getOutputStream().write(body);
    return new String(call.getInputStream().readAllBytes(), UTF_8);
  }

  private static String get(Door door, String target) throws IOException {
    try (var dial = new Dial(door)) {
      return dial.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").read().text();
    }
  }

  private static boolean accepts(Door door) {
    try (var _ = new Dial(door)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static long sum(byte[] bytes, int length) {
    long sum = 0;
    for (int i = 0; i < length; i++) {
      sum += bytes[i];
    }
    return sum;
  }
}
