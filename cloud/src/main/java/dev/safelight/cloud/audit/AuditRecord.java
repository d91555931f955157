package dev.safelight.cloud.audit;

import java.time.Instant;
import java.util.List;

/// What is kept of a call.
///
/// @param id the request id that the client was told
/// @param caller the caller's ARN; empty for anonymous ones and where no caller could be told
/// @param service the service's name, such as `s3`
/// @param operation such as `PutObject`; empty where the call was not recognised
/// @param code the error's code; empty where the call succeeded
/// @param message the error's text, as the client saw it
/// @param decisions what was decided about each access, in the order asked
public record AuditRecord(
    String id,
    Instant at,
    String caller,
    String accessKeyId,
    String sourceAddress,
    String service,
    String operation,
    String code,
    String message,
    List<Decided> decisions) {
  public AuditRecord {
    decisions = List.copyOf(decisions);
  }

  public boolean succeeded() {
    return code.isEmpty();
  }

  /// One access and its decision.
  ///
  /// @param verdict `Allowed`, `ExplicitlyDenied` or `ImplicitlyDenied`
  /// @param by the policies' statements that decided, such as `bucket policy of photos,
  ///   ReadOriginals`; for an implicit deny the policy type that would have had to allow
  public record Decided(String action, String resource, String verdict, List<String> by) {
    public Decided {
      by = List.copyOf(by);
    }
  }
}
