package dev.safelight.cloud.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects that are `Context` and `LambdaLogger` as the function's own package declares them.
final class Contexts {
  private final Class<?> type;
  private final Map<String, String> environment;
  private final InstantSource clock;

  Contexts(Class<?> type, Map<String, String> environment, InstantSource clock) {
    this.type = type;
    this.environment = environment;
    this.clock = clock;
  }

  Object of(Call call) {
    return proxy(type, (proxy, method, arguments) -> answer(call, proxy, method, arguments));
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  /// `null` where there is none, as without Cognito and mobile clients there is.
  private @Nullable Object answer(
      Call call, Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "getAwsRequestId" -> call.requestId();
      case "getInvokedFunctionArn" -> call.functionArn();
      case "getRemainingTimeInMillis" -> (int) Math.max(0, call.deadline() - clock.millis());
      case "getFunctionName" -> variable("AWS_LAMBDA_FUNCTION_NAME");
      case "getFunctionVersion" -> variable("AWS_LAMBDA_FUNCTION_VERSION");
      case "getLogGroupName" -> variable("AWS_LAMBDA_LOG_GROUP_NAME");
      case "getLogStreamName" -> variable("AWS_LAMBDA_LOG_STREAM_NAME");
      case "getMemoryLimitInMB" -> Integer.parseInt(variable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
      case "getLogger" -> proxy(method.getReturnType(), Contexts::log);
      default -> rest(proxy, method, arguments);
    };
  }

  private String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  private static @Nullable Object log(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (!method.getName().equals("log") || arguments == null) {
      return rest(proxy, method, arguments);
    }
    // With a level too: what is logged as text has none.
    System.out.println(
        arguments[0] instanceof byte[] bytes
            ? new String(bytes, UTF_8)
            : String.valueOf(arguments[0]));
    return null;
  }

  private static @Nullable Object rest(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && isSame(proxy, arguments[0]);
      case "toString" -> "Lambda's " + method.getDeclaringClass().getSimpleName();
      default ->
          method.isDefault() ? InvocationHandler.invokeDefault(proxy, method, arguments) : null;
    };
  }

  @SuppressWarnings("ReferenceEquality") // equals would come back here
  private static boolean isSame(Object proxy, Object other) {
    return proxy == other;
  }
}
