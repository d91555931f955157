package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Access;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionEventInvokeConfigRequest;

/// How a function's events are run: how many at once, how often again, and who is told. See AWS:
/// "Configuring reserved concurrency for a function", "Configuring error handling settings for
/// Lambda asynchronous invocations".
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
}
