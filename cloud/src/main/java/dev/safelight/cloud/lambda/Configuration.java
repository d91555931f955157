package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Fault;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/// What a function's settings may be: requests become a [Definition] here or are refused. See AWS:
/// CreateFunction, UpdateFunctionConfiguration.
final class Configuration {
  static final List<String> RUNTIMES = List.of("provided.al2023", "java25", "java21");

  private static final Pattern ROLE =
      Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
  private static final Pattern HANDLER = Pattern.compile("[^\\s\\p{Cntrl}]{1,128}");
  private static final Pattern LOG_GROUP = Pattern.compile("[.\\-_/#A-Za-z0-9]{1,512}");
  private static final Set<String> CREATED =
      Set.of(
          "FunctionName",
          "Runtime",
          "Role",
          "Handler",
          "Code",
          "Description",
          "Timeout",
          "MemorySize",
          "Environment",
          "Architectures",
          "LoggingConfig",
          "Tags",
          "Publish");
  private static final Set<String> UPDATED =
      Set.of(
          "FunctionName",
          "Role",
          "Handler",
          "Description",
          "Timeout",
          "MemorySize",
          "Environment",
          "Runtime",
          "RevisionId",
          "LoggingConfig");

  private Configuration() {}

  /// A new function that has no code yet.
  static Definition created(FunctionArn arn, CreateFunctionRequest request, Machine machine) {
    Supported.require(request, CREATED);
    if (request.runtimeAsString() == null || request.handler() == null) {
      throw invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    }
    requireArchitecture(request.architecturesAsStrings(), machine);
    return new Definition(
        arn,
        FunctionArn.LATEST,
        description(request.description(), ""),
        role(arn, request.role()),
        runtime(request.runtimeAsString()),
        handler(request.handler()),
        within("timeout", request.timeout(), 1, 900, 3),
        within("memorySize", request.memorySize(), 128, 10_240, 128),
        machine.architecture(),
        variables(request.environment(), Map.of()),
        logGroup(request.loggingConfig(), ""),
        Versions.created(request.tags()),
        "",
        "",
        0,
        "",
        "");
  }

  static Definition updated(Definition now, UpdateFunctionConfigurationRequest request) {
    Supported.require(request, UPDATED);
    return new Definition(
        now.arn(),
        FunctionArn.LATEST,
        description(request.description(), now.description()),
        request.role() == null ? now.role() : role(now.arn(), request.role()),
        request.runtimeAsString() == null ? now.runtime() : runtime(request.runtimeAsString()),
        request.handler() == null ? now.handler() : handler(request.handler()),
        within("timeout", request.timeout(), 1, 900, now.timeout()),
        within("memorySize", request.memorySize(), 128, 10_240, now.memory()),
        now.architecture(),
        variables(request.environment(), now.variables()),
        logGroup(request.loggingConfig(), now.logGroup()),
        now.tags(),
        now.zip(),
        now.hash(),
        now.size(),
        now.revision(),
        now.modified());
  }

  static void requireArchitecture(List<String> asked, Machine machine) {
    var wanted = asked.isEmpty() ? List.of("x86_64") : asked;
    if (!wanted.equals(List.of(machine.architecture()))) {
      throw invalid(
          "Architectures is %s, but functions run on this machine itself, which is %s"
              .formatted(wanted, machine.architecture()));
    }
  }

  /// A role as a request names it.
  static String role(FunctionArn function, @Nullable String role) {
    if (role == null || !ROLE.matcher(role).matches()) {
      throw validation("role", role, "Member must satisfy regular expression pattern: " + ROLE);
    }
    if (!role.contains("::" + function.account() + ":")) {
      throw new Fault(403, "AccessDeniedException", "Cross-account pass role is not allowed.");
    }
    return role;
  }

  private static String runtime(String runtime) {
    if (!RUNTIMES.contains(runtime)) {
      throw invalid(
          "Value %s at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: %s (what this environment runs)"
              .formatted(runtime, RUNTIMES));
    }
    return runtime;
  }

  private static String handler(String handler) {
    if (!HANDLER.matcher(handler).matches()) {
      throw validation(
          "handler", handler, "Member must satisfy regular expression pattern: " + HANDLER);
    }
    return handler;
  }

  static String description(@Nullable String description, String otherwise) {
    if (description == null) {
      return otherwise;
    }
    if (description.length() > 256) {
      throw validation(
          "description", description, "Member must have length less than or equal to 256");
    }
    return description;
  }

  private static int within(
      String member, @Nullable Integer value, int least, int most, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value < least) {
      throw validation(member, value, "Member must have value greater than or equal to " + least);
    }
    if (value > most) {
      throw validation(member, value, "Member must have value less than or equal to " + most);
    }
    return value;
  }

  private static Map<String, String> variables(
      @Nullable Environment environment, Map<String, String> otherwise) {
    if (environment == null) {
      return otherwise;
    }
    Variables.check(environment.variables());
    return environment.variables();
  }

  private static String logGroup(@Nullable LoggingConfig logging, String otherwise) {
    if (logging == null) {
      return otherwise;
    }
    var format = logging.logFormatAsString();
    if (format != null && !format.equals("Text")) {
      throw invalid("LogFormat %s is not supported by this environment: Text is".formatted(format));
    }
    Supported.require(logging, Set.of("LogFormat", "LogGroup"));
    var group = logging.logGroup();
    if (group == null) {
      return otherwise;
    }
    if (!LOG_GROUP.matcher(group).matches()) {
      throw validation(
          "loggingConfig.logGroup",
          group,
          "Member must satisfy regular expression pattern: " + LOG_GROUP);
    }
    return group;
  }

  static Fault invalid(String message) {
    return new Fault(400, "InvalidParameterValueException", message);
  }

  static Fault validation(String member, @Nullable Object value, String constraint) {
    return new Fault(
        400,
        "ValidationException",
        "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, constraint));
  }
}
