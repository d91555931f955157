package dev.safelight.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.safelight.wire.client.Session;
import dev.safelight.wire.client.SignedClient;
import dev.safelight.wire.http.Timeouts;
import dev.safelight.wire.sigv4.Credentials;
import dev.safelight.wire.sigv4.Header;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Signed calls to one endpoint as one caller. Thread-safe.
public final class Aws {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Timeouts PATIENT =
      new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(2));

  private final Session session;
  private final SignedClient client;

  private Aws(Session session) {
    this.session = session;
    this.client = new SignedClient(session, InstantSource.system(), PATIENT);
  }

  /// A caller of the environment at an HTTPS endpoint.
  ///
  /// @param ca the certificate of the CA to trust, PEM
  public static Aws to(URI endpoint, Path ca, String region, Credentials credentials) {
    return new Aws(
        new Session(
            region, credentials, Map.of("AWS_ENDPOINT_URL", endpoint.toString()), ca.toString()));
  }

  /// A caller of whatever a session names.
  public static Aws of(Session session) {
    return new Aws(session);
  }

  /// What it signs with and where it calls.
  public Session session() {
    return session;
  }

  /// The client below, for what has a client of its own.
  public SignedClient client() {
    return client;
  }

  /// The same endpoint as another caller.
  public Aws as(String accessKeyId, String secretAccessKey, String sessionToken) {
    return new Aws(
        new Session(
            session.region(),
            new Credentials(accessKeyId, secretAccessKey, sessionToken),
            session.endpoints(),
            session.caBundle()));
  }

  public Result iam(String action, Map<String, String> parameters) {
    return query("iam", "2010-05-08", action, parameters);
  }

  public Result sts(String action, Map<String, String> parameters) {
    return query("sts", "2011-06-15", action, parameters);
  }

  /// A call of CloudFormation's.
  public Result cloudFormation(String action, Map<String, String> parameters) {
    return query("cloudformation", "2010-05-15", action, parameters);
  }

  /// A reading call of Lambda's.
  public Result lambda(String path) {
    return call("lambda", "GET", path, List.of(), new byte[0]);
  }

  /// A call of Lambda's.
  ///
  /// @param request becomes the JSON body, arrays of bytes as base64
  public Result lambda(String method, String path, Map<String, ?> request) {
    return call(
        "lambda",
        method,
        path,
        List.of(new Header("Content-Type", "application/json")),
        json(request));
  }

  /// A call of CloudWatch Logs'.
  ///
  /// @param request becomes the JSON body
  public Result logs(String action, Map<String, ?> request) {
    var headers =
        List.of(
            new Header("Content-Type", "application/x-amz-json-1.1"),
            new Header("X-Amz-Target", "Logs_20140328." + action));
    return call("logs", "POST", "/", headers, json(request));
  }

  /// A question to Safelight itself: AWS has no such service.
  ///
  /// @param request becomes the JSON body
  public Result safelight(String action, Map<String, ?> request) {
    var headers =
        List.of(
            new Header("Content-Type", "application/x-amz-json-1.1"),
            new Header("X-Amz-Target", "Safelight." + action));
    return call("safelight", "POST", "/", headers, json(request));
  }

  /// A call of S3's.
  ///
  /// @param target path and query, percent-encoded
  public Result s3(String method, String target, byte[] body) {
    return s3(method, target, List.of(), body);
  }

  /// The same with headers, such as `x-amz-expected-bucket-owner`.
  public Result s3(String method, String target, List<Header> headers, byte[] body) {
    return call("s3", method, target, headers, body);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// A key as it stands in a path: percent-encoded, slashes kept.
  public static String encode(String key) {
    return URLEncoder.encode(key, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%2F", "/");
  }

  private Result query(
      String service, String version, String action, Map<String, String> parameters) {
    var form = new ArrayList<String>();
    form.add("Action=" + action);
    form.add("Version=" + version);
    new TreeMap<>(parameters)
        .forEach((name, value) -> form.add(name + "=" + URLEncoder.encode(value, UTF_8)));
    var headers =
        List.of(new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"));
    return call(service, "POST", "/", headers, bytes(String.join("&", form)));
  }

  private Result call(
      String service, String method, String target, List<Header> headers, byte[] body) {
    int query = target.indexOf('?');
    var path = query < 0 ? target : target.substring(0, query);
    try (var response =
        client.call(
            service, method, path, query < 0 ? "" : target.substring(query + 1), headers, body)) {
      var id = response.header("x-amz-request-id");
      return new Result(
          response.status(),
          id.isEmpty() ? response.header("x-amzn-requestid") : id,
          // Behind a colon AWS gives a link or nothing.
          response.header("x-amzn-errortype").split(":", 2)[0],
          response.body().readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(
          "%s %s %s was not answered: %s".formatted(service, method, target, broken.getMessage()),
          broken);
    }
  }

  private static byte[] json(Map<String, ?> request) {
    try {
      return JSON.writeValueAsBytes(request);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
