package dev.safelight.wire.sigv4;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The parts of an HTTP request that a signature covers, exactly as sent.
///
/// `target` is the raw request target (`/path?query`, percent-encoding untouched); like header
/// values it holds octets, one per character. A server must pass what it received: a target that
/// was decoded and encoded again may no longer be the one that was signed.
public record HttpParts(String method, String target, List<Header> headers) {
  public HttpParts {
    headers = List.copyOf(headers);
  }

  /// The raw path, before the first `?`.
  public String path() {
    var mark = target.indexOf('?');
    return mark < 0 ? target : target.substring(0, mark);
  }

  /// The raw query, after the first `?`; empty where there is none.
  public String query() {
    var mark = target.indexOf('?');
    return mark < 0 ? "" : target.substring(mark + 1);
  }

  /// The values of all fields of that name, in order.
  public List<String> values(String name) {
    return headers.stream().filter(header -> header.is(name)).map(Header::value).toList();
  }

  /// Canonical values by lower-case name: trimmed, inner blanks folded, repeats joined by commas.
  Map<String, String> canonicalHeaders() {
    var joined = new TreeMap<String, StringBuilder>();
    for (var header : headers) {
      var value = Canonical.fold(header.value());
      var name = header.name().toLowerCase(Locale.ROOT);
      var earlier = joined.get(name);
      if (earlier == null) {
        joined.put(name, new StringBuilder(value));
      } else {
        earlier.append(',').append(value);
      }
    }
    var canonical = new TreeMap<String, String>();
    joined.forEach((name, value) -> canonical.put(name, value.toString()));
    return canonical;
  }
}
