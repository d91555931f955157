package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CORSRule;

/// The rule by which a browser may show a page of another origin what S3 answers. The first that
/// fits counts. See AWS: "How does Amazon S3 evaluate the CORS configuration on a bucket?".
record CrossOriginRule(CORSRule rule, String origin) {
  private static final String ANYBODY = "*";

  /// @param method of the request that follows a preflight, or of the request itself
  /// @param headers that the page wants to send, in lower case
  static Optional<CrossOriginRule> find(
      Transaction transaction, String bucket, String origin, String method, List<String> headers) {
    return CrossOrigin.rules(transaction, bucket).stream()
        .filter(rule -> rule.allowedMethods().contains(method))
        .filter(rule -> rule.allowedOrigins().stream().anyMatch(one -> fits(one, origin)))
        .filter(rule -> headers.stream().allMatch(header -> allows(rule, header)))
        .findFirst()
        .map(rule -> new CrossOriginRule(rule, origin));
  }

  private static boolean allows(CORSRule rule, String header) {
    return rule.allowedHeaders().stream()
        .anyMatch(one -> fits(one.toLowerCase(Locale.ROOT), header));
  }

  /// A pattern has one `*` at most.
  private static boolean fits(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    return text.length() >= pattern.length() - 1
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(pattern.substring(star + 1));
  }

  /// The names in `Access-Control-Request-Headers`, in lower case.
  static List<String> names(String header) {
    return Arrays.stream(header.split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /// What the browser is told.
  ///
  /// @param headers that the page may send; none where it asks for no permission to
  List<Header> lines(List<String> headers) {
    var lines = new ArrayList<Header>();
    boolean anybody = rule.allowedOrigins().stream().anyMatch(ANYBODY::equals);
    lines.add(new Header("Access-Control-Allow-Origin", anybody ? ANYBODY : origin));
    lines.add(new Header("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods())));
    if (!headers.isEmpty()) {
      lines.add(new Header("Access-Control-Allow-Headers", String.join(", ", headers)));
    }
    if (!rule.exposeHeaders().isEmpty()) {
      lines.add(
          new Header("Access-Control-Expose-Headers", String.join(", ", rule.exposeHeaders())));
    }
    if (rule.maxAgeSeconds() != null) {
      lines.add(new Header("Access-Control-Max-Age", rule.maxAgeSeconds().toString()));
    }
    if (!anybody) {
      lines.add(new Header("Access-Control-Allow-Credentials", "true"));
    }
    lines.add(
        new Header(
            "Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method"));
    return lines;
  }
}
