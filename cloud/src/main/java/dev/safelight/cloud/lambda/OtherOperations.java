package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Request;
import java.util.List;
import java.util.regex.Pattern;

/// Operations of Lambda that are not offered here, so that they can be refused by their names.
final class OtherOperations {
  private record Other(String method, Pattern path, String name) {
    static Other of(String method, String path, String name) {
      return new Other(method, Pattern.compile(path.replace("{}", "[^/]+") + "/?"), name);
    }
  }

  private static final List<Other> OTHERS =
      List.of(
          Other.of("GET", "/2016-08-19/account-settings", "GetAccountSettings"),
          Other.of("GET", "/2018-10-31/layers", "ListLayers"),
          Other.of("POST", "/2018-10-31/layers/{}/versions", "PublishLayerVersion"),
          Other.of(
              "GET",
              "/2020-06-30/functions/{}/code-signing-config",
              "GetFunctionCodeSigningConfig"),
          Other.of("POST", "/2021-10-31/functions/{}/url", "CreateFunctionUrlConfig"),
          Other.of("GET", "/2021-10-31/functions/{}/url", "GetFunctionUrlConfig"));

  private OtherOperations() {}

  /// AWS's name of what is asked for; method and path where even that is not known.
  static String name(Request request) {
    return OTHERS.stream()
        .filter(other -> other.method().equals(request.method()))
        .filter(other -> other.path().matcher(request.path()).matches())
        .map(Other::name)
        .findFirst()
        .orElse(request.method() + " " + request.path());
  }
}
