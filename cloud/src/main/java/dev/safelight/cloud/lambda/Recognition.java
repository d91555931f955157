package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.InMemory;
import dev.safelight.cloud.protocol.RestJson;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/// Which operation a method and path, or a shape, asks for. See AWS: "Lambda API reference", the
/// `Request Syntax` of each operation.
final class Recognition {
  private static final String FUNCTIONS = "/2015-03-31/functions";

  /// @param path below [#FUNCTIONS]; `{Name}` stands for one part
  private record Route(String method, String path, Reading reading) {}

  private interface Reading {
    SdkPojo of(RestJson protocol, Request request, Map<String, String> labels, byte[] body);
  }

  private static final List<Route> ROUTES =
      List.of(
          new Route("POST", "", (p, r, l, b) -> p.read(CreateFunctionRequest.builder(), r, l, b)),
          new Route("GET", "", (p, r, l, b) -> p.read(ListFunctionsRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/{FunctionName}",
              (p, r, l, b) -> p.read(GetFunctionRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/{FunctionName}",
              (p, r, l, b) -> p.read(DeleteFunctionRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/{FunctionName}/code",
              (p, r, l, b) -> p.read(UpdateFunctionCodeRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/{FunctionName}/configuration",
              (p, r, l, b) -> p.read(GetFunctionConfigurationRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/{FunctionName}/configuration",
              (p, r, l, b) -> p.read(UpdateFunctionConfigurationRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/{FunctionName}/policy",
              (p, r, l, b) -> p.read(AddPermissionRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/{FunctionName}/policy",
              (p, r, l, b) -> p.read(GetPolicyRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/{FunctionName}/policy/{StatementId}",
              (p, r, l, b) -> p.read(RemovePermissionRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/{FunctionName}/invocations",
              (p, r, l, b) -> p.read(InvokeRequest.builder(), r, l, b)));

  private final RestJson protocol;

  Recognition(RestJson protocol) {
    this.protocol = protocol;
  }

  Recognised<LambdaOperation> of(Request request, String account) {
    var path = request.path();
    if (!path.startsWith(FUNCTIONS)) {
      return unknown(request);
    }
    // Clients send the collection's path with and without a slash at its end.
    var below = path.substring(FUNCTIONS.length());
    var parts =
        (below.endsWith("/") ? below.substring(0, below.length() - 1) : below).split("/", -1);
    for (var route : ROUTES) {
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
      Route route, Request request, Map<String, String> labels, String account) {
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
              create(r, FunctionArn.of(r.functionName(), null, region, account));
          case GetFunctionRequest r ->
              new LambdaOperation.GetFunction(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          case GetFunctionConfigurationRequest r ->
              new LambdaOperation.GetFunctionConfiguration(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          case ListFunctionsRequest r -> new LambdaOperation.ListFunctions(region, account, r);
          case UpdateFunctionCodeRequest r ->
              new LambdaOperation.UpdateFunctionCode(
                  FunctionArn.of(r.functionName(), null, region, account), r);
          case UpdateFunctionConfigurationRequest r ->
              update(r, FunctionArn.of(r.functionName(), null, region, account));
          case DeleteFunctionRequest r ->
              new LambdaOperation.DeleteFunction(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          case AddPermissionRequest r ->
              new LambdaOperation.AddPermission(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
          case RemovePermissionRequest r ->
              new LambdaOperation.RemovePermission(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
          case GetPolicyRequest r ->
              new LambdaOperation.GetPolicy(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account));
          case InvokeRequest r ->
              new LambdaOperation.Invoke(
                  FunctionArn.of(r.functionName(), r.qualifier(), region, account), r);
          default -> null;
        });
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
