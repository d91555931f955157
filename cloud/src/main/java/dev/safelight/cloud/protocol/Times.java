package dev.safelight.cloud.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// Moments as text. Read are the years 0 to 9999: what lies beyond does not fit where moments are
/// kept. See AWS: Smithy "timestampFormat trait"; RFC 9110, 5.6.7 for the three dates of HTTP.
final class Times {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final List<DateTimeFormatter> HTTP_READ =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.US),
          DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'GMT'", Locale.US)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US)
              .withZone(ZoneOffset.UTC));
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Times() {}

  static String write(Instant moment, Format format) {
    return switch (format) {
      case ISO_8601 -> MILLIS.format(moment);
      case RFC_822 -> HTTP.format(moment);
      case UNIX_TIMESTAMP ->
          BigDecimal.valueOf(moment.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
      case UNIX_TIMESTAMP_MILLIS -> Long.toString(moment.toEpochMilli());
    };
  }

  /// Without a fraction where there is none, as the query protocol's services write it.
  static String writeShort(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /// Empty where the text is no moment of this format.
  static Optional<Instant> read(String text, Format format) {
    return switch (format) {
      case ISO_8601 -> bounded(iso(text));
      case RFC_822 -> bounded(http(text));
      case UNIX_TIMESTAMP -> bounded(unix(text, 0));
      case UNIX_TIMESTAMP_MILLIS -> bounded(unix(text, 3));
    };
  }

  private static Optional<Instant> bounded(Optional<Instant> moment) {
    return moment.filter(it -> !it.isBefore(FIRST) && !it.isAfter(LAST));
  }

  private static Optional<Instant> iso(String text) {
    return parsed(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
  }

  private static Optional<Instant> http(String text) {
    return HTTP_READ.stream().flatMap(format -> parsed(text, format).stream()).findFirst();
  }

  private static Optional<Instant> parsed(String text, DateTimeFormatter format) {
    try {
      return Optional.of(Instant.from(format.parse(text)));
    } catch (DateTimeException _) {
      return Optional.empty(); // Not a date is an answer here.
    }
  }

  /// A decimal number since 1970.
  ///
  /// @param places how many decimal digits the unit lies below a second
  private static Optional<Instant> unix(String text, int places) {
    return Numbers.decimal(text)
        .map(number -> number.movePointLeft(places).setScale(9, RoundingMode.DOWN))
        .filter(number -> number.precision() - number.scale() <= 12)
        .map(number ->
            Instant.ofEpochSecond(
                number.setScale(0, RoundingMode.FLOOR).longValueExact(),
                number
                    .subtract(number.setScale(0, RoundingMode.FLOOR))
                    .movePointRight(9)
                    .longValueExact()));
  }
}
