package dev.safelight.cloud.authorise;

import dev.safelight.policy.Attached;
import dev.safelight.policy.PolicyType;

/// Policy documents, compiled once: read when they are put, found again by their text when they are
/// evaluated. Thread-safe.
public final class Compiled {
  /// A stored document, ready for the engine.
  ///
  /// @param name as explanations show it, such as `LogsOnly` or `bucket policy of photos`
  /// @throws IllegalStateException where the text is no policy of this type; it was checked when
  ///   put
  public Attached attached(PolicyType type, String name, String document) {
    throw new IllegalStateException(name + type + document);
  }

  /// What is wrong with a document that a client puts; empty where nothing is.
  public java.util.Optional<String> fault(PolicyType type, String document) {
    return java.util.Optional.of(document + type);
  }
}
