package dev.safelight.wire.sigv4;

import java.util.LinkedHashMap;
import java.util.Map;

/// Signing keys that were derived already, the least used forgotten first. Thread-safe.
///
/// Bounded, because the scope is the client's to choose: a stranger who names a thousand regions
/// must not fill memory.
final class SigningKeys {
  private static final int KEPT = 256;

  private final Map<Origin, SigningKey> keys = new LinkedHashMap<>(16, 0.75f, true);

  private record Origin(String secret, Scope scope) {
    @Override
    public String toString() {
      return "Origin[" + scope + "]";
    }
  }

  synchronized SigningKey of(String secret, Scope scope) {
    var origin = new Origin(secret, scope);
    var known = keys.get(origin);
    if (known != null) {
      return known;
    }
    var derived = SigningKey.of(secret, scope);
    keys.put(origin, derived);
    if (keys.size() > KEPT) {
      keys.remove(keys.keySet().iterator().next());
    }
    return derived;
  }
}
