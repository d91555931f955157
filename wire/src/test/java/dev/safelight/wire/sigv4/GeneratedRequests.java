package dev.safelight.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Requests of many shapes from one seed: odd keys, repeated and empty parameters, ragged headers.
final class GeneratedRequests {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String[] PIECES = {
    "a", "B7", "-._~", "%20", "%2B", "%C3%A9", "%25", "%2F", "+", "..", ".", "/", "//", "$",
    "!*'()", "=", ":", "@", ",", ";"
  };
  private final Random random;

  GeneratedRequests(long seed) {
    random = new Random(seed);
  }

  record Case(HttpParts request, Credentials credentials, String service, String text) {
    byte[] body() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    ContentHash hash() {
      return ContentHash.of(body());
    }
  }

  Case next() {
    var headers = new ArrayList<Header>();
    headers.add(new Header("Host", "bucket.localhost:" + (1024 + random.nextInt(60_000))));
    for (var left = random.nextInt(4); left > 0; left--) {
      headers.add(new Header("X-Amz-Meta-" + (char) ('a' + random.nextInt(3)), value()));
    }
    var body = new byte[random.nextInt(64) + 1];
    random.nextBytes(body);
    var methods = List.of("GET", "PUT", "POST", "DELETE", "HEAD");
    return new Case(
        new HttpParts(methods.get(random.nextInt(methods.size())), "/" + path() + query(), headers),
        new Credentials("AKIA" + random.nextInt(1000), "secret" + random.nextLong(), token()),
        random.nextBoolean() ? "s3" : "lambda",
        new String(body, StandardCharsets.ISO_8859_1));
  }

  private String path() {
    var path = new StringBuilder();
    for (var left = random.nextInt(6); left > 0; left--) {
      path.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return path.toString();
  }

  private String query() {
    var query = new StringBuilder();
    for (var left = random.nextInt(5); left > 0; left--) {
      query.append(query.isEmpty() ? '?' : '&');
      query.append((char) ('a' + random.nextInt(3)));
      for (var piece = random.nextInt(3); piece > 0; piece--) {
        query.append(PIECES[random.nextInt(PIECES.length)]);
      }
    }
    return query.toString();
  }

  private String value() {
    var value = new StringBuilder();
    for (var left = random.nextInt(12); left > 0; left--) {
      value.append(" \tab\"c,\u00E9=".charAt(random.nextInt(9)));
    }
    return value.toString();
  }

  private String token() {
    return random.nextBoolean() ? "" : "FwoG/+=" + random.nextInt();
  }
}
