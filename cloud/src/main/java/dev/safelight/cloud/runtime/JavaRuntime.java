package dev.safelight.cloud.runtime;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.core.Versioned;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// The program that Lambda's `java25` and `java21` are here: loads the handler out of the
/// function's package, and hands it one event after another.
///
/// AWS: AWS Lambda Developer Guide, "Define Lambda function handler in Java", "Using the Lambda
/// runtime API for custom runtimes".
public final class JavaRuntime {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

  private final String root;

  private JavaRuntime(String authority) {
    this.root = "http://" + authority + "/2018-06-01/runtime/";
  }

  /// The command that starts it, without the variables that a function's process gets.
  ///
  /// @param memory the function's, in MB; most of it is for Java's heap, as on AWS
  public static List<String> command(int memory) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Xshare:auto",
        "-Xmx" + Math.max(64, memory * 85 / 100) + "m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath(),
        JavaRuntime.class.getName());
  }

  /// This package and what it needs, wherever they were loaded from.
  private static String classPath() {
    var places = new LinkedHashSet<String>();
    for (var type :
        List.of(JavaRuntime.class, JsonMapper.class, Versioned.class, JsonAutoDetect.class)) {
      try {
        var place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        places.add(Path.of(place).toString());
      } catch (URISyntaxException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return String.join(File.pathSeparator, places);
  }

  public static void main(String[] arguments) throws IOException {
    var environment = System.getenv();
    var runtime = new JavaRuntime(environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", ""));
    Handler handler;
    try {
      handler = Handler.load(environment, InstantSource.system());
    } catch (Throwable failure) { // also what a static initialiser throws
      failure.printStackTrace();
      runtime.post("init/error", error(failure), failure.getClass().getName());
      System.exit(1);
      return;
    }
    while (true) {
      runtime.serve(handler);
    }
  }

  private void serve(Handler handler) throws IOException {
    var next = open("invocation/next");
    byte[] event;
    try (var in = next.getInputStream()) {
      event = in.readAllBytes();
    }
    var call =
        new Call(
            next.getHeaderField("Lambda-Runtime-Aws-Request-Id"),
            next.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"),
            Long.parseLong(next.getHeaderField("Lambda-Runtime-Deadline-Ms")));
    byte[] answer;
    try {
      answer = handler.handle(event, call);
    } catch (Throwable failure) { // as AWS's own runtime: an Error ends the event, not the process
      failure.printStackTrace();
      post(
          "invocation/" + call.requestId() + "/error",
          error(failure),
          failure.getClass().getName());
      return;
    }
    post("invocation/" + call.requestId() + "/response", answer, "");
  }

  private static byte[] error(Throwable failure) throws IOException {
    var trace = new ArrayList<String>();
    Arrays.stream(failure.getStackTrace()).map(StackTraceElement::toString).forEach(trace::add);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("errorMessage", String.valueOf(failure.getMessage()));
    document.put("errorType", failure.getClass().getName());
    document.put("stackTrace", trace);
    return JSON.writeValueAsBytes(document);
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(root + path).toURL().openConnection();
  }

  private void post(String path, byte[] body, String errorType) throws IOException {
    var connection = open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json");
    if (!errorType.isEmpty()) {
      connection.setRequestProperty(ERROR_TYPE, errorType);
    }
    try (var out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      if (in != null) {
        in.readAllBytes(); // so that the connection serves the next call
      }
    }
  }
}
