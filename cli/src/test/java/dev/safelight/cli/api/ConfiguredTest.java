package dev.safelight.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.client.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whose keys a call is signed with, as every AWS client would find them.
class ConfiguredTest {
  @TempDir Path home;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/credentials"),
        """
        # mine
        [default]
        aws_access_key_id = DEFAULT
        aws_secret_access_key = a=b
        [work]
        aws_access_key_id=WORK
        aws_secret_access_key=w
        aws_session_token=t
        """);
    Files.writeString(
        home.resolve(".aws/config"),
        """
        [default]
        region = eu-west-1
        s3 =
          signature_version = s3v4
        [profile work]
        region=eu-central-1
        [profile borrowed]
        role_arn=arn:aws:iam::123456789012:role/Deployer
        source_profile=default
        [profile signs-on]
        sso_session=corporate
        """);
  }

  private Session session(String profile, Map<String, String> environment) {
    return new Configured(environment, home).session(profile, "", Map.of());
  }

  private static String key(Session session) throws IOException {
    return session.credentials().current(Instant.EPOCH).accessKeyId();
  }

  @Test
  void variablesComeBeforeTheDefaultProfile() throws IOException {
    var variables =
        Map.of(
            "AWS_ACCESS_KEY_ID",
            "VARIABLE",
            "AWS_SECRET_ACCESS_KEY",
            "s",
            "AWS_REGION",
            "us-west-2");
    assertThat(key(session("", variables))).isEqualTo("VARIABLE");
    assertThat(session("", variables).region()).isEqualTo("us-west-2");
    assertThat(key(session("", Map.of()))).isEqualTo("DEFAULT");
    assertThat(session("", Map.of()).region()).isEqualTo("eu-west-1");
    assertThat(session("", Map.of()).credentials().current(Instant.EPOCH).secretAccessKey())
        .isEqualTo("a=b");
  }

  @Test
  void aNamedProfileComesBeforeVariables() throws IOException {
    var variables = Map.of("AWS_ACCESS_KEY_ID", "VARIABLE", "AWS_SECRET_ACCESS_KEY", "s");
    assertThat(key(session("work", variables))).isEqualTo("WORK");
    assertThat(session("work", variables).region()).isEqualTo("eu-central-1");
    assertThat(session("work", variables).credentials().current(Instant.EPOCH).sessionToken())
        .isEqualTo("t");
    assertThat(key(session("", Map.of("AWS_PROFILE", "work")))).isEqualTo("WORK");
  }

  @Test
  void whatIsNotFollowedIsRefusedByName() {
    assertThatThrownBy(() -> session("borrowed", Map.of()))
        .hasMessageContaining("role_arn")
        .hasMessageContaining("aws configure export-credentials --profile borrowed");
    assertThatThrownBy(() -> session("signs-on", Map.of())).hasMessageContaining("sso_session");
    assertThatThrownBy(() -> session("missing", Map.of()))
        .hasMessageContaining("There is no profile [missing]");
  }

  @Test
  void endpointsOfTheVariablesAreNotThoseOfTheSession() {
    var session = session("", Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
    assertThat(session.endpoint("s3").authority()).isEqualTo("s3.eu-west-1.amazonaws.com");
  }

  @Test
  void aContainersKeysAreTheLast() {
    var variables =
        Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.2/x",
            "AWS_SHARED_CREDENTIALS_FILE", home.resolve("none").toString(),
            "AWS_REGION", "eu-west-1");
    assertThat(session("", variables).credentials().getClass().getSimpleName())
        .isEqualTo("ContainerCredentials");
    var nothing =
        Map.of(
            "AWS_SHARED_CREDENTIALS_FILE",
            home.resolve("none").toString(),
            "AWS_REGION",
            "eu-west-1");
    assertThatThrownBy(() -> session("", nothing))
        .hasMessageContaining("No credentials were found");
  }
}
