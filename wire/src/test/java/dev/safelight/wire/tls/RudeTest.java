package dev.safelight.wire.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.http.Channel;
import dev.safelight.wire.http.Http;
import dev.safelight.wire.http.Origin;
import dev.safelight.wire.http.Timeouts;
import dev.safelight.wire.http.Tls;
import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.HttpParts;
import dev.safelight.wire.tls.EncryptionTest.By;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Servers that hang up where it is not polite, in all ways to encrypt.
class RudeTest {
  @TempDir private static Path folder;
  private static SSLContext server;

  @BeforeAll
  static void certify() throws Exception {
    var made = new Certificates(folder);
    made.certify("ours", "-ext", "san=ip:127.0.0.1,dns:localhost");
    server = made.context("ours");
  }

  /// "Too large", and the end, while the body is still being sent.
  @ParameterizedTest
  @EnumSource
  void anAnswerThatCannotWaitIsHeard(By by) throws Exception {
    try (var listener = listen(RudeTest::refuse)) {
      var http = new Http(by.with(bundle()), Timeouts.standard());
      var put = new HttpParts("PUT", "/", List.of(new Header("Host", "here")));
      try (var response = http.send(origin(listener), put, new byte[20_000_000])) {
        assertThat(response.status()).isEqualTo(413);
        assertThat(new String(response.body().readAllBytes(), US_ASCII)).isEqualTo("big");
      }
    }
  }

  /// OpenSSL has something to send yet when the connection breaks: half a body.
  @Test
  void whatIsStillToBeSentDoesNotHideTheAnswer() throws Exception {
    try (var listener = listen(RudeTest::refuseAndWait)) {
      // The hello, what ends the handshake, the head.
      Tls dialling = (_, to) -> By.OPENSSL.with(bundle()).connect(() -> new Told(listener, 3), to);
      var http = new Http(dialling, Timeouts.standard());
      var put = new HttpParts("PUT", "/", List.of(new Header("Host", "here")));
      try (var response = http.send(origin(listener), put, new byte[100_000])) {
        assertThat(response.status()).isEqualTo(413);
        assertThat(new String(response.body().readAllBytes(), US_ASCII)).isEqualTo("big");
      }
    }
  }

  @Test
  void afterItNothingIsWritten() throws Exception {
    try (var listener = listen(RudeTest::refuse);
        var channel = by(By.OPENSSL, listener)) {
      assertThatThrownBy(() -> channel.output().write(new byte[20_000_000]))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> channel.output().write(1)).isInstanceOf(IOException.class);
    }
  }

  /// As where the other end is gone before it is told.
  @Test
  void aCertificateIsRefusedThoughNobodyCanBeTold() throws Exception {
    try (var listener = listen(socket -> socket.getInputStream().read())) {
      Tls.Dial dial = () -> new Told(listener, 1);
      assertThatThrownBy(() ->
              By.OPENSSL
                  .with(bundle())
                  .connect(dial, new Origin(true, "other.test", listener.getLocalPort())))
          .isInstanceOf(SSLHandshakeException.class)
          .hasCauseInstanceOf(CertificateException.class)
          .satisfies(refused -> assertThat(refused.getSuppressed()).hasSize(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Once by OpenSSL; by the JDK in its narrow way and its wide one.
    "OPENSSL, END, 1",
    "JDK, END, 2",
    "BOTH, END, 3",
    "OPENSSL, RESET, 1",
    "JDK, RESET, 1",
    "BOTH, RESET, 2",
    "OPENSSL, ALERT, 1",
    "JDK, ALERT, 2",
    "BOTH, ALERT, 3",
  })
  void whoNeverShakesHandsIsAskedSoOften(By by, Rudeness rudeness, int connections)
      throws Exception {
    var accepted = new AtomicInteger();
    try (var listener =
        accept(raw -> {
          accepted.incrementAndGet();
          rudeness.towards(raw);
        })) {
      assertThatThrownBy(() -> by(by, listener)).isInstanceOf(IOException.class);
      assertThat(accepted).hasValue(connections);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whereOpenSslIsHungUpOnTheJdkIsHeard(Rudeness rudeness) throws Exception {
    var rude = new AtomicBoolean(true);
    try (var listener =
        accept(raw -> {
          if (rude.getAndSet(false)) {
            rudeness.towards(raw);
          } else {
            var encrypted = encrypted(raw);
            encrypted.getOutputStream().write(encrypted.getInputStream().read());
          }
        })) {
      try (var channel = by(By.BOTH, listener)) {
        channel.output().write('x');
        assertThat(channel.input().read()).isEqualTo('x');
      }
    }
  }

  /// Instead of a handshake.
  enum Rudeness {
    END,
    RESET,
    ALERT;

    void towards(Socket raw) throws IOException {
      int _ = raw.getInputStream().read(new byte[2_000]);
      switch (this) {
        case END -> {}
        case RESET -> raw.setSoLinger(true, 0);
        case ALERT ->
            // handshake_failure
            raw.getOutputStream().write(new byte[] {0x15, 3, 3, 0, 2, 2, 40});
      }
    }
  }

  private static Channel by(By by, ServerSocket listener) throws IOException {
    return by.with(bundle())
        .connect(
            () -> new Socket(listener.getInetAddress(), listener.getLocalPort()), origin(listener));
  }

  private static String bundle() {
    return folder.resolve("ours.pem").toString();
  }

  private static Origin origin(ServerSocket listener) {
    return new Origin(true, "127.0.0.1", listener.getLocalPort());
  }

  private static void refuse(Socket socket) throws IOException {
    int _ = socket.getInputStream().read(new byte[2_000]);
    var answer = "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig";
    socket.getOutputStream().write(answer.getBytes(US_ASCII));
    // The socket below TLS is closed next: TLS' own close would first read what comes.
  }

  private static void refuseAndWait(Socket socket) throws IOException {
    refuse(socket);
    socket.getInputStream().readAllBytes();
  }

  private interface Turn {
    void with(Socket socket) throws IOException;
  }

  private static ServerSocket listen(Turn turn) throws IOException {
    return accept(raw -> turn.with(encrypted(raw)));
  }

  private static SSLSocket encrypted(Socket raw) throws IOException {
    var encrypted = (SSLSocket) server.getSocketFactory().createSocket(raw, null, 0, false);
    encrypted.setUseClientMode(false);
    return encrypted;
  }

  private static ServerSocket accept(Turn turn) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!listener.isClosed()) {
            try (var raw = listener.accept()) {
              turn.with(raw);
            } catch (IOException _) {
              // refused, or the test is over
            }
          }
        });
    return listener;
  }

  /// A socket into which so much can be written, and no more.
  private static final class Told extends Socket {
    private int left;

    Told(ServerSocket listener, int writes) throws IOException {
      super(listener.getInetAddress(), listener.getLocalPort());
      this.left = writes;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          if (left-- <= 0) {
            throw new SocketException("Broken pipe");
          }
          out.write(bytes, offset, length);
        }
      };
    }
  }
}
