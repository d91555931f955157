package dev.safelight.wire.client;

import dev.safelight.wire.json.Json;
import dev.safelight.wire.json.JsonException;
import dev.safelight.wire.json.JsonReader;
import dev.safelight.wire.sigv4.Credentials;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys from the endpoint that a container, or a function that SnapStart restored, is given. They
/// are fetched when first needed, kept, and fetched anew five minutes before they end; where that
/// fails, the old ones serve as long as they are good. Thread-safe.
///
/// AWS: "AWS SDKs and Tools Reference Guide", "Container credential provider".
final class ContainerCredentials implements CredentialSource {
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

  private static final String ECS = "169.254.170.2";

  /// The token must not leave this machine in the clear: without TLS, loopback and the addresses of
  /// ECS and EKS only, as in AWS's own clients. Names are not resolved: who answers for a name may
  /// change.
  private static final Set<String> HOSTS =
      Set.of("localhost", ECS, "169.254.170.23", "[fd00:ec2::23]", "[::1]", "[0:0:0:0:0:0:0:1]");

  private static final Duration MARGIN = Duration.ofMinutes(5);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration READ = Duration.ofSeconds(2);
  private static final int LONGEST_ANSWER = 64 << 10;

  private final URI uri;
  private final String token;
  private final String tokenFile;
  private @Nullable Kept kept;

  private record Kept(Credentials credentials, Instant end) {}

  private ContainerCredentials(URI uri, String token, String tokenFile) {
    this.uri = uri;
    this.token = token;
    this.tokenFile = tokenFile;
  }

  /// Empty where the variables name no endpoint.
  ///
  /// @throws IllegalArgumentException where they name one that must not be asked
  static Optional<ContainerCredentials> of(Map<String, String> environment) {
    var relative = environment.getOrDefault(RELATIVE, "");
    var full = relative.isEmpty() ? environment.getOrDefault(FULL, "") : "http://" + ECS + relative;
    if (full.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ContainerCredentials(
            allowed(relative.isEmpty() ? FULL : RELATIVE, full),
            environment.getOrDefault(TOKEN, ""),
            environment.getOrDefault(TOKEN_FILE, "")));
  }

  private static URI allowed(String variable, String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(variable + " is no URI: " + text, malformed);
    }
    var host = String.valueOf(uri.getHost());
    boolean secure = "https".equals(uri.getScheme());
    boolean near = HOSTS.contains(host) || host.matches("127(\\.[0-9]{1,3}){3}");
    if (uri.getHost() == null
        || uri.getRawUserInfo() != null
        || !(secure || ("http".equals(uri.getScheme()) && near))) {
      throw new IllegalArgumentException(
          variable + " must be https, or http of loopback, ECS or EKS, was \"" + text + '"');
    }
    return uri;
  }

  @Override
  public synchronized Credentials current(Instant now) throws IOException {
    var old = kept;
    if (old != null && now.isBefore(old.end().minus(MARGIN))) {
      return old.credentials();
    }
    try {
      var fresh = fetch();
      kept = fresh;
      return fresh.credentials();
    } catch (IOException broken) {
      if (old != null && now.isBefore(old.end())) {
        return old.credentials();
      }
      throw broken;
    }
  }

  private Kept fetch() throws IOException {
    var connection = (HttpURLConnection) uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
    connection.setInstanceFollowRedirects(false); // the token is for this host
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) READ.toMillis());
    connection.setRequestProperty("Accept", "application/json");
    var authorization = authorization();
    if (!authorization.isEmpty()) {
      connection.setRequestProperty("Authorization", authorization);
    }
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new IOException("the container's credentials were refused with " + status);
    }
    try (var body = connection.getInputStream()) {
      return kept(JsonReader.read(body.readNBytes(LONGEST_ANSWER)));
    } catch (JsonException | DateTimeParseException malformed) {
      // Not its message: it may quote a secret.
      throw new IOException("the container's credentials are not JSON of the form expected");
    }
  }

  private String authorization() throws IOException {
    // Read each time: EKS replaces the file.
    var value = tokenFile.isEmpty() ? token : Files.readString(Path.of(tokenFile)).strip();
    if (value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IOException("the container's authorization token holds what no header may");
    }
    return value;
  }

  private static Kept kept(Json json) throws IOException {
    var id = json.at("AccessKeyId").text().orElse("");
    var secret = json.at("SecretAccessKey").text().orElse("");
    if (id.isEmpty() || secret.isEmpty()) {
      throw new IOException("the container's credentials have no AccessKeyId or SecretAccessKey");
    }
    var end = json.at("Expiration").text().map(Instant::parse).orElse(Instant.MAX);
    return new Kept(new Credentials(id, secret, json.at("Token").text().orElse("")), end);
  }
}
