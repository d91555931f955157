package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import org.jspecify.annotations.Nullable;

/// Accesses to a certain version, which have actions of their own: whoever may read an object may
/// not read what it was. See AWS: "Actions, resources, and condition keys for Amazon S3".
final class VersionAccess {
  static final String KEY = "s3:VersionId";

  private VersionAccess() {}

  /// @param action on the current version, such as `s3:GetObjectTagging`
  /// @param version null or empty where none is named
  static Access of(String action, String bucket, String key, @Nullable String version) {
    return of(new RequestKeys(), action, bucket, key, version);
  }

  static Access of(
      RequestKeys keys, String action, String bucket, String key, @Nullable String version) {
    var arn = Arns.object(bucket, key);
    return version == null || version.isEmpty()
        ? keys.on(action, arn)
        : keys.with(KEY, version).on(action.replaceFirst("Object", "ObjectVersion"), arn);
  }
}
