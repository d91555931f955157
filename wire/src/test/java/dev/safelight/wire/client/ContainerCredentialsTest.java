package dev.safelight.wire.client;

import static dev.safelight.wire.client.StandIn.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.http.Timeouts;
import dev.safelight.wire.sigv4.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerCredentialsTest {
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void keysAreFetchedWithTheTokenWhenTheyAreNeeded() throws IOException {
    try (var server = StandIn.of(_ -> answer(200, keys("A", "2026-03-01T16:00:00Z")))) {
      var session = session(server, Map.of("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic abc="));
      assertThat(server.received).isEmpty();
      assertThat(session.credentials().current(NOW)).isEqualTo(new Credentials("A", "s", "t"));
      var asked = server.received.getFirst();
      assertThat(asked.method()).isEqualTo("GET");
      assertThat(asked.target()).isEqualTo("/keys?role=1");
      assertThat(asked.header("Authorization")).isEqualTo("Basic abc=");
    }
  }

  @Test
  void keysAreKeptUntilFiveMinutesBeforeTheirEnd() throws IOException {
    var answers =
        new ArrayDeque<>(
            List.of(
                answer(200, keys("A", "2026-03-01T10:30:00Z")),
                answer(200, keys("B", "2026-03-01T16:00:00Z"))));
    try (var server = StandIn.of(_ -> answers.remove())) {
      var source = session(server, Map.of()).credentials();
      assertThat(source.current(NOW).accessKeyId()).isEqualTo("A");
      assertThat(source.current(NOW.plusSeconds(24 * 60 + 59)).accessKeyId()).isEqualTo("A");
      assertThat(server.received).hasSize(1);
      assertThat(source.current(NOW.plusSeconds(25 * 60)).accessKeyId()).isEqualTo("B");
    }
  }

  @Test
  void keysThatAreStillGoodServeWhereNewOnesAreRefused() throws IOException {
    Queue<String> answers =
        new ArrayDeque<>(List.of(answer(200, keys("A", "2026-03-01T10:30:00Z"))));
    try (var server =
        StandIn.of(_ -> answers.isEmpty() ? answer(500, "secret words") : answers.remove())) {
      var source = session(server, Map.of()).credentials();
      var _ = source.current(NOW);
      assertThat(source.current(NOW.plusSeconds(29 * 60)).accessKeyId()).isEqualTo("A");
      assertThatThrownBy(() -> source.current(NOW.plusSeconds(30 * 60)))
          .isInstanceOf(IOException.class)
          .hasMessage("the container's credentials were refused with 500");
    }
  }

  @Test
  void theTokensFileIsReadEachTime() throws IOException {
    try (var server = StandIn.of(_ -> answer(200, keys("A", "2026-03-01T10:00:00Z")))) {
      var file = Files.writeString(folder.resolve("token"), "one\n");
      var source =
          session(
                  server,
                  Map.of(
                      "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                      file.toString(),
                      "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                      "other"))
              .credentials();
      var _ = source.current(NOW);
      Files.writeString(file, "two");
      var _ = source.current(NOW);
      assertThat(server.received)
          .extracting(asked -> asked.header("Authorization"))
          .containsExactly("one", "two");
      Files.writeString(file, "three\r\nX-Evil: yes");
      assertThatThrownBy(() -> source.current(NOW)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"AccessKeyId\":\"A\"}",
        "{\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\",\"Expiration\":\"soon\"}",
        "{\"AccessKeyId\":7,\"SecretAccessKey\":\"s\"}"
      })
  void whatIsNoKeyIsAFailureThatQuotesNothing(String body) throws IOException {
    try (var server = StandIn.of(_ -> answer(200, body))) {
      assertThatThrownBy(() -> session(server, Map.of()).credentials().current(NOW))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("the container's credentials ");
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (var server = StandIn.of(_ -> answer(302, "", "Location: http://127.0.0.1:1/"))) {
      assertThatThrownBy(() -> session(server, Map.of()).credentials().current(NOW))
          .hasMessageContaining("302");
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  void aCallThatHasNoKeysIsNotMadeAndMayBeRepeated() throws IOException {
    try (var server = StandIn.of(_ -> answer(500, ""))) {
      var client =
          new SignedClient(
              session(server, Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1")),
              java.time.InstantSource.fixed(NOW),
              Timeouts.standard());
      var failed = (S3Answer.Failed) new S3(client).get("bucket", "key", "", 1);
      assertThat(failed.isRetriable()).isTrue();
      assertThat(failed.message()).contains("refused with 500");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/keys",
        "http://169.254.169.254/keys",
        "http://10.0.0.1/keys",
        "http://127.0.0.1.example.com/",
        "http://localhost.example.com/",
        "http://127.0.0.1@example.com/",
        "http://user:word@localhost/",
        "ftp://localhost/",
        "file:///etc/passwd",
        "/keys",
        "http://",
        "ht tp://localhost/"
      })
  void theTokenLeavesForNoOtherHostInTheClear(String uri) {
    assertThatThrownBy(() -> Session.from(environment(Map.of(FULL, uri))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/keys",
        "http://127.0.0.1:9001/keys",
        "http://127.1.2.3/",
        "http://localhost/",
        "http://[::1]:80/",
        "http://169.254.170.2/v2/keys",
        "http://169.254.170.23/v1/keys",
        "http://[fd00:ec2::23]/v1/keys"
      })
  void theHostsOfAwsClientsAreAsked(String uri) {
    assertThat(Session.from(environment(Map.of(FULL, uri))).region()).isEqualTo("eu-central-1");
  }

  @Test
  void aRelativeUriIsOfEcs() {
    var relative = Map.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/x");
    assertThat(Session.from(environment(relative)).region()).isEqualTo("eu-central-1");
    assertThatThrownBy(() ->
            Session.from(
                environment(Map.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "@evil.example/v2"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keysInVariablesComeFirst() throws IOException {
    var both =
        environment(
            Map.of(
                FULL,
                "http://localhost:1/",
                "AWS_ACCESS_KEY_ID",
                "B",
                "AWS_SECRET_ACCESS_KEY",
                "s"));
    assertThat(Session.from(both).credentials().current(NOW))
        .isEqualTo(new Credentials("B", "s", ""));
  }

  private static String keys(String id, String end) {
    return "{\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s\",\"Token\":\"t\",\"Expiration\":\"%s\"}"
        .formatted(id, end);
  }

  private static Session session(StandIn server, Map<String, String> more) {
    var all = environment(more);
    all.put(FULL, "http://127.0.0.1:" + server.port() + "/keys?role=1");
    return Session.from(all);
  }

  private static Map<String, String> environment(Map<String, String> more) {
    var all = new HashMap<>(more);
    all.put("AWS_REGION", "eu-central-1");
    return all;
  }
}
