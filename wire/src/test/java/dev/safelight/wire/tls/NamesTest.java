package dev.safelight.wire.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.http.Origin;
import dev.safelight.wire.tls.EncryptionTest.By;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which host a server is asked to be, in all ways to encrypt.
class NamesTest {
  private static final int HOST_NAME = 0;

  @TempDir private static Path folder;
  private static SSLContext server;

  private final List<String> asked = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void certify() throws Exception {
    var made = new Certificates(folder);
    made.certify("ours", "-ext", "san=ip:127.0.0.1,dns:localhost");
    server = made.context("ours");
  }

  @ParameterizedTest
  @EnumSource
  void aNameIsToldWithoutTheDotThatEndsIt(By by) throws Exception {
    assertThat(hello(by, "localhost")).isEqualTo("hello");
    assertThat(hello(by, "localhost.")).isEqualTo("hello");
    assertThat(asked).containsExactly("localhost", "localhost");
  }

  @ParameterizedTest
  @EnumSource
  void anAddressIsNotToldAsAName(By by) throws Exception {
    assertThat(hello(by, "127.0.0.1")).isEqualTo("hello");
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aDotMakesNoOtherHostOfIt(By by) {
    assertThatThrownBy(() -> hello(by, "other.test.")).isInstanceOf(SSLException.class);
  }

  /// OpenSSL checks no name where none is set.
  @ParameterizedTest
  @ValueSource(strings = {"", "."})
  void noNameIsNotAnyName(String host) {
    assertThatThrownBy(() -> hello(By.OPENSSL, host))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("cannot check for the host");
  }

  @Test
  void theDotStaysForDns() {
    var origin = new Origin(true, "localhost.", 443);
    assertThat(origin.host()).isEqualTo("localhost.");
    assertThat(origin.name()).isEqualTo("localhost");
  }

  private String hello(By by, String host) throws IOException {
    try (var listener =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      var parameters = listener.getSSLParameters();
      parameters.setSNIMatchers(List.of(new Asked()));
      listener.setSSLParameters(parameters);
      Thread.ofVirtual().start(() -> greet(listener));
      var origin = new Origin(true, host, listener.getLocalPort());
      var bundle = folder.resolve("ours.pem").toString();
      try (var channel =
          by.with(bundle)
              .connect(
                  () -> new Socket(listener.getInetAddress(), listener.getLocalPort()), origin)) {
        return new String(channel.input().readNBytes(5), US_ASCII);
      }
    }
  }

  private static void greet(SSLServerSocket listener) {
    while (!listener.isClosed()) {
      try (var socket = listener.accept()) {
        socket.getOutputStream().write("hello".getBytes(US_ASCII));
      } catch (IOException _) {
        // refused, or the test is over
      }
    }
  }

  private final class Asked extends SNIMatcher {
    Asked() {
      super(HOST_NAME);
    }

    @Override
    public boolean matches(SNIServerName name) {
      asked.add(new String(name.getEncoded(), US_ASCII));
      return true;
    }
  }
}
