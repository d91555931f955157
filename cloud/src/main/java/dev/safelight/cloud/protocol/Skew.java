package dev.safelight.cloud.protocol;

import dev.safelight.cloud.authorise.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Clocks that differ, in the words of every service but S3. See AWS: "Troubleshoot Signature
/// Version 4 signing for AWS API requests".
final class Skew {
  static final String WRONG_SIGNATURE =
      "The request signature we calculated does not match the signature you provided. Check your AWS"
          + " Secret Access Key and signing method. Consult the service documentation for details.";

  private static final Duration MOST = Duration.ofMinutes(15);
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.US).withZone(ZoneOffset.UTC);

  private Skew() {}

  static String or(String detail, String otherwise) {
    return detail.isEmpty() ? otherwise : detail;
  }

  /// The clocks are the refusal's `RequestTime` and `ServerTime`, where it says them.
  static String message(Refusal refusal) {
    var sent = moment(refusal.details().getOrDefault("RequestTime", ""));
    var here = moment(refusal.details().getOrDefault("ServerTime", ""));
    if (sent.isEmpty() || here.isEmpty()) {
      return or(refusal.detail(), "Signature expired");
    }
    var server = here.get();
    return sent.get().isBefore(server)
        ? "Signature expired: %s is now earlier than %s (%s - 15 min.)"
            .formatted(
                BASIC.format(sent.get()), BASIC.format(server.minus(MOST)), BASIC.format(server))
        : "Signature not yet current: %s is still later than %s (%s + 15 min.)"
            .formatted(
                BASIC.format(sent.get()), BASIC.format(server.plus(MOST)), BASIC.format(server));
  }

  private static Optional<Instant> moment(String text) {
    try {
      return text.contains("-")
          ? Optional.of(Instant.parse(text))
          : Optional.of(Instant.from(BASIC.parse(text)));
    } catch (DateTimeException _) {
      return Optional.empty(); // Then the sentence does without the clocks.
    }
  }
}
