package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Access;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.TagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UntagResourceRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;

/// How a function's events are run: how many at once, how often again, and who is told; and its
/// tags. See AWS: "Configuring reserved concurrency for a function", "Configuring error handling
/// settings for Lambda asynchronous invocations".
sealed interface SettingOperation extends LambdaOperation.OnFunction {
  @Override
  default List<Access> needs() {
    return List.of(Access.to("lambda:" + name(), function().toString()));
  }

  record PutFunctionEventInvokeConfig(
      FunctionArn function, PutFunctionEventInvokeConfigRequest request)
      implements SettingOperation {}

  record UpdateFunctionEventInvokeConfig(
      FunctionArn function, UpdateFunctionEventInvokeConfigRequest request)
      implements SettingOperation {}

  record GetFunctionEventInvokeConfig(FunctionArn function) implements SettingOperation {}

  record ListFunctionEventInvokeConfigs(
      FunctionArn function, ListFunctionEventInvokeConfigsRequest request)
      implements SettingOperation {}

  record DeleteFunctionEventInvokeConfig(FunctionArn function) implements SettingOperation {}

  record PutFunctionConcurrency(FunctionArn function, PutFunctionConcurrencyRequest request)
      implements SettingOperation {}

  record GetFunctionConcurrency(FunctionArn function) implements SettingOperation {}

  record DeleteFunctionConcurrency(FunctionArn function) implements SettingOperation {}

  record ListTags(FunctionArn function) implements SettingOperation {}

  record TagResource(FunctionArn function, TagResourceRequest request) implements SettingOperation {
    @Override
    public List<Access> needs() {
      var keys = new HashMap<String, List<String>>();
      request.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
      keys.put("aws:TagKeys", List.copyOf(request.tags().keySet()));
      return List.of(new Access("lambda:TagResource", function.toString(), keys));
    }
  }

  record UntagResource(FunctionArn function, UntagResourceRequest request)
      implements SettingOperation {
    @Override
    public List<Access> needs() {
      var keys = Map.of("aws:TagKeys", List.copyOf(request.tagKeys()));
      return List.of(new Access("lambda:UntagResource", function.toString(), keys));
    }
  }
}
