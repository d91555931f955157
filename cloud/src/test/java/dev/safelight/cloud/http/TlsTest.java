package dev.safelight.cloud.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.certificate.Certificates;
import dev.safelight.cloud.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir private static Path folder;
  private static Certificates certificates;
  private static SSLContext trusting;

  @BeforeAll
  static void certify() throws Exception {
    try (var store = Store.open(folder.resolve("data"), false, List.of(), new SecureRandom())) {
      certificates =
          Certificates.openOrCreate(store.directory(), InstantSource.system(), new SecureRandom());
    }
    trusting = trusting(certificates.authority());
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 1.2", "TLSv1.3, 1.3"})
  void thePeersVersionIsSpelledAsAwsDoes(String protocol, String version) throws Exception {
    try (var door = open(request -> Doors.text(request.peer().tlsVersion()));
        var dial = new Dial(socket(door, protocol))) {
      assertThat(dial.send(GET).read().text()).isEqualTo(version);
      assertThat(dial.send(GET).read().text()).isEqualTo(version);
      assertThat(door.endpoint()).hasScheme("https");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.1", "TLSv1"})
  void olderVersionsAreRefused(String protocol) throws Exception {
    try (var door = open(_ -> Doors.text("never"))) {
      // The JDK's client has them switched off: the greeting is written by hand, 0x03 0x02 being
      // TLS 1.1.
      int minor = protocol.equals("TLSv1") ? 1 : 2;
      var suites = new byte[] {(byte) 0xc0, 0x09, (byte) 0xc0, 0x13, 0x00, 0x2f};
      var greeting = new java.io.ByteArrayOutputStream();
      greeting.writeBytes(new byte[] {3, (byte) minor});
      greeting.writeBytes(new byte[32]);
      greeting.writeBytes(new byte[] {0, 0, (byte) suites.length});
      greeting.writeBytes(suites);
      greeting.writeBytes(new byte[] {1, 0});
      int length = greeting.size();
      try (var dial = new Dial(door)) {
        dial.send(new byte[] {22, 3, 1, 0, (byte) (length + 4), 1, 0, 0, (byte) length});
        dial.send(greeting.toByteArray());
        // A fatal alert (21, level 2): protocol_version (70).
        var alert = dial.in().readNBytes(7);
        assertThat(alert[0]).isEqualTo((byte) 21);
        assertThat(alert[5]).isEqualTo((byte) 2);
        assertThat(alert[6]).isEqualTo((byte) 70);
      }
    }
  }

  @Test
  void aClientThatDoesNotTrustTheAuthorityRefuses() throws Exception {
    try (var door = open(_ -> Doors.text("never"))) {
      assertThatThrownBy(
              () -> {
                var call = door.endpoint().toURL().openConnection();
                call.getInputStream();
              })
          .isInstanceOf(SSLException.class);
    }
  }

  @Test
  void aClientThatTrustsItChecksTheHostToo() throws Exception {
    try (var door = open(request -> Doors.text(request.target()))) {
      var call = (HttpsURLConnection) door.endpoint().resolve("/b/k").toURL().openConnection();
      call.setSSLSocketFactory(trusting.getSocketFactory());
      assertThat(call.getInputStream().readAllBytes()).isEqualTo("/b/k".getBytes(US_ASCII));
    }
  }

  @Test
  void twentyMegabytesGoUpAndDownWithinTheSameBounds() throws Exception {
    var bytes = new byte[20 << 20];
    new Random(7).nextBytes(bytes);
    var file = Files.write(folder.resolve("object"), bytes);
    Handler handler =
        request -> {
          try (var body = request.payload().open()) {
            var some = new byte[500];
            for (int at = 0, read = body.read(some); read >= 0; read = body.read(some)) {
              for (int i = 0; i < read; i++) {
                if (some[i] != bytes[at++]) {
                  throw new IllegalStateException("another byte than sent");
                }
              }
            }
            return new Reply(
                200,
                Headers.NONE,
                new Body.Part(Doors.source(FileChannel.open(file)), 0, bytes.length));
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        };
    try (var door = open(handler);
        var dial = new Dial(socket(door, "TLSv1.3"))) {
      dial.send("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20971520\r\n\r\n");
      dial.send(bytes);
      assertThat(dial.read().body()).isEqualTo(bytes);
      assertThat(door.connections().mostHeld()).isBetween(1L, 192L << 10);
    }
  }

  @Test
  void aRefusedUploadIsAnsweredBeforeTheConnectionCloses() throws Exception {
    try (var door = open(_ -> Reply.of(403, Headers.NONE, new byte[0]));
        var dial = new Dial(socket(door, "TLSv1.3"))) {
      dial.send("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n");
      dial.send(new byte[3_000_000]);
      assertThat(dial.read().status()).isEqualTo(403);
      assertThat(dial.isOver()).isTrue();
    }
  }

  @Test
  void plainHttpOnTheTlsPortIsClosed() throws Exception {
    try (var door = open(_ -> Doors.text("never"));
        var dial = new Dial(door)) {
      dial.send(GET);
      var answer = dial.in().readAllBytes();
      assertThat(new String(answer, US_ASCII)).doesNotContain("HTTP/1.1 200");
    }
  }

  private static Door open(Handler handler) {
    return Door.open(Doors.settings().with(new Security.Tls(certificates.context())), handler);
  }

  private static SSLSocket socket(Door door, String protocol) throws IOException {
    var socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", door.port());
    socket.setEnabledProtocols(new String[] {protocol});
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static SSLContext trusting(String authority)
      throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(authority.getBytes(US_ASCII))));
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
