package dev.safelight.image;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Calls somebody when a time is over. Its thread is one of the system's, since decoders may hold
/// every carrier of virtual threads; it ends when nothing was to be watched for a second.
/// Thread-safe.
final class Alarm {
  private final Duration after;
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("safelight-deadline").factory());

  Alarm(Duration after) {
    this.after = after;
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(1, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
  }

  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /// `ring` is called once unless this is closed before; it may still be running then.
  Watch set(Runnable ring) {
    var ringing = clock.schedule(ring, after.toNanos(), TimeUnit.NANOSECONDS);
    return () -> ringing.cancel(false);
  }

  long millis() {
    return after.toMillis();
  }
}
