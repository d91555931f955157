package dev.safelight.cloud.runtime;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;

/// A function's handler. Its class, and AWS's interfaces that it implements, come from the
/// function's own package: classes at its root, and the jars in `lib`.
final class Handler {
  private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Object handler;
  private final Method method;
  private final boolean streams;
  private final Contexts contexts;

  private Handler(Object handler, Method method, boolean streams, Contexts contexts) {
    this.handler = handler;
    this.method = method;
    this.streams = streams;
    this.contexts = contexts;
  }

  /// @throws ReflectiveOperationException where there is no such class, or it cannot be made
  /// @throws IllegalArgumentException where it is no handler
  static Handler load(Map<String, String> environment, InstantSource clock)
      throws ReflectiveOperationException, IOException {
    var name = environment.getOrDefault("_HANDLER", "");
    int colons = name.indexOf("::");
    if (colons >= 0 && !name.endsWith("::handleRequest")) {
      throw new IllegalArgumentException(
          "Handler must be a class that implements RequestStreamHandler or RequestHandler, or its handleRequest; was "
              + name);
    }
    var loader = loader(environment.getOrDefault("LAMBDA_TASK_ROOT", ""));
    Thread.currentThread().setContextClassLoader(loader);
    var type = Class.forName(colons < 0 ? name : name.substring(0, colons), true, loader);
    var contexts = new Contexts(loader.loadClass(PACKAGE + "Context"), environment, clock);
    boolean streams = implementing(type, loader, "RequestStreamHandler");
    if (!streams && !implementing(type, loader, "RequestHandler")) {
      throw new IllegalArgumentException(
          type.getName() + " implements neither RequestStreamHandler nor RequestHandler");
    }
    var made = type.getDeclaredConstructor();
    made.setAccessible(true);
    var method = method(type, streams, loader.loadClass(PACKAGE + "Context"));
    method.setAccessible(true);
    return new Handler(made.newInstance(), method, streams, contexts);
  }

  private static ClassLoader loader(String root) throws IOException {
    var places = new ArrayList<URL>();
    places.add(new File(root).toURI().toURL());
    var jars = new File(root, "lib").listFiles((_, name) -> name.endsWith(".jar"));
    if (jars != null) {
      Arrays.sort(jars); // AWS: in Unicode's order
      for (var jar : jars) {
        places.add(jar.toURI().toURL());
      }
    }
    return new URLClassLoader(
        "function", places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static boolean implementing(Class<?> type, ClassLoader loader, String name)
      throws ClassNotFoundException {
    return loader.loadClass(PACKAGE + name).isAssignableFrom(type);
  }

  /// The one with the types that were written, not the compiler's bridge to it.
  private static Method method(Class<?> type, boolean streams, Class<?> context)
      throws NoSuchMethodException {
    if (streams) {
      return type.getMethod("handleRequest", InputStream.class, OutputStream.class, context);
    }
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
        .filter(method -> method.getParameterCount() == 2)
        .filter(method -> method.getParameterTypes()[1].equals(context))
        .findFirst()
        .orElseThrow(() -> new NoSuchMethodException(type.getName() + ".handleRequest"));
  }

  byte[] handle(byte[] event, Call call) throws Throwable {
    try {
      var context = contexts.of(call);
      if (streams) {
        var answer = new ByteArrayOutputStream();
        method.invoke(handler, new ByteArrayInputStream(event), answer, context);
        return answer.toByteArray();
      }
      Type wanted = method.getGenericParameterTypes()[0];
      var input = JSON.readValue(event, JSON.constructType(wanted));
      return JSON.writeValueAsBytes(method.invoke(handler, input, context));
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }
}
