package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which condition decides where several are given.
class PreconditionsTest {
  private static final Instant MODIFIED = Instant.parse("2026-11-24T12:00:00.900Z");

  /// @param since hours after the object's date; empty for no header
  private static Optional<Instant> date(String since) {
    return since.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Instant.parse("2026-11-24T12:00:00Z").plus(Duration.ofHours(Long.parseLong(since))));
  }

  @ParameterizedTest
  @CsvSource({
    // If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since
    "'', '', '', '', 200",
    "tag, '', '', '', 200",
    "'\"tag\"', '', '', '', 200",
    "*, '', '', '', 200",
    "'\"a\", \"tag\"', '', '', '', 200",
    "other, '', '', '', 412",
    "'', tag, '', '', 304",
    "'', *, '', '', 304",
    "'', W/\"tag\", '', '', 304",
    "'', other, '', '', 200",
    "'', '', 0, '', 304",
    "'', '', 1, '', 304",
    "'', '', -1, '', 200",
    "'', '', '', 0, 200",
    "'', '', '', -1, 412",
    // A tag is stronger than a date.
    "tag, '', '', -1, 200",
    "other, '', '', 1, 412",
    "'', other, 1, '', 200",
    "'', tag, -1, '', 304",
    // What forbids comes before what spares.
    "other, tag, '', '', 412",
    "tag, tag, '', '', 304",
    "'', '', 1, -1, 412"
  })
  void tagsComeBeforeDates(
      String match, String noneMatch, String modified, String unmodified, int status) {
    var conditions = new Preconditions(match, noneMatch, date(modified), date(unmodified));
    assertThat(status(conditions)).isEqualTo(status);
  }

  private static int status(Preconditions conditions) {
    try {
      return switch (conditions.read("tag", MODIFIED)) {
        case PROCEED -> 200;
        case NOT_MODIFIED -> 304;
      };
    } catch (Fault fault) {
      return fault.status();
    }
  }
}
