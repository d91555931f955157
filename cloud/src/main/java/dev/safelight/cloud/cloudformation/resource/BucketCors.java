package dev.safelight.cloud.cloudformation.resource;

import software.amazon.awssdk.services.s3.model.CORSRule;

/// Rules for pages of other origins.
final class BucketCors {
  static final String[] PATHS = {
    "CorsRules",
    "CorsRules.Id",
    "CorsRules.AllowedHeaders",
    "CorsRules.AllowedMethods",
    "CorsRules.AllowedOrigins",
    "CorsRules.ExposedHeaders",
    "CorsRules.MaxAge"
  };

  private BucketCors() {}

  static CORSRule rule(Properties rule) {
    var shape =
        CORSRule.builder()
            .allowedMethods(rule.texts("AllowedMethods"))
            .allowedOrigins(rule.texts("AllowedOrigins"));
    rule.text("Id").ifPresent(shape::id);
    rule.number("MaxAge").ifPresent(shape::maxAgeSeconds);
    if (rule.has("AllowedHeaders")) {
      shape.allowedHeaders(rule.texts("AllowedHeaders"));
    }
    if (rule.has("ExposedHeaders")) {
      shape.exposeHeaders(rule.texts("ExposedHeaders"));
    }
    return shape.build();
  }
}
