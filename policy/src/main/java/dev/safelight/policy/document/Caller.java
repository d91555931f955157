package dev.safelight.policy.document;

import java.util.List;

/// Who makes a request, for finding what may be about them.
@FunctionalInterface
public interface Caller {
  /// All by which a principal element may mean them: ARNs, account, service, provider. Asked for
  /// only where many principals are told apart.
  List<String> names();
}
