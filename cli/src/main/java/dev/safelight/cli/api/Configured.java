package dev.safelight.cli.api;

import dev.safelight.wire.client.CredentialSource;
import dev.safelight.wire.client.Session;
import dev.safelight.wire.sigv4.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who calls, as this machine is configured for every AWS client: variables, then profiles, then
/// the container. Roles that a profile assumes, single sign-on and processes are refused by name:
/// `eval "$(aws configure export-credentials --format env)"` gives their keys to any client. AWS:
/// "AWS SDKs and Tools Reference Guide", "Standardized credential providers".
///
/// @param environment variables
/// @param home the user's folder
public record Configured(Map<String, String> environment, Path home) {
  private static final Set<String> ELSEWHERE =
      Set.of(
          "role_arn",
          "sso_session",
          "sso_start_url",
          "credential_process",
          "web_identity_token_file");

  public Configured {
    environment = Map.copyOf(environment);
  }

  /// The session of a profile, or of the variables.
  ///
  /// @param profile empty for none named: variables come first then, and `AWS_PROFILE`
  /// @param region empty for the configured one
  /// @param endpoints `AWS_ENDPOINT_URL...` variables
  /// @throws IllegalArgumentException as a sentence, where there are no keys or no region
  public Session session(String profile, String region, Map<String, String> endpoints) {
    boolean variables = profile.isEmpty() && has("AWS_ACCESS_KEY_ID");
    var name = profile.isEmpty() ? variable("AWS_PROFILE", "default") : profile;
    var kept = variables ? Map.<String, String>of() : profile(name);
    if (kept.isEmpty() && !profile.isEmpty()) {
      throw new IllegalArgumentException("There is no profile [" + profile + "] in ~/.aws.");
    }
    var where =
        firstOf(
            region,
            variable("AWS_REGION", ""),
            variable("AWS_DEFAULT_REGION", ""),
            kept.getOrDefault("region", ""));
    if (where.isEmpty()) {
      throw new IllegalArgumentException(
          "No region is configured: give --region, or set AWS_REGION or the profile's region.");
    }
    var all = new LinkedHashMap<>(environment);
    all.keySet().removeIf(it -> it.startsWith("AWS_ENDPOINT_URL"));
    all.put("AWS_REGION", where);
    if (!variables && kept.containsKey("aws_access_key_id")) {
      return new Session(where, keys(name, kept), endpoints, variable("AWS_CA_BUNDLE", ""));
    }
    if (!profile.isEmpty()) {
      throw new IllegalArgumentException("There are no keys in the profile [" + profile + "].");
    }
    try {
      var found = Session.from(all);
      return new Session(where, found.credentials(), endpoints, found.caBundle());
    } catch (IllegalArgumentException missing) {
      throw new IllegalArgumentException(
          "No credentials were found: neither AWS_ACCESS_KEY_ID nor the profile [%s] nor a container's."
              .formatted(name),
          missing);
    }
  }

  private static CredentialSource keys(String name, Map<String, String> profile) {
    var secret = profile.getOrDefault("aws_secret_access_key", "");
    if (secret.isEmpty()) {
      throw new IllegalArgumentException(
          "The profile [" + name + "] has no aws_secret_access_key.");
    }
    return CredentialSource.of(
        new Credentials(
            profile.getOrDefault("aws_access_key_id", ""),
            secret,
            profile.getOrDefault("aws_session_token", "")));
  }

  /// Keys of the credentials file come before those of the configuration.
  private Map<String, String> profile(String name) {
    var all = new LinkedHashMap<String, String>();
    var config = read(variable("AWS_CONFIG_FILE", home.resolve(".aws/config").toString()));
    all.putAll(config.getOrDefault(name.equals("default") ? name : "profile " + name, Map.of()));
    var shared =
        read(variable("AWS_SHARED_CREDENTIALS_FILE", home.resolve(".aws/credentials").toString()));
    all.putAll(shared.getOrDefault(name, Map.of()));
    var foreign = all.keySet().stream().filter(ELSEWHERE::contains).findFirst();
    boolean borrowed = foreign.isPresent() && !all.containsKey("aws_access_key_id");
    if (borrowed || all.containsKey("role_arn")) {
      throw new IllegalArgumentException(
          "The profile [%s] has %s, which this command does not follow. Give it the keys that come of it: eval \"$(aws configure export-credentials --profile %s --format env)\""
              .formatted(name, foreign.orElse("role_arn"), name));
    }
    return all;
  }

  private static Map<String, Map<String, String>> read(String file) {
    var sections = new LinkedHashMap<String, Map<String, String>>();
    if (!Files.isRegularFile(Path.of(file))) {
      return sections;
    }
    var section = "";
    try {
      for (var line : Files.readAllLines(Path.of(file))) {
        var text = line.strip();
        if (text.startsWith("[") && text.endsWith("]")) {
          section = text.substring(1, text.length() - 1).strip().replaceAll("\\s+", " ");
        } else if (!text.startsWith("#") && !line.startsWith(" ") && text.contains("=")) {
          int is = text.indexOf('=');
          sections
              .computeIfAbsent(section, _ -> new LinkedHashMap<>())
              .put(text.substring(0, is).strip(), text.substring(is + 1).strip());
        }
      }
    } catch (IOException broken) {
      throw new IllegalArgumentException(file + " cannot be read: " + broken.getMessage(), broken);
    }
    return sections;
  }

  private boolean has(String variable) {
    return !variable(variable, "").isEmpty();
  }

  /// A variable; one that is empty is none.
  public String variable(String name, String otherwise) {
    return Optional.ofNullable(environment.get(name)).filter(it -> !it.isEmpty()).orElse(otherwise);
  }

  private static String firstOf(String... texts) {
    for (var text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }
}
