package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.wire.json.Json;
import dev.safelight.wire.json.JsonPrinter;
import dev.safelight.wire.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lambda's side of the function: where events come from and answers go to.
///
/// An [IOException] means that Lambda cannot be talked to, and that the process should end. AWS:
/// AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
final class RuntimeApi {
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

  private final URI root;

  private RuntimeApi(URI root) {
    this.root = root;
  }

  /// @throws IllegalArgumentException where the environment does not say where it is
  static RuntimeApi of(Map<String, String> environment) {
    var authority = environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", "");
    if (authority.isEmpty()) {
      throw new IllegalArgumentException(
          "AWS_LAMBDA_RUNTIME_API is not set: Lambda starts this program, or a stand-in for it");
    }
    return new RuntimeApi(URI.create("http://" + authority + "/2018-06-01/runtime/"));
  }

  /// The next call, however long it takes; empty where there will be none (410, which Lambda itself
  /// never says: it stops the process).
  Optional<Invocation> next() throws IOException {
    var call = open("invocation/next");
    int status = call.getResponseCode();
    if (status == HttpURLConnection.HTTP_GONE) {
      return Optional.empty();
    }
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException("the Runtime API answered " + status + " to invocation/next");
    }
    try (var body = call.getInputStream()) {
      // One byte more than can be read shows that there was more.
      return Optional.of(
          new Invocation(
              header(call, "Lambda-Runtime-Aws-Request-Id"),
              Instant.ofEpochMilli(Long.parseLong(header(call, "Lambda-Runtime-Deadline-Ms"))),
              body.readNBytes(JsonReader.LONGEST + 1)));
    }
  }

  void respond(Invocation invocation, Json answer) throws IOException {
    post("invocation/" + invocation.requestId() + "/response", answer, "");
  }

  /// The call failed; Lambda may repeat it.
  void fail(Invocation invocation, String type, String message) throws IOException {
    post("invocation/" + invocation.requestId() + "/error", error(type, message), type);
  }

  /// The function cannot begin.
  void failToBegin(String type, String message) throws IOException {
    post("init/error", error(type, message), type);
  }

  private static Json error(String type, String message) {
    var error = new LinkedHashMap<String, Json>();
    error.put("errorMessage", Json.of(message));
    error.put("errorType", Json.of(type));
    return new Json.Members(error);
  }

  private void post(String path, Json body, String errorType) throws IOException {
    var call = open(path);
    var bytes = JsonPrinter.print(body).getBytes(UTF_8);
    call.setRequestMethod("POST");
    call.setDoOutput(true);
    // Streaming keeps HttpURLConnection from sending it twice.
    call.setFixedLengthStreamingMode(bytes.length);
    call.setRequestProperty("Content-Type", "application/json");
    if (!errorType.isEmpty()) {
      call.setRequestProperty(ERROR_TYPE, errorType);
    }
    try (var output = call.getOutputStream()) {
      output.write(bytes);
    }
    int status = call.getResponseCode();
    drain(status < 400 ? call.getInputStream() : call.getErrorStream());
    // Lambda gave the call up (403, 404: the id is no longer outstanding): the next one may come.
    if (status >= 500) {
      throw new IOException("the Runtime API answered " + status + " to " + path);
    }
  }

  private static void drain(@Nullable InputStream body) throws IOException {
    if (body != null) {
      try (body) {
        body.readAllBytes(); // so that the connection serves the next call
      }
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    var connection = (HttpURLConnection) root.resolve(path).toURL().openConnection();
    connection.setUseCaches(false);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static String header(HttpURLConnection call, String name) throws IOException {
    var value = call.getHeaderField(name);
    if (value == null || value.isEmpty()) {
      throw new IOException("the Runtime API sent an event without " + name);
    }
    return value;
  }
}
