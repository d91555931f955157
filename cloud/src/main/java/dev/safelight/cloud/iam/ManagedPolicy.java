package dev.safelight.cloud.iam;

import java.time.Instant;

/// A managed policy as it is kept.
///
/// @param id `ANPA...`
/// @param document of the version that is in force
/// @param version the number of that version
/// @param newest the highest number that a version had
/// @param updated when a version came or was put in force
record ManagedPolicy(
    String arn,
    String path,
    String name,
    String id,
    String document,
    String description,
    Instant created,
    long version,
    long newest,
    Instant updated) {
  /// As AWS names versions.
  String versionId() {
    return "v" + version;
  }
}
