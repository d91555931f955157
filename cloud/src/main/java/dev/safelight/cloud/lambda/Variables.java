package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A function's environment variables: which ones a user may set, and all that its process gets.
/// Nothing of this process's own environment is among them. See AWS: "Working with Lambda
/// environment variables", "Defined runtime environment variables".
final class Variables {
  private static final int MOST_BYTES = 4096;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private Variables() {}

  /// Refuses what AWS refuses, before a function has it.
  static void check(Map<String, String> chosen) {
    var reserved = chosen.keySet().stream().filter(RESERVED::contains).sorted().toList();
    if (!reserved.isEmpty()) {
      throw invalid(
          "the environment variables you have provided contains reserved keys that are currently not supported"
              + " for modification. Reserved keys used in this request: "
              + String.join(", ", reserved));
    }
    for (var variable : chosen.entrySet()) {
      if (leads(variable.getKey())) {
        throw invalid(
            "%s would send the function's signed calls away from here: every service is at AWS_ENDPOINT_URL, which is set for it"
                .formatted(variable.getKey()));
      }
      if (!NAME.matcher(variable.getKey()).matches()) {
        throw invalid(
            "the name %s is not a letter followed by letters, digits and _"
                .formatted(variable.getKey()));
      }
      if (variable.getValue().indexOf('\0') >= 0) {
        throw invalid("the value of %s holds a NUL".formatted(variable.getKey()));
      }
    }
    int bytes =
        chosen.entrySet().stream()
            .mapToInt(variable -> size(variable.getKey()) + size(variable.getValue()))
            .sum();
    if (bytes > MOST_BYTES) {
      throw invalid(
          "the environment variables you have provided exceeded the 4KB limit. Measured: %d bytes"
              .formatted(bytes));
    }
  }

  /// Whether SDKs prefer a variable to `AWS_ENDPOINT_URL`, which is set after the user's. See AWS:
  /// "Service-specific endpoints" of the SDKs and Tools reference.
  private static boolean leads(String name) {
    return name.startsWith("AWS_ENDPOINT_URL_")
        || name.equals("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
  }

  /// What a process gets.
  ///
  /// AWS does not define `AWS_EXECUTION_ENV` for `provided` runtimes, and `_X_AMZN_TRACE_ID` only
  /// where tracing is on.
  static Map<String, String> of(
      Definition function,
      RoleSession session,
      Endpoint endpoint,
      String stream,
      String runtimeApi,
      Path code,
      Path temporary) {
    var all = new TreeMap<String, String>();
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    all.put("PATH", "/usr/local/bin:/usr/bin/:/bin:/opt/bin");
    all.put("LD_LIBRARY_PATH", code + ":" + code.resolve("lib"));
    all.putAll(function.variables());
    all.put("_HANDLER", function.handler());
    all.put("AWS_DEFAULT_REGION", function.arn().region());
    all.put("AWS_REGION", function.arn().region());
    if (Machine.isJava(function)) {
      all.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + function.runtime());
    }
    all.put("AWS_LAMBDA_FUNCTION_NAME", function.arn().name());
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()));
    all.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", function.logs());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", stream);
    all.put("AWS_ACCESS_KEY_ID", session.accessKeyId());
    all.put("AWS_SECRET_ACCESS_KEY", session.secret());
    all.put("AWS_SESSION_TOKEN", session.token());
    all.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    all.put("LAMBDA_TASK_ROOT", code.toString());
    all.put("LAMBDA_RUNTIME_DIR", code.toString());
    all.put("TMPDIR", temporary.toString());
    // After the user's: a function must not leave the machine because its template names an
    // endpoint.
    all.put("AWS_ENDPOINT_URL", endpoint.url());
    all.put("AWS_CA_BUNDLE", endpoint.certificates().toString());
    return all;
  }

  private static Fault invalid(String reason) {
    return new Fault(
        400,
        "InvalidParameterValueException",
        "Lambda was unable to configure your environment variables because " + reason);
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
