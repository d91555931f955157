package dev.safelight.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitTest {
  @ParameterizedTest
  @EnumSource
  void theLimitItselfIsAdmittedAndOneMoreIsNot(Limit limit) {
    assertThat(limit.admits("x".repeat(limit.most()))).isTrue();
    assertThat(limit.admits("x".repeat(limit.most() + 1))).isFalse();
  }

  @Test
  void iamDoesNotCountWhitespace() {
    assertThat(Limit.MANAGED.size("{ \"a\":\t1,\r\n \"b\": 2 }")).isEqualTo(13);
    assertThat(Limit.USER_INLINE.admits(" ".repeat(10_000))).isTrue();
  }

  @Test
  void othersCountIt() {
    assertThat(Limit.SESSION.size("{ }")).isEqualTo(3);
    assertThat(Limit.SERVICE_CONTROL.admits(" ".repeat(5_121))).isFalse();
  }

  @Test
  void bytesAreNotCharacters() {
    assertThat(Limit.BUCKET.size("é😀")).isEqualTo(6);
    assertThat(Limit.SESSION.size("é😀")).isEqualTo(2);
  }
}
