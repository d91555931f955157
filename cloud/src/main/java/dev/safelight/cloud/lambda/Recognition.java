package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.InMemory;
import dev.safelight.cloud.protocol.RestJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;

/// Which operation a method and path, or a shape, asks for. See AWS: "Lambda API reference", the
/// `Request Syntax` of each operation.
final class Recognition {
  private final RestJson protocol;

  Recognition(RestJson protocol) {
    this.protocol = protocol;
  }

  Recognised<LambdaOperation> of(Request request, String account) {
    // Clients send the collection's path with and without a slash at its end.
    var path = request.path();
    var parts = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path).split("/", -1);
    for (var route : Routes.ALL) {
      if (route.method().equals(request.method())) {
        var labels = labels(route.path().split("/", -1), parts);
        if (labels.isPresent()) {
          return new Recognised.As<>(read(route, request, labels.get(), account));
        }
      }
    }
    return unknown(request);
  }

  private static Recognised<LambdaOperation> unknown(Request request) {
    return new Recognised.Unknown<>(OtherOperations.name(request));
  }

  private LambdaOperation read(
      Routes.Route route, Request request, Map<String, String> labels, String account) {
    var shape = route.reading().of(protocol, request, labels, InMemory.bytes(request.payload()));
    var operation =
        of(shape, account, request.region())
            .orElseThrow(() -> new IllegalStateException("a route to no operation"));
    requireIn(operation, request.region());
    return operation;
  }

  /// What the `{Name}`s stand for; empty where the paths differ.
  private static Optional<Map<String, String>> labels(String[] template, String[] parts) {
    if (template.length != parts.length) {
      return Optional.empty();
    }
    var labels = new HashMap<String, String>();
    for (int i = 0; i < parts.length; i++) {
      if (template[i].startsWith("{") && !parts[i].isEmpty()) {
        var name = template[i].substring(1, template[i].length() - 1);
        labels.put(name, URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8));
      } else if (!template[i].equals(parts[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(labels);
  }

  private static void requireIn(LambdaOperation operation, String region) {
    if (operation instanceof LambdaOperation.OnFunction on) {
      on.function().requireIn(region);
    }
  }

  static Optional<LambdaOperation> of(SdkPojo shape, String account, String region) {
    return Optional.ofNullable(
        switch (shape) {
          case CreateFunctionRequest r ->
              create(r, FunctionArn.unqualified(r.functionName(), region, account));
          case GetFunctionRequest r ->
              new LambdaOperation.GetFunction(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          case GetFunctionConfigurationRequest r ->
              new LambdaOperation.GetFunctionConfiguration(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          case ListFunctionsRequest r -> new LambdaOperation.ListFunctions(region, account, r);
          case UpdateFunctionCodeRequest r ->
              new LambdaOperation.UpdateFunctionCode(
                  FunctionArn.unqualified(r.functionName(), region, account), r);
          case UpdateFunctionConfigurationRequest r ->
              update(r, FunctionArn.unqualified(r.functionName(), region, account));
          case DeleteFunctionRequest r -> {
            if (FunctionArn.LATEST.equals(r.qualifier())) {
              throw Configuration.invalid(
                  "$LATEST version cannot be deleted without deleting the function.");
            }
            yield new LambdaOperation.DeleteFunction(
                FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          }
          case AddPermissionRequest r -> {
            if (FunctionArn.LATEST.equals(r.qualifier())) {
              throw Configuration.invalid(
                  "We currently do not support adding policies for $LATEST.");
            }
            yield new LambdaOperation.AddPermission(
                FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
          }
          case RemovePermissionRequest r ->
              new LambdaOperation.RemovePermission(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
          case GetPolicyRequest r ->
              new LambdaOperation.GetPolicy(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          case InvokeRequest r ->
              new LambdaOperation.Invoke(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
          default -> {
            Optional<LambdaOperation> other =
                VersionOperation.of(shape, account, region).map(one -> one);
            yield other
                .or(() -> MappingOperation.of(shape, account, region))
                .orElse(setting(shape, account, region));
          }
        });
  }

  private static @Nullable LambdaOperation setting(SdkPojo shape, String account, String region) {
    return switch (shape) {
      case PutFunctionEventInvokeConfigRequest r ->
          new SettingOperation.PutFunctionEventInvokeConfig(
              FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
      case UpdateFunctionEventInvokeConfigRequest r ->
          new SettingOperation.UpdateFunctionEventInvokeConfig(
              FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
      case GetFunctionEventInvokeConfigRequest r ->
          new SettingOperation.GetFunctionEventInvokeConfig(
              FunctionArn.of(r.functionName(), r.qualifier(), region, account));
      case ListFunctionEventInvokeConfigsRequest r ->
          new SettingOperation.ListFunctionEventInvokeConfigs(
              FunctionArn.unqualified(r.functionName(), region, account), r);
      case DeleteFunctionEventInvokeConfigRequest r ->
          new SettingOperation.DeleteFunctionEventInvokeConfig(
              FunctionArn.of(r.functionName(), r.qualifier(), region, account));
      case PutFunctionConcurrencyRequest r ->
          new SettingOperation.PutFunctionConcurrency(
              FunctionArn.unqualified(r.functionName(), region, account), r);
      case GetFunctionConcurrencyRequest r ->
          new SettingOperation.GetFunctionConcurrency(
              FunctionArn.unqualified(r.functionName(), region, account));
      case DeleteFunctionConcurrencyRequest r ->
          new SettingOperation.DeleteFunctionConcurrency(
              FunctionArn.unqualified(r.functionName(), region, account));
      default -> null;
    };
  }

  /// The role is looked at here, because the operation's accesses name it.
  private static LambdaOperation create(CreateFunctionRequest request, FunctionArn function) {
    Configuration.role(function, request.role());
    return new LambdaOperation.CreateFunction(function, request);
  }

  private static LambdaOperation update(
      UpdateFunctionConfigurationRequest request, FunctionArn function) {
    if (request.role() != null) {
      Configuration.role(function, request.role());
    }
    return new LambdaOperation.UpdateFunctionConfiguration(function, request);
  }
}
