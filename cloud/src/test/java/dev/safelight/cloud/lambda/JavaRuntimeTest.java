package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/// Functions of Java runtimes, compiled here against the interfaces that they bring along.
class JavaRuntimeTest {
  private static final Map<String, String> INTERFACES =
      Map.of(
          "com/amazonaws/services/lambda/runtime/Context",
          """
          package com.amazonaws.services.lambda.runtime;
          public interface Context {
            String getAwsRequestId();
            String getLogGroupName();
            String getLogStreamName();
            String getFunctionName();
            String getFunctionVersion();
            String getInvokedFunctionArn();
            CognitoIdentity getIdentity();
            int getRemainingTimeInMillis();
            int getMemoryLimitInMB();
            LambdaLogger getLogger();
            default String getTenantId() { return "of the interface's own"; }
          }
          """,
          "com/amazonaws/services/lambda/runtime/CognitoIdentity",
          "package com.amazonaws.services.lambda.runtime; public interface CognitoIdentity {}",
          "com/amazonaws/services/lambda/runtime/LambdaLogger",
          """
          package com.amazonaws.services.lambda.runtime;
          public interface LambdaLogger { void log(String message); void log(byte[] message); }
          """,
          "com/amazonaws/services/lambda/runtime/RequestHandler",
          """
          package com.amazonaws.services.lambda.runtime;
          public interface RequestHandler<I, O> { O handleRequest(I input, Context context); }
          """,
          "com/amazonaws/services/lambda/runtime/RequestStreamHandler",
          """
          package com.amazonaws.services.lambda.runtime;
          import java.io.*;
          public interface RequestStreamHandler {
            void handleRequest(InputStream in, OutputStream out, Context context) throws IOException;
          }
          """);
  private static final Map<String, String> HANDLERS =
      Map.of(
          "example/Streams",
          """
          package example;
          import com.amazonaws.services.lambda.runtime.*;
          import java.io.*;
          public class Streams implements RequestStreamHandler {
            public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
              context.getLogger().log("logged by " + context.getFunctionName());
              out.write(("{\\"got\\":" + new String(in.readAllBytes(), "UTF-8") + ",\\"memory\\":" + context.getMemoryLimitInMB()
                  + ",\\"time\\":" + (context.getRemainingTimeInMillis() > 0) + ",\\"identity\\":\\"" + context.getIdentity()
                  + "\\",\\"tenant\\":\\"" + context.getTenantId() + "\\",\\"environment\\":\\"" + System.getenv("AWS_EXECUTION_ENV")
                  + "\\",\\"jackson\\":" + visible("com.fasterxml.jackson.databind.ObjectMapper") + "}").getBytes("UTF-8"));
            }
            static boolean visible(String name) {
              try { Class.forName(name); return true; } catch (ClassNotFoundException absent) { return false; }
            }
          }
          """,
          "example/Values",
          """
          package example;
          import com.amazonaws.services.lambda.runtime.*;
          import java.util.*;
          public class Values implements RequestHandler<Map<String, List<Integer>>, Values.Sum> {
            public static class Sum { public int sum; public String arn; }
            public Sum handleRequest(Map<String, List<Integer>> input, Context context) {
              Sum sum = new Sum();
              for (int each : input.get("numbers")) sum.sum += each;
              sum.arn = context.getInvokedFunctionArn();
              return sum;
            }
          }
          """,
          "example/Fails",
          """
          package example;
          import com.amazonaws.services.lambda.runtime.*;
          public class Fails implements RequestHandler<String, String> {
            public String handleRequest(String input, Context context) {
              if (input.equals("error")) throw new StackOverflowError("deep");
              throw new IllegalStateException("it cannot");
            }
          }
          """,
          "example/Breaks",
          """
          package example;
          import com.amazonaws.services.lambda.runtime.*;
          public class Breaks implements RequestHandler<String, String> {
            static { if (true) throw new IllegalStateException("broken at the start"); }
            public String handleRequest(String input, Context context) { return input; }
          }
          """,
          "example/Stranger",
          "package example; public class Stranger {}");

  @TempDir private static Path classes;
  @TempDir private Path temporary;
  private World world;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    write(INTERFACES);
    write(HANDLERS);
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-proc:none",
                "--release",
                "21",
                "-d",
                classes.toString()));
    for (var sources : List.of(INTERFACES, HANDLERS)) {
      sources.keySet().forEach(name -> command.add(classes.resolve(name + ".java").toString()));
    }
    var javac = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(javac.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(javac.waitFor()).as(said).isZero();
  }

  private static void write(Map<String, String> sources) throws IOException {
    for (var source : sources.entrySet()) {
      var file = classes.resolve(source.getKey() + ".java");
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
    }
  }

  @BeforeEach
  void open() {
    world = new World(temporary.resolve("data")).started();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java25", "java21"})
  void aStreamHandlerGetsItsBytesAndItsContext(String runtime) throws IOException {
    var response = invoke("example.Streams", runtime, "{\"ü\":1}");
    assertThat(response.payload().asUtf8String())
        .isEqualTo(
            "{\"got\":{\"ü\":1},\"memory\":128,\"time\":true,\"identity\":\"null\",\"tenant\":\"of the interface's own\",\"environment\":\"AWS_Lambda_%s\",\"jackson\":false}"
                .formatted(runtime));
    assertThat(tail(response)).contains("logged by example-Streams");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.Values", "example.Values::handleRequest"})
  void aHandlerOfValuesGetsThemInTheTypesThatItWrote(String handler) throws IOException {
    assertThat(invoke(handler, "java25", "{\"numbers\":[1,2,39]}").payload().asUtf8String())
        .startsWith("{\"sum\":42,\"arn\":\"arn:aws:lambda:");
  }

  @Test
  void anEventOfAnotherTypeIsAnErrorAndTheNextIsServed() throws IOException {
    assertThat(invoke("example.Values", "java25", "[]").functionError()).isEqualTo("Unhandled");
    assertThat(world.invoke("example.Values", "{\"numbers\":[1]}").functionError()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "x, java.lang.IllegalStateException, it cannot",
    "error, java.lang.StackOverflowError, deep"
  })
  void whatAHandlerThrowsIsToldByItsType(String input, String type, String message)
      throws IOException {
    var response = invoke("example.Fails", "java25", '"' + input + '"');
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String())
        .contains("\"errorMessage\":\"" + message + '"', "\"errorType\":\"" + type + '"')
        .contains("example.Fails.handleRequest");
  }

  @ParameterizedTest
  @CsvSource({
    "example.Absent, java.lang.ClassNotFoundException",
    "example.Breaks, java.lang.ExceptionInInitializerError",
    "example.Stranger, implements neither",
    "example.Values::other, must be a class"
  })
  void whatCannotBeginSaysWhy(String handler, String reason) throws IOException {
    var response = invoke(handler, "java25", "{}");
    assertThat(response.functionError()).isEqualTo("Unhandled");
    assertThat(response.payload().asUtf8String() + tail(response)).contains(reason);
  }

  private InvokeResponse invoke(String handler, String runtime, String payload) throws IOException {
    var request = World.request(World.name(handler), handler, zip()).runtime(runtime);
    world.call(request.build());
    return world.invoke(handler, payload);
  }

  private static String tail(InvokeResponse response) {
    return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
  }

  /// The handlers at the root, the interfaces in a jar.
  private static byte[] zip() throws IOException {
    var zip = new Zip();
    for (var name : List.of("Streams", "Values", "Values$Sum", "Fails", "Breaks", "Stranger")) {
      zip.with(
          "example/" + name + ".class",
          Zip.FILE,
          Files.readAllBytes(classes.resolve("example/" + name + ".class")));
    }
    var bytes = new ByteArrayOutputStream();
    try (var jar = new JarOutputStream(bytes)) {
      for (var name : INTERFACES.keySet()) {
        jar.putNextEntry(new JarEntry(name + ".class"));
        jar.write(Files.readAllBytes(classes.resolve(name + ".class")));
      }
    }
    return zip.with("lib/core.jar", Zip.FILE, bytes.toByteArray()).bytes();
  }
}
