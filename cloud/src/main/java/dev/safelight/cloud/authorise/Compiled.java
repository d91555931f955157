package dev.safelight.cloud.authorise;

import dev.safelight.policy.Attached;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Policy documents, compiled once: read when they are put, found again by their text when they are
/// evaluated. Thread-safe.
public final class Compiled {
  /// Documents that are kept compiled; the least recently used one goes first.
  private static final int MOST = 4096;

  private final Map<Source, Read> policies =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Read> eldest) {
          return size() > MOST;
        }
      };

  private record Source(Kind kind, String text) {}

  private record Read(Policy policy, Document document) {}

  /// A stored document, ready for the engine and for the audit record.
  ///
  /// @param place the ARN of the managed policy, or of what the policy hangs on
  public Applied applied(PolicyType type, String name, String place, String document) {
    var read = read(type, name, document);
    return new Applied(new Attached(type, name, read.policy()), read.document(), place);
  }

  /// A stored document, ready for the engine.
  ///
  /// @param name as explanations show it, such as `LogsOnly` or `bucket policy of photos`
  /// @throws IllegalStateException where the text is no policy of this type; it was checked when
  ///   put, so this is a bug, and the call that meets it fails instead of going on without the
  ///   policy
  public Attached attached(PolicyType type, String name, String document) {
    return new Attached(type, name, read(type, name, document).policy());
  }

  private Read read(PolicyType type, String name, String document) {
    try {
      return compile(new Source(type.kind(), document));
    } catch (MalformedPolicy broken) {
      throw new IllegalStateException(name + " cannot be read: " + broken.getMessage(), broken);
    }
  }

  /// What is wrong with a document that a client puts; empty where nothing is.
  public Optional<String> fault(PolicyType type, String document) {
    try {
      compile(new Source(type.kind(), document));
      return Optional.empty();
    } catch (MalformedPolicy broken) {
      return Optional.of(String.valueOf(broken.getMessage()));
    }
  }

  private Read compile(Source document) throws MalformedPolicy {
    synchronized (policies) {
      var known = policies.get(document);
      if (known != null) {
        return known;
      }
    }
    var read =
        new Read(Policy.parse(document.text(), document.kind()), Document.of(document.text()));
    synchronized (policies) {
      policies.put(document, read);
    }
    return read;
  }
}
