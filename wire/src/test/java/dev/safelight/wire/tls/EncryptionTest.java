package dev.safelight.wire.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.http.Origin;
import dev.safelight.wire.http.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The same demands on both ways to encrypt, and on the two together.
class EncryptionTest {
  @TempDir private static Path folder;

  /// By whom; OpenSSL is asked for by name, so that a machine without it fails here.
  enum By {
    OPENSSL,
    JDK,
    BOTH;

    Tls with(String bundle) {
      return switch (this) {
        case OPENSSL -> OpenSsl.find(bundle).orElseThrow();
        case JDK -> new Jsse(bundle);
        case BOTH -> new Encryption(bundle);
      };
    }
  }

  @BeforeAll
  static void certify() throws Exception {
    var made = certificates();
    made.certify("ca", "-ext", "bc:c");
    made.certify("ours", "-ext", "san=ip:127.0.0.1,dns:localhost");
    made.certify("other", "-ext", "san=dns:other.test");
    made.issue("expired", "ca", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "1");
    made.issue("weak", "ca", "-ext", "san=ip:127.0.0.1", "-ext", "eku=clientAuth");
    made.issue("leaf", "ca", "-ext", "san=ip:127.0.0.1");
  }

  private static Certificates certificates() {
    return new Certificates(folder);
  }

  @ParameterizedTest
  @EnumSource
  void whoIsTrustedAndNamedIsSpokenTo(By by) throws Exception {
    assertThat(hello(by, "ours", "ours", "127.0.0.1")).isEqualTo("hello");
    assertThat(hello(by, "ours", "ours", "localhost")).isEqualTo("hello");
    assertThat(hello(by, "leaf", "ca", "127.0.0.1")).isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "other, other, 127.0.0.1", // another host's
    "other, other, localhost",
    "ours, other, 127.0.0.1", // signed by itself, and not trusted
    "leaf, other, 127.0.0.1", // by somebody who is not trusted
    "leaf, ca, localhost", // an address' certificate, for a name
    "expired, ca, 127.0.0.1",
    "weak, ca, 127.0.0.1", // a client's, not a server's
  })
  void whoIsNotIsRefusedByAllBeforeAnythingIsSent(String shown, String trusted, String host)
      throws Exception {
    for (var by : By.values()) {
      try (var server = new Server(shown)) {
        assertThatThrownBy(() -> server.hello(by.with(pem(trusted)), host))
            .as("%s shown, %s trusted, %s asked for, by %s", shown, trusted, host, by)
            .isInstanceOf(SSLHandshakeException.class)
            .hasCauseInstanceOf(CertificateException.class);
        // Once by each.
        for (int tries = by == By.BOTH ? 2 : 1; tries > 0; tries--) {
          assertThat(server.heard.poll(1, TimeUnit.MINUTES)).isEmpty();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutABundleAnUnknownIsRefused(By by) throws Exception {
    try (var server = new Server("ours")) {
      assertThatThrownBy(() -> server.hello(by.with(""), "127.0.0.1"))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void whatOpenSslDoesNotTrustTheJdkMay() throws Exception {
    // The anchor is a leaf that another signed: OpenSSL wants the root.
    assertThatThrownBy(() -> hello(By.OPENSSL, "leaf", "leaf", "127.0.0.1"))
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(hello(By.JDK, "leaf", "leaf", "127.0.0.1")).isEqualTo("hello");
    assertThat(hello(By.BOTH, "leaf", "leaf", "127.0.0.1")).isEqualTo("hello");
  }

  @ParameterizedTest
  @EnumSource
  void megabytesComeAsTheyWereSent(By by) throws Exception {
    var much = new byte[3_000_000];
    new Random(1).nextBytes(much);
    try (var server = new Server("ours");
        var channel = by.with(pem("ours")).connect(server::dial, server.origin("127.0.0.1"))) {
      for (int at = 0; at < much.length; at += 50_000) {
        channel.output().write(much, at, 50_000);
      }
      channel.output().write('.');
      var back = channel.input().readNBytes(much.length);
      assertThat(Arrays.equals(back, much)).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"OPENSSL, HTTP/1.1 400 Bad Request", "OPENSSL, ''", "BOTH, HTTP", "JDK, HTTP/1.1"})
  void whoSpeaksNoTlsIsNoServer(By by, String answer) throws Exception {
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            while (true) {
              try (var socket = listener.accept()) {
                socket.getInputStream().read(new byte[2_000]);
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
              } catch (IOException _) {
                return;
              }
            }
          });
      assertThatThrownBy(() ->
              by.with(pem("ours"))
                  .connect(
                      () -> new Socket(listener.getInetAddress(), listener.getLocalPort()),
                      new Origin(true, "127.0.0.1", listener.getLocalPort())))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(answer.isEmpty() ? SSLException.class : RuntimeException.class);
    }
  }

  @Test
  void anEndWithoutAFarewellIsNoEnd() throws Exception {
    try (var server = new Server("ours");
        var channel =
            By.OPENSSL.with(pem("ours")).connect(server::dial, server.origin("127.0.0.1"))) {
      channel.socket().shutdownInput();
      assertThatThrownBy(() -> channel.input().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsClosedIsNoLongerRead() throws Exception {
    try (var server = new Server("ours")) {
      var channel = By.OPENSSL.with(pem("ours")).connect(server::dial, server.origin("127.0.0.1"));
      channel.close();
      channel.close();
      assertThatThrownBy(() -> channel.input().read()).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> channel.output().write(1)).isInstanceOf(IOException.class);
    }
  }

  private static String hello(By by, String shown, String trusted, String host) throws Exception {
    try (var server = new Server(shown)) {
      return server.hello(by.with(pem(trusted)), host);
    }
  }

  private static String pem(String name) {
    return folder.resolve(name + ".pem").toString();
  }

  /// Gives back what it hears up to a full stop, and tells what came.
  private static final class Server implements AutoCloseable {
    final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final SSLServerSocket listener;

    Server(String shown) throws Exception {
      listener =
          (SSLServerSocket)
              certificates()
                  .context(shown)
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      while (!listener.isClosed()) {
        try {
          var socket = listener.accept();
          Thread.ofVirtual().start(() -> echo(socket));
        } catch (IOException _) {
          return; // the test is over
        }
      }
    }

    private void echo(Socket socket) {
      var said = new StringBuilder();
      try (socket) {
        var piece = new byte[40_000];
        for (int read; (read = socket.getInputStream().read(piece)) >= 0; ) {
          said.append(new String(piece, 0, Math.min(read, 100), US_ASCII));
          socket.getOutputStream().write(piece, 0, read);
        }
      } catch (IOException _) {
        // refused, which is what many tests want
      }
      heard.add(said.toString());
    }

    Socket dial() throws IOException {
      return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    Origin origin(String host) {
      return new Origin(true, host, listener.getLocalPort());
    }

    String hello(Tls tls, String host) throws IOException {
      try (var channel = tls.connect(this::dial, origin(host))) {
        channel.output().write("hello".getBytes(US_ASCII));
        return new String(channel.input().readNBytes(5), US_ASCII);
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
