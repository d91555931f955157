package dev.safelight.thumbnail;

import dev.safelight.image.Thumbnailer;
import dev.safelight.wire.client.S3;
import dev.safelight.wire.client.Session;
import dev.safelight.wire.client.SignedClient;
import dev.safelight.wire.http.Timeouts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// Everything that the function works with, put together from its environment.
final class Lab {
  /// Within the time that a function has, a second try must fit.
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(5));

  private Lab() {}

  /// @throws IllegalStateException where there is none
  static Thumbnailer thumbnailer(Map<String, String> environment) {
    var lib = Path.of(environment.getOrDefault("LAMBDA_TASK_ROOT", ""), "lib");
    return Thumbnailer.find(environment, lib)
        .orElseThrow(
            () -> new IllegalStateException("no libvips in " + lib + ", and none on this system"));
  }

  /// @throws IllegalArgumentException naming the variable that is wrong
  static Processing processing(
      Map<String, String> environment, Thumbnailer thumbnailer, InstantSource clock) {
    var settings = Settings.from(environment, Runtime.getRuntime().maxMemory());
    var session = Session.from(environment);
    var client = new SignedClient(session, clock, TIMEOUTS);
    if (session.endpoint("s3").scheme().equals("https")) {
      // Reads the JDK's authorities now, while Lambda lends a starting function a whole processor.
      client.prepare();
    }
    // Seeded by the moment: functions restored from one snapshot must not wait alike.
    var random = new SplittableRandom(System.nanoTime());
    return new Processing(
        Objects.of(new S3(client)),
        Renderer.of(thumbnailer, settings),
        settings,
        new Retry(clock, random, wait -> LockSupport.parkNanos(wait.toNanos())));
  }

  static Metrics metrics(Map<String, String> environment, InstantSource clock) {
    return new Metrics(environment.getOrDefault("AWS_LAMBDA_FUNCTION_NAME", "local"), clock);
  }
}
