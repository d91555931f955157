package dev.safelight.cloud.iam;

import java.time.Instant;

/// A managed policy as it is kept.
///
/// @param id `ANPA...`
record ManagedPolicy(
    String arn,
    String path,
    String name,
    String id,
    String document,
    String description,
    Instant created) {}
