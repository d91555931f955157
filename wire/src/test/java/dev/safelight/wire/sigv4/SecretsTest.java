package dev.safelight.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final Scope SCOPE = new Scope("20260301", "us-east-1", "s3");

  @Test
  void printingShowsNoSecret() {
    var key = SigningKey.of("s3cr3t", SCOPE);
    var shown =
        new Credentials("AKID", "s3cr3t", "hush")
            + " "
            + key
            + " "
            + new Verdict.Verified(new Seed(key, "0".repeat(64), "20260301T000000Z"));
    assertThat(shown).contains("AKID").doesNotContain("s3cr3t").doesNotContain("hush");
  }

  @Test
  void keysAreRememberedButNotWithoutBound() {
    var keys = new SigningKeys();
    var first = keys.of("secret", SCOPE);
    assertThat(keys.of("secret", SCOPE)).isSameAs(first);
    assertThat(keys.of("other", SCOPE).sign("text")).isNotEqualTo(first.sign("text"));
    for (var number = 0; number < 300; number++) {
      keys.of("secret", new Scope("20260301", "region-" + number, "s3"));
    }
    assertThat(keys.of("secret", SCOPE)).isNotSameAs(first);
    assertThat(keys.of("secret", SCOPE).sign("text")).isEqualTo(first.sign("text"));
  }

  @Test
  void credentialsMustNotBeEmpty() {
    assertThatThrownBy(() -> new Credentials("", "secret", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Credentials("AKID", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSignerNeedsAHostAndABoundedLife() {
    var keys = new Credentials("AKID", "secret", "");
    var now = Instant.parse("2026-03-01T00:00:00Z");
    var hostless = new HttpParts("GET", "/", List.of());
    assertThatThrownBy(
            () -> Signer.sign(hostless, keys, "us-east-1", "s3", now, ContentHash.EMPTY_BODY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Host");
    var request = new HttpParts("GET", "/", List.of(new Header("Host", "h")));
    for (var life : List.of(Duration.ZERO, Duration.ofDays(7).plusSeconds(1))) {
      assertThatThrownBy(() ->
              Signer.presign(request, keys, "us-east-1", "s3", now, life, ContentHash.UNSIGNED))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void signingAgainReplacesTheOldSignature() {
    var keys = new Credentials("AKID", "secret", "token");
    var now = Instant.parse("2026-03-01T00:00:00Z");
    var request = new HttpParts("GET", "/", List.of(new Header("Host", "h")));
    var once = Signer.sign(request, keys, "us-east-1", "s3", now, ContentHash.EMPTY_BODY).request();
    var twice = Signer.sign(once, keys, "us-east-1", "s3", now, ContentHash.EMPTY_BODY).request();
    assertThat(twice).isEqualTo(once);
  }
}
