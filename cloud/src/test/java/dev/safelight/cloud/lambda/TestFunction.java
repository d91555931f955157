package dev.safelight.cloud.lambda;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A function for the tests: its handler's name says what it does. It runs in a process of its own,
/// with nothing but the JDK, and talks to the Runtime API as any custom runtime does.
final class TestFunction {
  private TestFunction() {}

  /// A package whose bootstrap runs this class in this JVM's JDK.
  static Zip zip() {
    return new Zip().with("bootstrap", Zip.SCRIPT, bootstrap());
  }

  private static String bootstrap() {
    return """
    #!/bin/sh
    tr '\\0' '\\n' < /proc/$$/environ > "$TMPDIR/environ"
    exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp %s %s
    """
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            Path.of("target/test-classes").toAbsolutePath(),
            TestFunction.class.getName());
  }

  private static int events;

  public static void main(String[] arguments) throws Exception {
    var handler = System.getenv("_HANDLER");
    if (handler.equals("crash.init")) {
      System.out.println("cannot begin");
      System.exit(1);
    }
    if (handler.equals("error.init")) {
      post(
          "init/error",
          "{\"errorMessage\":\"no config\",\"errorType\":\"Init\"}"
              .getBytes(StandardCharsets.UTF_8));
      System.exit(1);
    }
    if (handler.equals("hang.init")) {
      Thread.sleep(Long.MAX_VALUE);
    }
    while (true) {
      var next = open("invocation/next");
      byte[] payload;
      try (var in = next.getInputStream()) {
        payload = in.readAllBytes();
      }
      events++;
      handle(handler, next, payload);
    }
  }

  private static void handle(String handler, HttpURLConnection next, byte[] payload)
      throws Exception {
    var id = next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
    var response = "invocation/" + id + "/response";
    var json = new String(payload, StandardCharsets.UTF_8);
    var text = json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    switch (handler) {
      case "echo" -> post(response, payload);
      case "last" -> {
        // Reports the last message of a batch as failed.
        var ids =
            java.util.regex.Pattern.compile("\"messageId\":\"([^\"]+)\"")
                .matcher(json)
                .results()
                .map(found -> found.group(1))
                .toList();
        post(
            response,
            ("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + ids.getLast() + "\"}]}")
                .getBytes(StandardCharsets.UTF_8));
      }
      case "error" ->
          post(
              "invocation/" + id + "/error",
              "{\"errorMessage\":\"no\",\"errorType\":\"E\"}".getBytes(StandardCharsets.UTF_8));
      case "count" ->
          post(
              response,
              (ProcessHandle.current().pid() + " " + events).getBytes(StandardCharsets.UTF_8));
      case "crash" -> System.exit(3);
      case "killed" -> new ProcessBuilder("/bin/sh", "-c", "kill -9 $PPID").start().waitFor();
      case "environment" ->
          post(response, Files.readAllBytes(Path.of(System.getenv("TMPDIR"), "environ")));
      case "print" -> {
        System.out.println("to stdout " + text);
        System.err.println("to stderr \u001b[31m");
        System.out.print("unended");
        System.out.flush();
        post(response, payload);
      }
      case "print.much" -> {
        var line = "x".repeat(1023);
        for (int i = 0; i < 4096; i++) {
          System.out.println(line);
        }
        System.out.println("last line");
        post(response, payload);
      }
      case "answer.much" -> {
        var much = new byte[RuntimeApi.MOST_BYTES + 1];
        Arrays.fill(much, (byte) ' ');
        post(response, much);
      }
      case "headers" ->
          post(
              response,
              (next.getHeaderField("Lambda-Runtime-Invoked-Function-Arn")
                      + " "
                      + (Long.parseLong(next.getHeaderField("Lambda-Runtime-Deadline-Ms")) > 0)
                      + " "
                      + post("invocation/8476a536-e9f4-11e8-9739-2dfe598c3fcd/response", payload))
                  .getBytes(StandardCharsets.UTF_8));
      case "flaky" -> {
        // The payload is a file; each attempt adds a byte to it.
        var file = Path.of(text.strip());
        var before = Files.size(file);
        Files.write(file, new byte[1], java.nio.file.StandardOpenOption.APPEND);
        if (before < 2) {
          post(
              "invocation/" + id + "/error",
              "{\"errorType\":\"Flaky\"}".getBytes(StandardCharsets.UTF_8));
        } else {
          post(response, payload);
        }
      }
      case "meet" -> {
        // Answers once two processes have left their names in the payload's folder.
        var pid = String.valueOf(ProcessHandle.current().pid());
        Files.createFile(Path.of(text, pid));
        while (Path.of(text).toFile().list().length < 2) {
          Thread.onSpinWait();
        }
        post(response, pid.getBytes(StandardCharsets.UTF_8));
      }
      case "hang" -> {
        // A grandchild whose parent is gone, and which holds our output open.
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "sleep 600 & echo $! > " + text + ".new; mv " + text + ".new " + text)
            .inheritIO()
            .start()
            .waitFor();
        Thread.sleep(Long.MAX_VALUE);
      }
      default -> throw new IllegalArgumentException(handler);
    }
  }

  private static HttpURLConnection open(String path) throws IOException {
    var root = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
    return (HttpURLConnection) URI.create(root + path).toURL().openConnection();
  }

  private static int post(String path, byte[] body) throws IOException {
    var connection = open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (var out = connection.getOutputStream()) {
      out.write(body);
    }
    return connection.getResponseCode();
  }
}
