package dev.safelight.wire.client;

import dev.safelight.wire.sigv4.Credentials;
import java.util.Map;
import java.util.TreeMap;

/// Who calls, where from and where to, as the environment variables say that every AWS SDK knows.
///
/// Keys in variables come before a container's credentials, as in AWS's own chain. `endpoints`
/// holds the `AWS_ENDPOINT_URL...` variables by name; `caBundle` is the path of a PEM file, empty
/// for none. Immutable. AWS: "AWS SDKs and Tools Reference Guide", settings.
public record Session(
    String region, CredentialSource credentials, Map<String, String> endpoints, String caBundle) {
  private static final String ENDPOINT = "AWS_ENDPOINT_URL";

  public Session {
    endpoints = Map.copyOf(endpoints);
  }

  /// With keys that stay.
  public Session(
      String region, Credentials credentials, Map<String, String> endpoints, String caBundle) {
    this(region, CredentialSource.of(credentials), endpoints, caBundle);
  }

  /// Reads the variables; pass `System.getenv()` in production.
  ///
  /// @throws IllegalArgumentException naming the variable that is missing or wrong
  public static Session from(Map<String, String> environment) {
    var endpoints = new TreeMap<String, String>();
    if (!environment
        .getOrDefault("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "")
        .equalsIgnoreCase("true")) {
      environment.forEach((name, value) -> {
        if ((name.equals(ENDPOINT) || name.startsWith(ENDPOINT + "_")) && !value.isEmpty()) {
          endpoints.put(name, value);
        }
      });
    }
    return new Session(
        region(environment),
        credentials(environment),
        endpoints,
        environment.getOrDefault("AWS_CA_BUNDLE", ""));
  }

  /// Where a service is reached, by its signing name (`s3`, `sts`): its own variable, the common
  /// one, or AWS.
  public Endpoint endpoint(String service) {
    var own = ENDPOINT + "_" + service.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    for (var name : new String[] {own, ENDPOINT}) {
      var url = endpoints.get(name);
      if (url != null) {
        return Endpoint.given(name, url);
      }
    }
    return Endpoint.aws(service, region);
  }

  private static CredentialSource credentials(Map<String, String> environment) {
    if (environment.getOrDefault("AWS_ACCESS_KEY_ID", "").isEmpty()) {
      var container = ContainerCredentials.of(environment);
      if (container.isPresent()) {
        return container.get();
      }
    }
    return CredentialSource.of(
        new Credentials(
            needed(environment, "AWS_ACCESS_KEY_ID"),
            needed(environment, "AWS_SECRET_ACCESS_KEY"),
            environment.getOrDefault("AWS_SESSION_TOKEN", "")));
  }

  private static String region(Map<String, String> environment) {
    var region = environment.getOrDefault("AWS_REGION", "");
    region = region.isEmpty() ? needed(environment, "AWS_DEFAULT_REGION") : region;
    // It becomes part of a host name, and of what is signed.
    if (!region.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "AWS_REGION must be a region such as us-east-1, was \"" + region + "\"");
    }
    return region;
  }

  private static String needed(Map<String, String> environment, String name) {
    var value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value;
  }
}
