package dev.safelight.policy;

/// How a service's denial writes the resource.
public enum ResourceWords {
  /// `on resource: arn`, as most services do.
  PLAIN,
  /// `on resource: "arn"`, as S3 does; nothing where the resource is `*`.
  QUOTED,
  /// Nothing, as for actions without a resource.
  OMITTED;

  /// How the service writes it that an action belongs to.
  public static ResourceWords of(String action) {
    return action.regionMatches(true, 0, "s3:", 0, 3) ? QUOTED : PLAIN;
  }
}
