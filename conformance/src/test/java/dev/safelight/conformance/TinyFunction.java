package dev.safelight.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/// A custom runtime in one file: a process that takes events from the Runtime API and does what the
/// first argument of its bootstrap says.
final class TinyFunction {
  private TinyFunction() {}

  /// A package whose bootstrap runs this class in this JVM's JDK.
  ///
  /// @param arguments `echo`; `fail`; or `append` and a file, which gets a line for each event
  static byte[] zip(Path folder, String... arguments) {
    var file = folder.resolve("function-" + arguments[0] + ".zip");
    var uri = URI.create("jar:" + file.toUri());
    try {
      Files.deleteIfExists(file);
      try (var zip =
          FileSystems.newFileSystem(
              uri, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
        var bootstrap = zip.getPath("bootstrap");
        Files.writeString(bootstrap, bootstrap(arguments));
        Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return Files.readAllBytes(file);
    } catch (IOException | URISyntaxException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String bootstrap(String... arguments) throws URISyntaxException {
    var classes =
        Path.of(TinyFunction.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return """
    #!/bin/sh
    exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -Dstdout.encoding=UTF-8 -cp '%s' %s %s
    """
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            classes,
            TinyFunction.class.getName(),
            String.join(" ", arguments));
  }

  public static void main(String[] arguments) throws IOException {
    while (true) {
      var next = open("invocation/next");
      byte[] event;
      try (var in = next.getInputStream()) {
        event = in.readAllBytes();
      }
      var invocation = "invocation/" + next.getHeaderField("Lambda-Runtime-Aws-Request-Id");
      switch (arguments[0]) {
        case "fail" ->
            post(
                invocation + "/error",
                "{\"errorMessage\": \"it cannot\", \"errorType\": \"Refusal\"}".getBytes(UTF_8));
        case "append" -> {
          var line = new String(event, UTF_8).replace('\n', ' ') + "\n";
          Files.writeString(
              Path.of(arguments[1]), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          post(invocation + "/response", event);
        }
        default -> {
          System.out.println("got " + new String(event, UTF_8));
          post(invocation + "/response", event);
        }
      }
    }
  }

  private static HttpURLConnection open(String path) throws IOException {
    var root = "http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/";
    return (HttpURLConnection) URI.create(root + path).toURL().openConnection();
  }

  private static void post(String path, byte[] body) throws IOException {
    var connection = open(path);
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    try (var out = connection.getOutputStream()) {
      out.write(body);
    }
    if (connection.getResponseCode() >= 300) {
      throw new IOException(path + " was answered with " + connection.getResponseCode());
    }
  }
}
