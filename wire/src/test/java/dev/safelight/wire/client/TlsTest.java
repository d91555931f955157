package dev.safelight.wire.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Got;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.http.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates come from the JDK's own keytool, valid from now.
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  @TempDir private static Path folder;

  @BeforeAll
  static void certify() throws Exception {
    certify("ours", "ip:127.0.0.1");
    certify("other", "dns:other.test");
  }

  @Test
  void aCertificateInTheBundleIsTrusted() throws Exception {
    try (var server = server("ours")) {
      assertThat(s3(server, pem("ours")).get("bucket", "key", "", 10)).isInstanceOf(Got.class);
    }
  }

  @Test
  void anUnknownCertificateIsNotTrusted() throws Exception {
    try (var server = server("ours")) {
      assertUntrusted(s3(server, "").get("bucket", "key", "", 10));
      assertThat(server.received).isEmpty();
    }
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
    try (var server = server("other")) {
      assertUntrusted(s3(server, pem("other")).get("bucket", "key", "", 10));
      assertThat(server.received).isEmpty();
    }
  }

  @Test
  void whoHangsUpInTheHandshakeMayBeAskedAgain() throws Exception {
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            while (true) {
              try (var socket = listener.accept()) {
                int _ = socket.getInputStream().read(new byte[2_000]);
              } catch (IOException _) {
                return; // the test is over
              }
            }
          });
      var endpoint = "https://127.0.0.1:" + listener.getLocalPort();
      var failed = (Failed) client(endpoint, pem("ours")).get("bucket", "key", "", 10);
      assertThat(failed.kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  @Test
  void aBundleThatIsMissingOrEmptyIsNamed() throws IOException {
    var missing = folder.resolve("missing.pem");
    assertThatThrownBy(() -> client("https://127.0.0.1:1", missing.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing.pem");
    var empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> client("https://127.0.0.1:1", empty.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.pem");
  }

  @Test
  void aServerThatKnowsOnlyOtherCurvesIsReachedAtTheSecondTry() throws Exception {
    try (var server = server("ours", "secp256r1")) {
      var s3 = s3(server, pem("ours"));
      assertThat(s3.get("bucket", "key", "", 10)).isInstanceOf(Got.class);
      assertThat(s3.get("bucket", "key", "", 10)).isInstanceOf(Got.class);
      assertThat(server.received).hasSize(2);
    }
  }

  private static void assertUntrusted(S3Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    assertThat(((Failed) answer).kind()).isEqualTo(Kind.UNTRUSTED);
    assertThat(((Failed) answer).isRetriable()).isFalse();
  }

  private static String pem(String name) {
    return folder.resolve(name + ".pem").toString();
  }

  private static S3 s3(StandIn server, String bundle) {
    return client("https://127.0.0.1:" + server.port(), bundle);
  }

  private static S3 client(String endpoint, String bundle) {
    var environment =
        new HashMap<>(
            Map.of(
                "AWS_ENDPOINT_URL_S3", endpoint,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
                "AWS_SECRET_ACCESS_KEY", "secret"));
    environment.put("AWS_CA_BUNDLE", bundle);
    return new S3(
        new SignedClient(
            Session.from(environment),
            InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")),
            Timeouts.standard()));
  }

  private static StandIn server(String name, String... groups) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(name), PASSWORD);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new StandIn(
        new Limited(context.getServerSocketFactory(), groups),
        false,
        _ -> StandIn.answer(200, "hello"));
  }

  /// Sockets that know only some curves, or all where none is given.
  private static final class Limited extends ServerSocketFactory {
    private final ServerSocketFactory sockets;
    private final String[] groups;

    Limited(ServerSocketFactory sockets, String... groups) {
      this.sockets = sockets;
      this.groups = groups;
    }

    private ServerSocket with(ServerSocket socket) {
      if (groups.length > 0 && socket instanceof SSLServerSocket tls) {
        var parameters = tls.getSSLParameters();
        parameters.setNamedGroups(groups);
        tls.setSSLParameters(parameters);
      }
      return socket;
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
      return with(sockets.createServerSocket(port));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
      return with(sockets.createServerSocket(port, backlog));
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress at)
        throws IOException {
      return with(sockets.createServerSocket(port, backlog, at));
    }
  }

  private static KeyStore store(String name) throws Exception {
    return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD);
  }

  private static void certify(String name, String subject) throws Exception {
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=test",
                "-ext",
                "san=" + subject,
                "-keystore",
                folder.resolve(name + ".p12").toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    var pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(store(name).getCertificate(name).getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    Files.writeString(Path.of(pem(name)), pem);
  }
}
