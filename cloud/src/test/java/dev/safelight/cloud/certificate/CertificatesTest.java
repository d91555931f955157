package dev.safelight.cloud.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.store.DataDirectory;
import dev.safelight.cloud.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path root;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(root, false, List.of(), new SecureRandom());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void filesAreMadeForTheirUserAlone() throws IOException {
    var made = at(NOW);
    assertThat(made.authorityFile()).isEqualTo(root.resolve("ca.pem"));
    assertThat(made.authority()).isEqualTo(Files.readString(root.resolve("ca.pem")));
    for (var name : List.of("ca.pem", "ca-key.pem", "server.pem", "server-key.pem")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theAuthoritySaysWhatItMayDo() throws Exception {
    at(NOW);
    var authority = certificate("ca.pem");
    assertThat(authority.getVersion()).isEqualTo(3);
    assertThat(authority.getSubjectX500Principal().getName())
        .matches("CN=Safelight local CA [0-9a-f]{8}");
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(authority.getKeyUsage())
        .containsExactly(false, false, false, false, false, true, true, false, false);
    assertThat(authority.getCriticalExtensionOIDs())
        .containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15", "2.5.29.30");
    assertThat(authority.getNonCriticalExtensionOIDs()).containsExactly("2.5.29.14");
    assertThat(authority.getNotBefore()).isBefore(Date.from(NOW));
    assertThat(authority.getNotAfter()).isEqualTo(Date.from(NOW.plus(Duration.ofDays(3652))));
    assertThat(authority.getSigAlgName()).isEqualTo("SHA256withECDSA");
    assertThatCode(() -> authority.verify(authority.getPublicKey())).doesNotThrowAnyException();
  }

  @Test
  void theServersNamesAreThoseOfThisMachine() throws Exception {
    at(NOW);
    var server = certificate("server.pem");
    assertThat(server.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "localhost"),
            List.of(2, "*.localhost"),
            List.of(2, "s3.localhost"),
            List.of(2, "*.s3.localhost"),
            List.of(7, "127.0.0.1"),
            List.of(7, "0:0:0:0:0:0:0:1"));
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(
            Duration.between(server.getNotBefore().toInstant(), server.getNotAfter().toInstant()))
        .isLessThan(Duration.ofDays(825));
    assertThatCode(() -> validate(server, NOW)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "localhost.example.com", "evillocalhost", "*.com"})
  void noOtherHostsNameCanBeSigned(String name) throws Exception {
    at(NOW);
    var foreign = signed(List.of(Extensions.dns("localhost"), Extensions.dns(name)));
    assertThatThrownBy(() -> validate(foreign, NOW))
        .isInstanceOf(CertPathValidatorException.class)
        .hasMessageContaining("name constraints");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "128.0.0.1", "::2", "2001:db8::1"})
  void noOtherHostsAddressCanBeSigned(String address) throws Exception {
    at(NOW);
    var foreign = signed(List.of(Extensions.address(address)));
    assertThatThrownBy(() -> validate(foreign, NOW))
        .isInstanceOf(CertPathValidatorException.class)
        .hasMessageContaining("name constraints");
  }

  @ParameterizedTest
  @ValueSource(strings = {"photos.localhost", "photos.s3.localhost", "a.b.c.localhost"})
  void namesBelowLocalhostCanBeSigned(String name) throws Exception {
    at(NOW);
    var ours = signed(List.of(Extensions.dns(name), Extensions.address("127.9.9.9")));
    assertThatCode(() -> validate(ours, NOW)).doesNotThrowAnyException();
  }

  @Test
  void whatIsThereIsUsedAgain() throws Exception {
    at(NOW);
    var before = files();
    at(NOW.plus(Duration.ofDays(600)));
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aServersCertificateIsRenewedBeforeItEnds() throws Exception {
    at(NOW);
    var authority = certificate("ca.pem");
    var server = certificate("server.pem");
    var later = NOW.plus(Duration.ofDays(701));
    at(later);
    assertThat(certificate("ca.pem")).isEqualTo(authority);
    assertThat(certificate("server.pem")).isNotEqualTo(server);
    assertThatCode(() -> validate(certificate("server.pem"), later)).doesNotThrowAnyException();
  }

  @Test
  void anAuthorityThatEndsIsReplacedWithAllBelowIt() throws Exception {
    at(NOW);
    var authority = certificate("ca.pem");
    var later = NOW.plus(Duration.ofDays(3_600));
    at(later);
    assertThat(certificate("ca.pem")).isNotEqualTo(authority);
    assertThatCode(() -> validate(certificate("server.pem"), later)).doesNotThrowAnyException();
  }

  @Test
  void aServersCertificateNeverOutlivesItsAuthority() throws Exception {
    at(NOW);
    at(NOW.plus(Duration.ofDays(3_000)));
    assertThat(certificate("server.pem").getNotAfter())
        .isEqualTo(certificate("ca.pem").getNotAfter());
  }

  @Test
  void aDamagedServersCertificateIsMadeAnew() throws Exception {
    at(NOW);
    Files.writeString(root.resolve("server-key.pem"), "nonsense");
    at(NOW);
    assertThatCode(() -> validate(certificate("server.pem"), NOW)).doesNotThrowAnyException();
    Files.writeString(root.resolve("server-key.pem"), Files.readString(root.resolve("ca-key.pem")));
    var mismatched = certificate("server.pem");
    at(NOW);
    assertThat(certificate("server.pem")).isNotEqualTo(mismatched);
  }

  @Test
  void anAuthorityIsNeverReplacedBecauseItIsDamaged() throws Exception {
    at(NOW);
    var before = Files.readString(root.resolve("ca.pem"));
    Files.delete(root.resolve("ca-key.pem"));
    assertThatThrownBy(() -> at(NOW))
        .isInstanceOf(Certificates.Unusable.class)
        .hasMessageContaining("ca-key.pem")
        .hasMessageContaining(root.toString());
    assertThat(Files.readString(root.resolve("ca.pem"))).isEqualTo(before);
  }

  @Test
  void aStopBetweenKeyAndCertificateIsRecoveredFrom() throws Exception {
    at(NOW);
    Files.delete(root.resolve("ca.pem"));
    at(NOW);
    assertThatCode(() -> validate(certificate("server.pem"), NOW)).doesNotThrowAnyException();
  }

  private Certificates at(Instant now) {
    DataDirectory directory = store.directory();
    return Certificates.openOrCreate(directory, InstantSource.fixed(now), new SecureRandom());
  }

  private X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
    return Issued.certificate(Files.readAllBytes(root.resolve(name)));
  }

  private List<String> files() throws IOException {
    return List.of(
        Files.readString(root.resolve("ca.pem")),
        Files.readString(root.resolve("ca-key.pem")),
        Files.readString(root.resolve("server.pem")),
        Files.readString(root.resolve("server-key.pem")));
  }

  /// With the authority's own key, as a thief would.
  private X509Certificate signed(List<byte[]> names) throws IOException, GeneralSecurityException {
    var authority =
        new Issued(certificate("ca.pem"), Pem.key(Files.readAllBytes(root.resolve("ca-key.pem"))));
    return authority.server(names, NOW, new SecureRandom()).certificate();
  }

  /// The authority stands in the path and only its key is the anchor: of an anchor the JDK, unlike
  /// OpenSSL and browsers, does not read name constraints.
  private void validate(X509Certificate server, Instant when)
      throws IOException, GeneralSecurityException {
    var authority = certificate("ca.pem");
    var anchor =
        new TrustAnchor(authority.getSubjectX500Principal(), authority.getPublicKey(), null);
    var parameters = new PKIXParameters(Set.of(anchor));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(when));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(List.of(server, authority)),
            parameters);
  }
}
