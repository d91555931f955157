package dev.safelight.cloud.s3;

import dev.safelight.cloud.s3.ObjectRows.DeleteMarker;
import dev.safelight.cloud.s3.ObjectRows.StoredObject;
import dev.safelight.cloud.s3.ObjectRows.Version;
import dev.safelight.cloud.s3.Uploads.Upload;
import dev.safelight.cloud.store.Transaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.ValueRange;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// What lifecycle rules say of one version or upload. See AWS: "Expiring objects", "Lifecycle
/// configuration elements".
///
/// @param rules those that are enabled
record Expiry(List<LifecycleRule> rules) {
  /// Those that RFC 1123 can write.
  private static final ValueRange YEARS = ValueRange.of(0, 9999);

  Expiry {
    rules = List.copyOf(rules);
  }

  static Expiry of(Transaction transaction, String bucket) {
    return new Expiry(
        Lifecycle.rules(transaction, bucket).stream()
            .filter(rule -> "Enabled".equals(rule.statusAsString()))
            .toList());
  }

  /// When something is due. AWS: "S3 calculates the time by adding the number of days specified in
  /// the rule to the object creation time and rounding the resulting time to the next day at
  /// midnight UTC."
  static Instant due(Instant since, int days) {
    return since.truncatedTo(ChronoUnit.DAYS).plus(days + 1L, ChronoUnit.DAYS);
  }

  /// What must be true of a version that is not the current one.
  ///
  /// @param since when the next newer version came
  /// @param newer how many newer ones are not current either, counted as far as rules can ask
  record Noncurrent(Instant since, int newer) {}

  /// The first moment at which a rule expires the current object, and that rule's id.
  private record End(Instant at, String rule) {}

  boolean expires(StoredObject current, Instant now) {
    return end(current).filter(end -> !end.at().isAfter(now)).isPresent();
  }

  private Optional<End> end(StoredObject current) {
    return rules.stream()
        .filter(rule -> covers(rule, current))
        .flatMap(rule -> end(rule, current).stream())
        .min(Comparator.comparing(End::at));
  }

  private static Optional<End> end(LifecycleRule rule, StoredObject current) {
    var expiration = rule.expiration();
    if (expiration == null) {
      return Optional.empty();
    }
    if (expiration.date() != null) {
      return Optional.of(new End(expiration.date(), rule.id()));
    }
    return expiration.days() == null
        ? Optional.empty()
        : Optional.of(new End(due(current.modified(), expiration.days()), rule.id()));
  }

  /// Whether a delete marker that stands alone goes. AWS: a rule with days removes those that are
  /// as old, one with ExpiredObjectDeleteMarker all.
  boolean expires(DeleteMarker alone, Instant now) {
    return rules.stream()
        .filter(rule -> covers(rule, alone) && rule.expiration() != null)
        .map(LifecycleRule::expiration)
        .anyMatch(expiration ->
            Boolean.TRUE.equals(expiration.expiredObjectDeleteMarker())
                || (expiration.days() != null
                    && !due(alone.modified(), expiration.days()).isAfter(now)));
  }

  boolean expires(Version old, Noncurrent state, Instant now) {
    return rules.stream()
        .filter(rule -> covers(rule, old) && rule.noncurrentVersionExpiration() != null)
        .map(LifecycleRule::noncurrentVersionExpiration)
        .anyMatch(expiration ->
            !due(state.since(), expiration.noncurrentDays()).isAfter(now)
                && (expiration.newerNoncurrentVersions() == null
                    || state.newer() >= expiration.newerNoncurrentVersions()));
  }

  boolean expires(Upload upload, Instant now) {
    return rules.stream()
        .filter(rule -> rule.abortIncompleteMultipartUpload() != null)
        .filter(rule -> upload.key().startsWith(LifecycleFilter.of(rule).prefix()))
        .map(rule -> rule.abortIncompleteMultipartUpload().daysAfterInitiation())
        .anyMatch(days -> !due(upload.created(), days).isAfter(now));
  }

  /// A delete marker has neither size nor tags: a filter that asks for them is not about it.
  private static boolean covers(LifecycleRule rule, Version version) {
    var filter = LifecycleFilter.of(rule);
    return switch (version) {
      case StoredObject object -> filter.covers(object.key(), object.size(), object.tags());
      case DeleteMarker marker ->
          !filter.hasSize() && !filter.hasTags() && marker.key().startsWith(filter.prefix());
    };
  }

  /// The `x-amz-expiration` of a current object; none where it is due in a year that a header's
  /// date has no digits for.
  static Optional<String> header(Transaction transaction, StoredObject current) {
    return of(transaction, current.bucket())
        .end(current)
        .filter(end -> YEARS.isValidValue(end.at().atZone(ZoneOffset.UTC).getYear()))
        .map(end ->
            "expiry-date=\"%s\", rule-id=\"%s\""
                .formatted(
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(end.at().atZone(ZoneOffset.UTC)),
                    URLEncoder.encode(end.rule(), StandardCharsets.UTF_8)));
  }
}
