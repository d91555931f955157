package dev.safelight.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final LinkedBlockingQueue<String> late = new LinkedBlockingQueue<>();
  private final Watchdog watchdog =
      new Watchdog(
          InstantSource.fixed(ProcessingTest.NOW), invocation -> late.add(invocation.requestId()));

  @Test
  void itSpeaksUpShortlyBeforeTheEnd() throws InterruptedException {
    watchdog.start();
    watchdog.begin(invocation("late", Watchdog.RESERVE.toMillis()));
    assertThat(late.poll(1, TimeUnit.MINUTES)).isEqualTo("late");
  }

  @Test
  void whatEndedInTimeIsLeftAlone() throws InterruptedException {
    watchdog.begin(invocation("ended", 0));
    watchdog.end();
    watchdog.start();
    watchdog.begin(invocation("in time", 60_000));
    watchdog.begin(invocation("late", 0));
    assertThat(late.poll(1, TimeUnit.MINUTES)).isEqualTo("late");
    assertThat(late).isEmpty();
  }

  @Test
  void itSaysWhatItMeans() {
    assertThat(Work.late(invocation("x", 400), ProcessingTest.NOW))
        .startsWith("stopped 400 ms before Lambda's time-out");
  }

  private static Invocation invocation(String id, long millis) {
    return new Invocation(id, ProcessingTest.NOW.plusMillis(millis), new byte[0]);
  }
}
