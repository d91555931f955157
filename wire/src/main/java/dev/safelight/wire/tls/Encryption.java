package dev.safelight.wire.tls;

import dev.safelight.wire.http.Channel;
import dev.safelight.wire.http.Origin;
import dev.safelight.wire.http.Tls;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Encrypts by the system's OpenSSL, which costs a process that has just started a tenth of what
/// the JDK's own TLS does; by the JDK's where there is none, and where OpenSSL does not come to
/// terms with the other end: other curves, other authorities, hanging up (docs/decisions/012).
/// Thread-safe.
///
/// Each of the two checks the whole chain and the host's name before anything is sent, so that the
/// second try opens no door: who is refused by both is refused.
public final class Encryption implements Tls {
  private final String bundle;
  private volatile @Nullable Both both;

  private record Both(Optional<OpenSsl> first, Jsse second) {}

  /// @param bundle a PEM file of authorities to be trusted besides the usual ones; empty for none
  /// @throws IllegalArgumentException where it cannot be read or holds no certificate
  public Encryption(String bundle) {
    this.bundle = bundle;
    if (!bundle.isEmpty()) {
      Bundle.check(bundle);
    }
  }

  /// Makes TLS ready, which takes its time, before the first call.
  public void prepare() {
    var now = both();
    if (now.first().isEmpty()) {
      now.second().prepare();
    }
  }

  @Override
  public Channel connect(Dial dial, Origin to) throws IOException {
    var now = both();
    if (now.first().isPresent()) {
      try {
        return now.first().get().connect(dial, to);
      } catch (SSLException _) {
        // Why, the JDK will say in its own words, unless it has no reason to.
        var channel = now.second().connect(dial, to);
        both = new Both(Optional.empty(), now.second());
        return channel;
      } catch (EOFException _) {
        // By what OpenSSL says, or by chance: the next connection will tell.
        return now.second().connect(dial, to);
      }
    }
    return now.second().connect(dial, to);
  }

  private Both both() {
    var known = both;
    if (known == null) {
      // Two threads may each make one; both serve.
      known = new Both(OpenSsl.find(bundle), new Jsse(bundle));
      both = known;
    }
    return known;
  }
}
