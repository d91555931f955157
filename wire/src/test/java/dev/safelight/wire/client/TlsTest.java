package dev.safelight.wire.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Got;
import dev.safelight.wire.client.S3Answer.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates come from the JDK's own keytool, valid from now.
class TlsTest {
  @TempDir private Path folder;

  @Test
  void aCertificateInTheBundleIsTrusted() throws Exception {
    try (var server = server("ip:127.0.0.1")) {
      assertThat(s3(server, pem()).get("bucket", "key", "", 10)).isInstanceOf(Got.class);
    }
  }

  @Test
  void anUnknownCertificateIsNotTrusted() throws Exception {
    try (var server = server("ip:127.0.0.1")) {
      assertUntrusted(s3(server, "").get("bucket", "key", "", 10));
      assertThat(server.received).isEmpty();
    }
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsRefused() throws Exception {
    try (var server = server("dns:other.test")) {
      assertUntrusted(s3(server, pem()).get("bucket", "key", "", 10));
      assertThat(server.received).isEmpty();
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

  private static void assertUntrusted(S3Answer answer) {
    assertThat(answer).isInstanceOf(Failed.class);
    assertThat(((Failed) answer).kind()).isEqualTo(Kind.UNTRUSTED);
    assertThat(((Failed) answer).isRetriable()).isFalse();
  }

  private String pem() {
    return folder.resolve("ca.pem").toString();
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

  private StandIn server(String subject) throws Exception {
    var store = folder.resolve("store.p12");
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=" + subject);
    keytool("-exportcert", "-rfc", "-file", pem());
    var password = "changeit".toCharArray();
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    SSLServerSocketFactory sockets = context.getServerSocketFactory();
    return new StandIn(sockets, false, _ -> StandIn.answer(200, "hello"));
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(java.util.List.of(arguments));
    command.addAll(
        java.util.List.of(
            "-alias",
            "it",
            "-keystore",
            folder.resolve("store.p12").toString(),
            "-storepass",
            "changeit"));
    var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }
}
