package dev.safelight.cloud.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.safelight.cloud.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// The HTTPS identity of an environment: an authority that clients may trust without risk to any
/// other host, kept for ten years, and a server's certificate below it that is renewed by itself.
/// Immutable.
///
/// Files in the data directory, all of mode 0600: `ca.pem`, `ca-key.pem`, `server.pem`,
/// `server-key.pem`.
public final class Certificates {
  private static final String AUTHORITY = "ca";
  private static final String SERVER = "server";

  /// A start renews what would end so soon after it; environments are not left running for longer.
  private static final Duration MARGIN = Duration.ofDays(100);

  /// `*.localhost` alone does not do: OpenSSL lets no wildcard stand before a single label.
  private static final List<byte[]> NAMES =
      List.of(
          Extensions.dns("localhost"),
          Extensions.dns("*.localhost"),
          Extensions.dns("s3.localhost"),
          Extensions.dns("*.s3.localhost"),
          Extensions.address("127.0.0.1"),
          Extensions.address("::1"));

  private final Path authorityFile;
  private final String authority;
  private final SSLContext context;

  private Certificates(Path authorityFile, String authority, SSLContext context) {
    this.authorityFile = authorityFile;
    this.authority = authority;
    this.context = context;
  }

  /// Why the certificates cannot be used, as a sentence for the user.
  public static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// Reads what is there and makes what is missing, expired or about to expire.
  ///
  /// @throws Unusable where there is an authority that cannot be read: clients trust it, so it is
  ///   not replaced by itself
  public static Certificates openOrCreate(
      DataDirectory directory, InstantSource clock, SecureRandom random) {
    try {
      var now = clock.instant();
      var authority = authority(directory, now, random);
      var server = server(directory, authority, now, random);
      return new Certificates(
          directory.root().resolve(AUTHORITY + ".pem"),
          Pem.of(authority.certificate()),
          context(authority, server, random));
    } catch (GeneralSecurityException broken) {
      throw new Unusable("The HTTPS certificate cannot be made: " + broken.getMessage(), broken);
    }
  }

  /// For a server's side of TLS.
  public SSLContext context() {
    return context;
  }

  /// The authority's certificate in PEM, for clients to trust.
  public String authority() {
    return authority;
  }

  /// Where [#authority] lies.
  public Path authorityFile() {
    return authorityFile;
  }

  private static Issued authority(DataDirectory directory, Instant now, SecureRandom random)
      throws GeneralSecurityException {
    if (Files.exists(directory.root().resolve(AUTHORITY + ".pem"))) {
      var kept = read(directory, AUTHORITY);
      if (kept.isGoodFor(MARGIN, now)) {
        return kept;
      }
    }
    var made = Issued.authority(now, random);
    write(directory, AUTHORITY, made);
    return made;
  }

  private static Issued server(
      DataDirectory directory, Issued authority, Instant now, SecureRandom random)
      throws GeneralSecurityException {
    var kept = tryRead(directory, SERVER);
    if (kept.isPresent()
        && isSignedBy(authority, kept.get())
        && kept.get().isGoodFor(MARGIN, now)) {
      return kept.get();
    }
    var made = authority.server(NAMES, now, random);
    write(directory, SERVER, made);
    return made;
  }

  private static boolean isSignedBy(Issued authority, Issued server) {
    try {
      server.certificate().verify(authority.certificate().getPublicKey());
      return true;
    } catch (GeneralSecurityException _) {
      return false; // Of an authority that was replaced.
    }
  }

  private static Issued read(DataDirectory directory, String name) {
    return tryRead(directory, name)
        .orElseThrow(() ->
            new Unusable(
                "%1$s.pem and %1$s-key.pem in %2$s cannot be read or do not belong together: restore them, or delete both to have new ones (clients must then trust the new %1$s.pem)."
                    .formatted(name, directory.root())));
  }

  private static Optional<Issued> tryRead(DataDirectory directory, String name) {
    try {
      var issued =
          new Issued(
              Issued.certificate(Files.readAllBytes(directory.root().resolve(name + ".pem"))),
              Pem.key(Files.readAllBytes(directory.root().resolve(name + "-key.pem"))));
      return issued.belongTogether() ? Optional.of(issued) : Optional.empty();
    } catch (IOException | GeneralSecurityException _) {
      return Optional.empty(); // The caller knows whether that may be.
    }
  }

  /// The certificate last: it says that its key is there.
  private static void write(DataDirectory directory, String name, Issued issued)
      throws GeneralSecurityException {
    directory.write(name + "-key.pem", Pem.of(issued.key()).getBytes(US_ASCII));
    directory.write(name + ".pem", Pem.of(issued.certificate()).getBytes(US_ASCII));
  }

  private static SSLContext context(Issued authority, Issued server, SecureRandom random)
      throws GeneralSecurityException {
    var keys = new OneKey(server.key(), server.certificate(), authority.certificate());
    var context = SSLContext.getInstance("TLS");
    // No trust: clients show no certificates, and the JDK's own list need not be read.
    context.init(new KeyManager[] {keys}, new TrustManager[0], random);
    return context;
  }
}
