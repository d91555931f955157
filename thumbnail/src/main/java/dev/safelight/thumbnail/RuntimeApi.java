package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.wire.http.Http;
import dev.safelight.wire.http.Origin;
import dev.safelight.wire.http.Response;
import dev.safelight.wire.http.Timeouts;
import dev.safelight.wire.json.Json;
import dev.safelight.wire.json.JsonPrinter;
import dev.safelight.wire.json.JsonReader;
import dev.safelight.wire.sigv4.Header;
import dev.safelight.wire.sigv4.HttpParts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lambda's side of the function: where events come from and answers go to.
///
/// An [IOException] means that Lambda cannot be talked to, and that the process should end. AWS:
/// AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
final class RuntimeApi {
  private static final byte[] NOTHING = {};
  private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";

  /// Of what Lambda says to an answer: a word or two. What is longer is not waited for.
  private static final int LONGEST = 64 << 10;

  private static final String ROOT = "/2018-06-01/runtime/";

  /// Lambda lets a function wait for the next event as long as it likes; a process lives for hours.
  private static final Timeouts PATIENT = new Timeouts(Duration.ofSeconds(5), Duration.ofDays(20));

  private final String authority;
  private final Origin origin;
  private final Http http = Http.plain(PATIENT);

  private RuntimeApi(String authority) {
    this.authority = authority;
    this.origin = Origin.of(URI.create("http://" + authority));
  }

  /// @throws IllegalArgumentException where the environment does not say where it is
  static RuntimeApi of(Map<String, String> environment) {
    var authority = environment.getOrDefault("AWS_LAMBDA_RUNTIME_API", "");
    if (authority.isEmpty()) {
      throw new IllegalArgumentException(
          "AWS_LAMBDA_RUNTIME_API is not set: Lambda starts this program, or a stand-in for it");
    }
    return new RuntimeApi(authority);
  }

  /// The next call, however long it takes; empty where there will be none (410, which Lambda itself
  /// never says: it stops the process).
  Optional<Invocation> next() throws IOException {
    try (var response = call("GET", "invocation/next", List.of(), NOTHING)) {
      if (response.status() == 410) {
        return Optional.empty();
      }
      if (response.status() != 200) {
        throw new IOException(
            "the Runtime API answered " + response.status() + " to invocation/next");
      }
      // One byte more than can be read shows that there was more.
      return Optional.of(
          new Invocation(
              header(response, "Lambda-Runtime-Aws-Request-Id"),
              Instant.ofEpochMilli(Long.parseLong(header(response, "Lambda-Runtime-Deadline-Ms"))),
              response.body().readNBytes(JsonReader.LONGEST + 1)));
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
    var bytes = JsonPrinter.print(body).getBytes(UTF_8);
    var headers = new ArrayList<Header>();
    headers.add(new Header("Content-Type", "application/json"));
    if (!errorType.isEmpty()) {
      headers.add(new Header(ERROR_TYPE, errorType));
    }
    try (var response = call("POST", path, headers, bytes)) {
      response.body().readNBytes(LONGEST); // so that the connection serves the next call
      // Lambda gave the call up (403, 404: the id is no longer outstanding): the next one may come.
      if (response.status() >= 500) {
        throw new IOException("the Runtime API answered " + response.status() + " to " + path);
      }
    }
  }

  private Response call(String method, String path, List<Header> headers, byte[] body)
      throws IOException {
    var all = new ArrayList<Header>();
    all.add(new Header("Host", authority));
    all.addAll(headers);
    return http.send(origin, new HttpParts(method, ROOT + path, all), body);
  }

  private static String header(Response response, String name) throws IOException {
    var value = response.header(name);
    if (value.isEmpty()) {
      throw new IOException("the Runtime API sent an event without " + name);
    }
    return value;
  }
}
