package dev.safelight.cloud.call;

import java.util.List;
import java.util.Map;

/// One access that an operation needs: an action on a resource.
///
/// @param action as policies spell it, such as `s3:GetObject`
/// @param resource an ARN, or `*` where the action has no resource
/// @param keys condition keys that this access adds to the request context, such as `s3:prefix`
/// @param asWritten whether the ARN is meant as it stands, although what it names has another one
///   now: the place that something is to be moved to
public record Access(
    String action, String resource, Map<String, List<String>> keys, boolean asWritten) {
  public Access {
    keys = Map.copyOf(keys);
  }

  public Access(String action, String resource, Map<String, List<String>> keys) {
    this(action, resource, keys, false);
  }

  public static Access to(String action, String resource) {
    return new Access(action, resource, Map.of());
  }

  /// The service prefix, such as `s3`.
  public String service() {
    return action.substring(0, action.indexOf(':'));
  }
}
