package dev.safelight.image;

import dev.safelight.image.Thumbnailing.Fatal;
import dev.safelight.image.Thumbnailing.TooSlow;
import dev.safelight.image.probe.Header;
import dev.safelight.image.probe.Probe;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes thumbnails in a process of its own, which is killed when it takes longer than a time or
/// more memory than allowed: decoders of progressive JPEG, WebP, AVIF and HEIC cannot be stopped
/// otherwise, and a fault in one ends that process and not this one.
///
/// The process is a Java of this one's kind, started by the first request and kept; after a kill
/// the next request starts another. Thread-safe; one request runs at a time.
public final class Isolated implements AutoCloseable {
  private final List<String> command;
  private final Duration most;
  private Optional<Process> running = Optional.empty();

  private Isolated(List<String> command, Duration most) {
    this.command = command;
    this.most = most;
  }

  /// At most `most` time for each request, and `megabytes` of memory for the process, Java's own
  /// (about 60) included; libvips is looked for `beside`, as in [Thumbnailer#find].
  ///
  /// The memory is bounded by the system's `ulimit -d` where there is a POSIX shell: on Linux it
  /// counts what may be written and is not shared; elsewhere [Limits] alone bound it.
  public static Isolated start(Duration most, int megabytes, Path... beside) {
    var command = new ArrayList<String>();
    command.addAll(
        List.of("/bin/sh", "-c", "ulimit -d " + megabytes * 1024 + "; ulimit -c 0; exec \"$@\""));
    command.addAll(List.of("sh", Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx" + Math.max(32, megabytes / 3) + "m",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-XX:+DisableAttachMechanism"));
    command.addAll(here());
    for (var folder : beside) {
      command.add(folder.toString());
    }
    return new Isolated(List.copyOf(command), most);
  }

  /// Files that their headers refuse never get to the process.
  public synchronized Rendering render(byte[] original, Renditions renditions, Limits limits) {
    var refused = Thumbnailer.refusal(original, renditions, limits);
    if (refused.isPresent()) {
      return refused.get();
    }
    if (!(Probe.read(original) instanceof Header header)) {
      throw new AssertionError("a refused header was accepted");
    }
    var process = running.filter(Process::isAlive).orElseGet(this::launch);
    running = Optional.of(process);
    var answer =
        CompletableFuture.supplyAsync(
            () -> converse(process, original, renditions, limits, header),
            work -> Thread.ofVirtual().start(work));
    try {
      return answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      end(process);
      return new TooSlow(most.toMillis());
    } catch (InterruptedException _) {
      end(process);
      Thread.currentThread().interrupt();
      return new Fatal("interrupted");
    } catch (ExecutionException bug) {
      end(process);
      throw new IllegalStateException(bug.getCause());
    }
  }

  private static Rendering converse(
      Process process, byte[] original, Renditions renditions, Limits limits, Header header) {
    try {
      var out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
      Wire.ask(out, original, renditions, limits);
      // Buffered for this one answer: nothing follows it before the next request.
      var in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
      return Wire.answered(in, header);
    } catch (IOException _) {
      end(process);
      return new Fatal("exit status " + process.exitValue());
    }
  }

  private Process launch() {
    try {
      var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      return builder.start();
    } catch (IOException failure) {
      throw new IllegalStateException("cannot start " + command, failure);
    }
  }

  /// The process, while it runs, for those who watch its memory.
  synchronized Optional<ProcessHandle> process() {
    return running.filter(Process::isAlive).map(Process::toHandle);
  }

  /// Ends the process.
  @Override
  public synchronized void close() {
    running.ifPresent(Isolated::end);
  }

  private static void end(Process process) {
    process.destroyForcibly().onExit().join();
  }

  /// How to start [Worker] from wherever this class is: a folder or jar, or inside Java itself.
  private static List<String> here() {
    var source = Isolated.class.getProtectionDomain().getCodeSource().getLocation();
    if (source == null || !source.getProtocol().equals("file")) {
      return List.of(
          "--enable-native-access=dev.safelight.image", "-m", "dev.safelight.image/" + worker());
    }
    return List.of(
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        Path.of(source.getPath()).toString(),
        worker());
  }

  private static String worker() {
    return Worker.class.getName();
  }
}
