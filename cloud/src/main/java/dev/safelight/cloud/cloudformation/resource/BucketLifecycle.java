package dev.safelight.cloud.cloudformation.resource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.Tag;

/// Lifecycle rules, which templates spell flatter than S3 does.
final class BucketLifecycle {
  static final String[] PATHS = {
    "Rules",
    "Rules.Id",
    "Rules.Status",
    "Rules.Prefix",
    "Rules.TagFilters",
    "Rules.TagFilters.Key",
    "Rules.TagFilters.Value",
    "Rules.ObjectSizeGreaterThan",
    "Rules.ObjectSizeLessThan",
    "Rules.ExpirationInDays",
    "Rules.ExpirationDate",
    "Rules.ExpiredObjectDeleteMarker",
    "Rules.NoncurrentVersionExpiration",
    "Rules.NoncurrentVersionExpiration.NoncurrentDays",
    "Rules.NoncurrentVersionExpiration.NewerNoncurrentVersions",
    "Rules.NoncurrentVersionExpirationInDays",
    "Rules.AbortIncompleteMultipartUpload",
    "Rules.AbortIncompleteMultipartUpload.DaysAfterInitiation"
  };

  private BucketLifecycle() {}

  static LifecycleRule rule(Properties rule) {
    var shape = LifecycleRule.builder().status(rule.required("Status")).filter(filter(rule));
    rule.text("Id").ifPresent(shape::id);
    if (rule.has("ExpirationInDays")
        || rule.has("ExpirationDate")
        || rule.has("ExpiredObjectDeleteMarker")) {
      shape.expiration(expiration(rule));
    }
    rule.number("NoncurrentVersionExpirationInDays")
        .ifPresent(days -> shape.noncurrentVersionExpiration(old -> old.noncurrentDays(days)));
    rule.part("NoncurrentVersionExpiration")
        .ifPresent(old -> shape.noncurrentVersionExpiration(noncurrent(old)));
    rule.part("AbortIncompleteMultipartUpload")
        .flatMap(abort -> abort.number("DaysAfterInitiation"))
        .ifPresent(
            days -> shape.abortIncompleteMultipartUpload(abort -> abort.daysAfterInitiation(days)));
    return shape.build();
  }

  private static LifecycleExpiration expiration(Properties rule) {
    var shape = LifecycleExpiration.builder();
    rule.number("ExpirationInDays").ifPresent(shape::days);
    rule.text("ExpirationDate").map(BucketLifecycle::date).ifPresent(shape::date);
    rule.truth("ExpiredObjectDeleteMarker").ifPresent(shape::expiredObjectDeleteMarker);
    return shape.build();
  }

  private static NoncurrentVersionExpiration noncurrent(Properties old) {
    var shape = NoncurrentVersionExpiration.builder();
    old.number("NoncurrentDays").ifPresent(shape::noncurrentDays);
    old.number("NewerNoncurrentVersions").ifPresent(shape::newerNoncurrentVersions);
    return shape.build();
  }

  /// One condition stands alone in a filter, several are joined by `And`; none is every object's.
  private static LifecycleRuleFilter filter(Properties rule) {
    var prefix = rule.text("Prefix");
    var tags =
        rule.parts("TagFilters").stream()
            .map(tag -> Tag.builder().key(tag.required("Key")).value(tag.required("Value")).build())
            .toList();
    var greater = rule.number("ObjectSizeGreaterThan");
    var less = rule.number("ObjectSizeLessThan");
    int conditions =
        (prefix.isPresent() ? 1 : 0)
            + tags.size()
            + (greater.isPresent() ? 1 : 0)
            + (less.isPresent() ? 1 : 0);
    var filter = LifecycleRuleFilter.builder();
    if (conditions == 0) {
      return filter.prefix("").build();
    }
    if (conditions > 1) {
      return filter
          .and(and -> {
            prefix.ifPresent(and::prefix);
            greater.ifPresent(size -> and.objectSizeGreaterThan((long) size));
            less.ifPresent(size -> and.objectSizeLessThan((long) size));
            if (!tags.isEmpty()) {
              and.tags(tags);
            }
          })
          .build();
    }
    prefix.ifPresent(filter::prefix);
    tags.forEach(filter::tag);
    greater.ifPresent(size -> filter.objectSizeGreaterThan((long) size));
    less.ifPresent(size -> filter.objectSizeLessThan((long) size));
    return filter.build();
  }

  /// A day or a moment; S3 says what is wrong with anything but midnight.
  private static Instant date(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException _) {
      throw new dev.safelight.cloud.call.Fault(
          400, "ValidationError", "#/ExpirationDate: " + text + " is not a date");
    }
  }
}
