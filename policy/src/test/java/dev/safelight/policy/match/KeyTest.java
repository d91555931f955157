package dev.safelight.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyTest {
  @Test
  void namesIgnoreCaseAndKeepTheirSpelling() {
    assertThat(Key.of("AWS:sourceip"))
        .isEqualTo(Key.of("aws:SourceIp"))
        .hasToString("AWS:sourceip");
    assertThat(Key.of("AWS:sourceip")).hasSameHashCodeAs(Key.of("aws:SourceIp"));
    assertThat(Key.of("aws:SourceIp")).isNotEqualTo(Key.of("aws:SourceVpc"));
    assertThat(Key.fresh("x:Y")).isEqualTo(Key.of("X:y")).isNotEqualTo("x:Y");
  }

  /// `31 * '1' + '_'` is `31 * '2' + '@'`.
  @Test
  void aHashIsNotAName() {
    var one = Key.of("x:1_");
    var other = Key.of("x:2@");
    assertThat(one).hasSameHashCodeAs(other).isNotEqualTo(other);
  }

  @Test
  void aUsualNameGivesOneKey() {
    assertThat(Key.of("aws:SourceIp")).isSameAs(Key.of("aws:SourceIp"));
  }
}
