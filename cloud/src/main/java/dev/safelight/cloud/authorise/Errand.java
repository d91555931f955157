package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Caller;
import java.util.List;

/// On whose behalf a service calls another. AWS: "Forward access sessions".
///
/// @param id of the request
/// @param caller whose permissions count
/// @param service that calls, such as `cloudformation.amazonaws.com`
/// @param isForwarded whether the caller made `service` do it, without a key of its own
///   (`aws:ViaAWSService`); not so for a role that the service has assumed
/// @param via the services that the caller's call of `service` came through itself
public record Errand(
    String id,
    Caller caller,
    String service,
    boolean isForwarded,
    List<String> via,
    String region) {
  public Errand {
    via = List.copyOf(via);
  }

  public Errand(String id, Caller caller, String service, boolean isForwarded, String region) {
    this(id, caller, service, isForwarded, List.of(), region);
  }

  /// For a caller that has made `service` do it.
  public static Errand forwarded(String id, Caller caller, String service, String region) {
    return forwarded(id, caller, List.of(), service, region);
  }

  /// For a caller that has made `service` do it through others.
  public static Errand forwarded(
      String id, Caller caller, List<String> via, String service, String region) {
    return new Errand(id, caller, service, true, via, region);
  }
}
