package dev.safelight.wire.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  @Test
  void withoutAnEndpointItIsAws() {
    var s3 = session(Map.of()).endpoint("s3");
    assertThat(s3.url("/")).isEqualTo("https://s3.eu-central-1.amazonaws.com/");
    assertThat(s3.bucket("my-bucket").authority())
        .isEqualTo("my-bucket.s3.eu-central-1.amazonaws.com");
    assertThat(s3.bucket("my-bucket").prefix()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"my.bucket", "My-Bucket", "-bucket", "ab", "a/b", "evil.test#"})
  void aBucketThatIsNoHostNameStaysInThePath(String bucket) {
    var endpoint = session(Map.of()).endpoint("s3").bucket(bucket);
    assertThat(endpoint.authority()).isEqualTo("s3.eu-central-1.amazonaws.com");
    assertThat(endpoint.prefix()).doesNotContain("#").hasSizeGreaterThan(bucket.length());
  }

  @Test
  void aGivenEndpointKeepsBucketsInThePath() {
    var endpoint =
        session(Map.of("AWS_ENDPOINT_URL", "http://localhost:4566/")).endpoint("s3").bucket("b-b");
    assertThat(endpoint.url(endpoint.prefix() + "/key")).isEqualTo("http://localhost:4566/b-b/key");
  }

  @Test
  void aServicesOwnEndpointWins() {
    var session =
        session(
            Map.of(
                "AWS_ENDPOINT_URL", "http://localhost:1",
                "AWS_ENDPOINT_URL_S3", "https://[::1]:2/base/"));
    assertThat(session.endpoint("s3").url("/")).isEqualTo("https://[::1]:2/");
    assertThat(session.endpoint("s3").prefix()).isEqualTo("/base");
    assertThat(session.endpoint("sts").authority()).isEqualTo("localhost:1");
  }

  @Test
  void endpointsCanBeIgnored() {
    var session =
        session(
            Map.of(
                "AWS_ENDPOINT_URL", "http://localhost:1",
                "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"));
    assertThat(session.endpoint("sts").authority()).isEqualTo("sts.eu-central-1.amazonaws.com");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h:80, h",
    "https://h:443, h",
    "http://h:443, h:443",
    "https://h:8443, h:8443"
  })
  void theSchemesOwnPortIsNotSpelledOut(String url, String authority) {
    assertThat(session(Map.of("AWS_ENDPOINT_URL", url)).endpoint("s3").authority())
        .isEqualTo(authority);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:1", "ftp://h", "http://u:p@h", "http://h?q", "http://h#f", "http:///p"})
  void anUnusableEndpointIsNamed(String url) {
    var session = session(Map.of("AWS_ENDPOINT_URL", url));
    assertThatThrownBy(() -> session.endpoint("s3"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("AWS_ENDPOINT_URL")
        .hasMessageContaining(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"})
  void whatIsMissingIsNamed(String name) {
    var environment = environment();
    environment.remove(name);
    assertThatThrownBy(() -> Session.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name);
  }

  @Test
  void aRegionCannotNameAnotherHost() {
    assertThatThrownBy(() -> session(Map.of("AWS_REGION", "x.evil.test/")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(session(Map.of("AWS_REGION", "cn-north-1")).endpoint("s3").authority())
        .isEqualTo("s3.cn-north-1.amazonaws.com.cn");
  }

  @Test
  void printingShowsNoSecret() {
    assertThat(session(Map.of("AWS_SESSION_TOKEN", "hush")).toString())
        .contains("AKIAEXAMPLE")
        .doesNotContain("s3cr3t")
        .doesNotContain("hush");
  }

  private static Session session(Map<String, String> more) {
    var environment = environment();
    environment.putAll(more);
    return Session.from(environment);
  }

  private static Map<String, String> environment() {
    return new HashMap<>(
        Map.of(
            "AWS_DEFAULT_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
            "AWS_SECRET_ACCESS_KEY", "s3cr3t"));
  }
}
