package dev.safelight.wire.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Certificates of the JDK's own keytool, in a folder.
record Certificates(Path folder) {
  private static final String PASSWORD = "changeit";

  /// One that signed itself.
  void certify(String name, String... options) throws Exception {
    var all = new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name));
    all.addAll(List.of(options));
    keytool(name, all);
    pem(name);
  }

  /// One that `issuer` signed.
  void issue(String name, String issuer, String... options) throws Exception {
    certify(name);
    var request = folder.resolve(name + ".csr").toString();
    var issued = folder.resolve(name + ".pem").toString();
    keytool(name, List.of("-certreq", "-file", request));
    var all = new ArrayList<>(List.of("-gencert", "-infile", request, "-outfile", issued, "-rfc"));
    all.addAll(List.of(options));
    keytool(issuer, all);
    // A chain can be taken in where its beginning is known.
    var store = store(name);
    var anchors = store(issuer);
    store.setCertificateEntry("anchor", anchors.getCertificate(issuer));
    try (var out = Files.newOutputStream(folder.resolve(name + ".p12"))) {
      store.store(out, PASSWORD.toCharArray());
    }
    keytool(name, List.of("-importcert", "-noprompt", "-file", issued));
  }

  /// What a server of that name shows.
  SSLContext context(String name) throws Exception {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store(name), PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /// A bundle of the one certificate.
  String pem(String name) throws Exception {
    return Files.writeString(folder.resolve(name + ".pem"), text(store(name).getCertificate(name)))
        .toString();
  }

  private static String text(Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private KeyStore store(String name) throws Exception {
    return KeyStore.getInstance(folder.resolve(name + ".p12").toFile(), PASSWORD.toCharArray());
  }

  private void keytool(String name, List<String> arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-alias", name, "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", folder.resolve(name + ".p12").toString()));
    var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }
}
