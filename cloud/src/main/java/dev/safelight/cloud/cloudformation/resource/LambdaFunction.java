package dev.safelight.cloud.cloudformation.resource;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/// `AWS::Lambda::Function`. Code written into the template (`ZipFile`) is for Node.js and Python
/// alone, which do not run here; it is not acted on.
final class LambdaFunction implements ResourceType {
  private static final int LONGEST_NAME = 64;
  private static final int USUAL_MEMORY = 128;
  private static final int USUAL_TIMEOUT = 3;
  private static final String[] CONFIGURATION = {
    "Description",
    "Environment",
    "Handler",
    "LoggingConfig",
    "MemorySize",
    "Role",
    "Runtime",
    "Timeout"
  };

  @Override
  public String name() {
    return "AWS::Lambda::Function";
  }

  @Override
  public Set<String> actsOn() {
    return Paths.of(
        Paths.inside("Code", "S3Bucket", "S3Key", "S3ObjectVersion"),
        "FunctionName",
        "Description",
        "Runtime",
        "Handler",
        "Role",
        "MemorySize",
        "Timeout",
        "Architectures",
        "Environment",
        "Environment.Variables",
        "LoggingConfig",
        "LoggingConfig.LogGroup",
        "LoggingConfig.LogFormat",
        "ReservedConcurrentExecutions",
        "Tags");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var name = properties.text("FunctionName").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
    calls.begins(name);
    calls.once(request(name, properties, Tags.of(wanted)));
    properties
        .number("ReservedConcurrentExecutions")
        .ifPresent(most -> calls.call(reserved(name, most)));
    return made(name, calls);
  }

  private static CreateFunctionRequest request(String name, Properties properties, Tags tags) {
    var request =
        CreateFunctionRequest.builder()
            .functionName(name)
            .role(properties.required("Role"))
            .code(code(properties.part("Code").orElse(Properties.NONE)));
    properties.text("Description").ifPresent(request::description);
    properties.text("Runtime").ifPresent(request::runtime);
    properties.text("Handler").ifPresent(request::handler);
    properties.number("MemorySize").ifPresent(request::memorySize);
    properties.number("Timeout").ifPresent(request::timeout);
    if (properties.has("Architectures")) {
      request.architecturesWithStrings(properties.texts("Architectures"));
    }
    if (properties.has("Environment")) {
      request.environment(environment(properties));
    }
    if (properties.has("LoggingConfig")) {
      request.loggingConfig(logging(properties, name));
    }
    return tags.isEmpty() ? request.build() : request.tags(tags.all()).build();
  }

  private static FunctionCode code(Properties code) {
    var shape = FunctionCode.builder();
    code.text("S3Bucket").ifPresent(shape::s3Bucket);
    code.text("S3Key").ifPresent(shape::s3Key);
    code.text("S3ObjectVersion").ifPresent(shape::s3ObjectVersion);
    return shape.build();
  }

  private static Environment environment(Properties properties) {
    var environment = properties.part("Environment").orElse(Properties.NONE);
    return Environment.builder().variables(environment.map("Variables")).build();
  }

  /// A log group is always named: Lambda keeps the one it has where none is.
  private static LoggingConfig logging(Properties properties, String name) {
    var logging = properties.part("LoggingConfig").orElse(Properties.NONE);
    return LoggingConfig.builder()
        .logFormat(logging.text("LogFormat").orElse("Text"))
        .logGroup(logging.text("LogGroup").orElse("/aws/lambda/" + name))
        .build();
  }

  /// AWS waits here until the function is active, which it is at once.
  private static Made made(String name, Calls calls) {
    var answer =
        (GetFunctionResponse) calls.call(GetFunctionRequest.builder().functionName(name).build());
    var function = answer.configuration();
    return Made.of(
        name,
        Map.of(
            "Arn",
            function.functionArn(),
            "SnapStartResponse.ApplyOn",
            function.snapStart().applyOnAsString(),
            "SnapStartResponse.OptimizationStatus",
            function.snapStart().optimizationStatusAsString()));
  }

  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var name = standing.physicalId();
    if (!before.agrees(after, CONFIGURATION)) {
      calls.call(configuration(name, before, after));
    }
    if (!before.agrees(after, "Code", "Architectures")) {
      calls.call(code(name, after));
    }
    if (!before.agrees(after, "ReservedConcurrentExecutions")) {
      calls.call(
          after
              .number("ReservedConcurrentExecutions")
              .map(most -> reserved(name, most))
              .orElseGet(
                  () -> DeleteFunctionConcurrencyRequest.builder().functionName(name).build()));
    }
    var made = made(name, calls);
    tag(made.attributes().getOrDefault("Arn", ""), Tags.of(standing), Tags.of(wanted), calls);
    return made;
  }

  /// All of it, so that what the template no longer says is as for a new function. The role only
  /// where it is another: naming it needs `iam:PassRole`.
  private static SdkPojo configuration(String name, Properties before, Properties after) {
    var request =
        UpdateFunctionConfigurationRequest.builder()
            .functionName(name)
            .description(after.text("Description").orElse(""))
            .memorySize(after.number("MemorySize").orElse(USUAL_MEMORY))
            .timeout(after.number("Timeout").orElse(USUAL_TIMEOUT))
            .environment(environment(after));
    after.text("Runtime").ifPresent(request::runtime);
    after.text("Handler").ifPresent(request::handler);
    if (!before.agrees(after, "Role")) {
      request.role(after.required("Role"));
    }
    if (!before.agrees(after, "LoggingConfig")) {
      request.loggingConfig(logging(after, name));
    }
    return request.build();
  }

  private static SdkPojo code(String name, Properties after) {
    var code = after.part("Code").orElse(Properties.NONE);
    var request = UpdateFunctionCodeRequest.builder().functionName(name);
    code.text("S3Bucket").ifPresent(request::s3Bucket);
    code.text("S3Key").ifPresent(request::s3Key);
    code.text("S3ObjectVersion").ifPresent(request::s3ObjectVersion);
    var architectures = after.texts("Architectures");
    if (architectures.isEmpty()) {
      request.architecturesWithStrings("x86_64");
    } else {
      request.architecturesWithStrings(architectures);
    }
    return request.build();
  }

  private static SdkPojo reserved(String name, int most) {
    return PutFunctionConcurrencyRequest.builder()
        .functionName(name)
        .reservedConcurrentExecutions(most)
        .build();
  }

  private static void tag(String arn, Tags before, Tags after, Calls calls) {
    var put = after.since(before);
    var gone = after.goneSince(before);
    if (!put.isEmpty()) {
      calls.call(TagResourceRequest.builder().resource(arn).tags(put.all()).build());
    }
    if (!gone.isEmpty()) {
      calls.call(UntagResourceRequest.builder().resource(arn).tagKeys(gone).build());
    }
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    Gone.isFine(calls, DeleteFunctionRequest.builder().functionName(standing.physicalId()).build());
  }
}
