package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.wire.client.S3Answer.Failed;
import dev.safelight.wire.client.S3Answer.Kind;
import dev.safelight.wire.client.S3Answer.Put;
import dev.safelight.wire.client.S3Answer.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  /// Time passes only in pauses.
  private final List<Duration> pauses = new ArrayList<>();

  private int calls;

  @Test
  void whatSucceedsIsNotRepeated() {
    assertThat(retry(1).until(START, () -> answer(new Put("e", "")))).isInstanceOf(Put.class);
    assertThat(calls).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void onlyWhatMayPassIsRepeated(Kind kind) {
    var failed = failed(kind);
    retry(1).until(START.plusSeconds(60), () -> answer(failed));
    assertThat(calls).isEqualTo(failed.isRetriable() ? Retry.ATTEMPTS : 1);
  }

  @Test
  void waitsDoubleUpToTwoSeconds() {
    retry(1).until(START.plusSeconds(60), () -> answer(failed(Kind.BUSY)));
    assertThat(pauses)
        .extracting(Duration::toMillis)
        .containsExactly(50L, 100L, 200L, 400L, 800L, 1600L, 2000L);
  }

  @Test
  void waitsAreDrawnBelowThat() {
    retry(0.5).until(START.plusSeconds(60), () -> answer(failed(Kind.BUSY)));
    assertThat(pauses).hasSize(7).first().isEqualTo(Duration.ofMillis(25));
  }

  @Test
  void aSecondBeforeTheDeadlineItGivesUp() {
    var last = retry(1).until(START.plusMillis(1_200), () -> answer(failed(Kind.UNREACHABLE)));
    assertThat(last).isEqualTo(failed(Kind.UNREACHABLE));
    assertThat(pauses).extracting(Duration::toMillis).containsExactly(50L, 100L);
  }

  @Test
  void afterTheDeadlineOneCallIsMadeStill() {
    retry(1).until(START.minusSeconds(1), () -> answer(failed(Kind.BUSY)));
    assertThat(calls).isEqualTo(1);
  }

  private Stored answer(Stored answer) {
    calls++;
    return answer;
  }

  private static Failed failed(Kind kind) {
    return new Failed(kind, 500, "Code", "message", "request");
  }

  /// Draws always the same part of what is possible.
  private Retry retry(double part) {
    return new Retry(
        () -> START.plus(pauses.stream().reduce(Duration.ZERO, Duration::plus)),
        new RandomGenerator() {
          @Override
          public long nextLong() {
            throw new UnsupportedOperationException();
          }

          @Override
          public long nextLong(long bound) {
            return (long) (part * (bound - 1));
          }
        },
        pauses::add);
  }
}
