package dev.safelight.cloud.lambda;

import java.util.HexFormat;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TracingMode;

/// A function as AWS's shapes show it.
final class Shapes {
  private Shapes() {}

  /// A function or a version as itself.
  static FunctionConfiguration configuration(Definition function) {
    return configuration(function, function.versionArn());
  }

  /// @param arn by which it was asked for
  static FunctionConfiguration configuration(Definition function, FunctionArn arn) {
    var builder =
        FunctionConfiguration.builder()
            .functionName(function.arn().name())
            .functionArn(arn.toString())
            .runtime(function.runtime())
            .role(function.role())
            .handler(function.handler())
            .codeSize(function.size())
            .codeSha256(base64(function.hash()))
            .description(function.description())
            .timeout(function.timeout())
            .memorySize(function.memory())
            .lastModified(function.modified())
            .version(function.version())
            .tracingConfig(tracing -> tracing.mode(TracingMode.PASS_THROUGH))
            .revisionId(function.revision())
            .state(State.ACTIVE)
            .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
            .packageType(PackageType.ZIP)
            .architecturesWithStrings(function.architecture())
            .ephemeralStorage(storage -> storage.size(512))
            .snapStart(snap ->
                snap.applyOn(SnapStartApplyOn.NONE)
                    .optimizationStatus(SnapStartOptimizationStatus.OFF))
            .loggingConfig(logging -> logging.logFormat(LogFormat.TEXT).logGroup(function.logs()));
    if (!function.variables().isEmpty()) {
      builder.environment(environment -> environment.variables(function.variables()));
    }
    return builder.build();
  }

  /// Copies a configuration into another shape with the same members: AWS has one per operation.
  static <B extends SdkPojo> B into(B builder, SdkPojo configuration) {
    var targets =
        builder.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::memberName, field -> field));
    for (var source : configuration.sdkFields()) {
      var target = targets.get(source.memberName());
      if (target != null) {
        target.set(builder, source.getValueOrDefault(configuration));
      }
    }
    return builder;
  }

  static String base64(String hex) {
    return java.util.Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
