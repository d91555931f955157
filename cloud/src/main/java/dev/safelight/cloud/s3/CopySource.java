package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/// What a copy copies.
///
/// @param version the id of a version; empty for the current one
record CopySource(String bucket, String key, String version) {
  private static final String VERSION = "versionId=";

  CopySource {
    BucketNames.checked(bucket);
    Keys.bytes(key);
    if (!version.isEmpty()) {
      VersionIds.require(version);
    }
  }

  /// What `x-amz-copy-source` names, percent-decoded once: `bucket/key`, with or without a leading
  /// slash, and `?versionId=ID` after it.
  ///
  /// @throws dev.safelight.cloud.call.Fault `InvalidArgument`
  static CopySource of(SdkPojo request) {
    var raw = Members.text(request, "CopySource");
    if (raw.isEmpty() && !Members.text(request, "SourceBucket").isEmpty()) {
      // A call from inside names the parts, as the SDK would have joined and encoded them.
      return new CopySource(
          Members.text(request, "SourceBucket"),
          Members.text(request, "SourceKey"),
          Members.text(request, "SourceVersionId"));
    }
    int query = raw.indexOf('?');
    var version = "";
    if (query >= 0) {
      version = Keys.decoded(raw.substring(query + 1));
      if (!version.startsWith(VERSION) || version.length() == VERSION.length()) {
        throw Faults.invalidArgument(
            "Copy Source may carry a versionId and nothing else", "x-amz-copy-source", raw);
      }
      version = version.substring(VERSION.length());
    }
    var path = query < 0 ? raw : raw.substring(0, query);
    var name = Keys.decoded(path.startsWith("/") ? path.substring(1) : path);
    int slash = name.indexOf('/');
    if (slash <= 0 || slash == name.length() - 1) {
      throw Faults.invalidArgument(
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey",
          "x-amz-copy-source",
          raw);
    }
    return new CopySource(name.substring(0, slash), name.substring(slash + 1), version);
  }

  Access reading() {
    return VersionAccess.of("s3:GetObject", bucket, key, version);
  }

  Access readingTags() {
    return VersionAccess.of("s3:GetObjectTagging", bucket, key, version);
  }

  /// Whether a missing key may be told from a forbidden one.
  List<Access> knowing() {
    return List.of(Access.to("s3:ListBucket", Arns.bucket(bucket)));
  }
}
