package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.RestJson;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateAliasRequest;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteAliasRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListTagsRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateAliasRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;

/// Lambda's paths. See AWS: "Lambda API reference", the `Request Syntax` of each operation.
final class Routes {
  /// @param path `{Name}` stands for one part
  record Route(String method, String path, Reading reading) {}

  interface Reading {
    SdkPojo of(RestJson protocol, Request request, Map<String, String> labels, byte[] body);
  }

  static final List<Route> ALL =
      List.of(
          new Route(
              "POST",
              "/2015-03-31/functions",
              (p, r, l, b) -> p.read(CreateFunctionRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/functions",
              (p, r, l, b) -> p.read(ListFunctionsRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/functions/{FunctionName}",
              (p, r, l, b) -> p.read(GetFunctionRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/2015-03-31/functions/{FunctionName}",
              (p, r, l, b) -> p.read(DeleteFunctionRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/2015-03-31/functions/{FunctionName}/code",
              (p, r, l, b) -> p.read(UpdateFunctionCodeRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/functions/{FunctionName}/configuration",
              (p, r, l, b) -> p.read(GetFunctionConfigurationRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/2015-03-31/functions/{FunctionName}/configuration",
              (p, r, l, b) -> p.read(UpdateFunctionConfigurationRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/2015-03-31/functions/{FunctionName}/policy",
              (p, r, l, b) -> p.read(AddPermissionRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/functions/{FunctionName}/policy",
              (p, r, l, b) -> p.read(GetPolicyRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/2015-03-31/functions/{FunctionName}/policy/{StatementId}",
              (p, r, l, b) -> p.read(RemovePermissionRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/2015-03-31/functions/{FunctionName}/invocations",
              (p, r, l, b) -> p.read(InvokeRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/2019-09-25/functions/{FunctionName}/event-invoke-config",
              (p, r, l, b) -> p.read(PutFunctionEventInvokeConfigRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/2019-09-25/functions/{FunctionName}/event-invoke-config",
              (p, r, l, b) -> p.read(UpdateFunctionEventInvokeConfigRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2019-09-25/functions/{FunctionName}/event-invoke-config",
              (p, r, l, b) -> p.read(GetFunctionEventInvokeConfigRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2019-09-25/functions/{FunctionName}/event-invoke-config/list",
              (p, r, l, b) -> p.read(ListFunctionEventInvokeConfigsRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/2019-09-25/functions/{FunctionName}/event-invoke-config",
              (p, r, l, b) -> p.read(DeleteFunctionEventInvokeConfigRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/2017-10-31/functions/{FunctionName}/concurrency",
              (p, r, l, b) -> p.read(PutFunctionConcurrencyRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2019-09-30/functions/{FunctionName}/concurrency",
              (p, r, l, b) -> p.read(GetFunctionConcurrencyRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/2017-10-31/functions/{FunctionName}/concurrency",
              (p, r, l, b) -> p.read(DeleteFunctionConcurrencyRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/2015-03-31/functions/{FunctionName}/versions",
              (p, r, l, b) -> p.read(PublishVersionRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/functions/{FunctionName}/versions",
              (p, r, l, b) -> p.read(ListVersionsByFunctionRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/2015-03-31/functions/{FunctionName}/aliases",
              (p, r, l, b) -> p.read(CreateAliasRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/functions/{FunctionName}/aliases",
              (p, r, l, b) -> p.read(ListAliasesRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
              (p, r, l, b) -> p.read(GetAliasRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
              (p, r, l, b) -> p.read(UpdateAliasRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/2015-03-31/functions/{FunctionName}/aliases/{Name}",
              (p, r, l, b) -> p.read(DeleteAliasRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2017-03-31/tags/{Resource}",
              (p, r, l, b) -> p.read(ListTagsRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/2017-03-31/tags/{Resource}",
              (p, r, l, b) -> p.read(TagResourceRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/2017-03-31/tags/{Resource}",
              (p, r, l, b) -> p.read(UntagResourceRequest.builder(), r, l, b)),
          new Route(
              "POST",
              "/2015-03-31/event-source-mappings",
              (p, r, l, b) -> p.read(CreateEventSourceMappingRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/event-source-mappings",
              (p, r, l, b) -> p.read(ListEventSourceMappingsRequest.builder(), r, l, b)),
          new Route(
              "GET",
              "/2015-03-31/event-source-mappings/{UUID}",
              (p, r, l, b) -> p.read(GetEventSourceMappingRequest.builder(), r, l, b)),
          new Route(
              "PUT",
              "/2015-03-31/event-source-mappings/{UUID}",
              (p, r, l, b) -> p.read(UpdateEventSourceMappingRequest.builder(), r, l, b)),
          new Route(
              "DELETE",
              "/2015-03-31/event-source-mappings/{UUID}",
              (p, r, l, b) -> p.read(DeleteEventSourceMappingRequest.builder(), r, l, b)));

  private Routes() {}
}
