package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.ObjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs events: finds or starts the environment for a function, and keeps it afterwards.
/// Thread-safe.
final class Invoker implements AutoCloseable {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

  private final Front front;
  private final Function<String, Caller> signers;
  private final ObjectFiles objects;
  private final CodeFolders code;
  private final Path running;
  private final Supplier<Endpoint> endpoint;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Pace pace;
  private final Machine machine = Machine.here();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final Sandboxes sandboxes;

  /// @param running the folder of the environments' own folders
  Invoker(
      Front front,
      Function<String, Caller> signers,
      ObjectFiles objects,
      CodeFolders code,
      Path running,
      Supplier<Endpoint> endpoint,
      InstantSource clock,
      SecureRandom random,
      Pace pace) {
    this.front = front;
    this.signers = signers;
    this.objects = objects;
    this.code = code;
    this.running = running;
    this.endpoint = endpoint;
    this.clock = clock;
    this.random = random;
    this.pace = pace;
    this.sandboxes = new Sandboxes(pace.idle());
  }

  /// Deletes what a crash left, and begins to look for idle environments.
  void start(Set<String> hashes) {
    try {
      code.sweep(hashes);
      CodeFolders.delete(running);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot sweep the functions' folders", broken);
    }
    Thread.ofVirtual().name("idle functions").start(sandboxes::watch);
  }

  /// Runs an event in one of the turns that [Sandboxes#begin] gave, and ends the turn.
  ///
  /// @param arn by which the function is invoked
  /// @throws dev.safelight.cloud.call.Fault where the role cannot be assumed
  Result run(Definition function, FunctionArn arn, String requestId, byte[] payload) {
    try {
      var warm = sandboxes.take(function);
      if (warm.isEmpty()) {
        var objection = machine.objection(function, folder(function));
        if (objection.isPresent()) {
          var ending = new Ending.NoEntry(objection.get());
          return Result.of(ending, requestId, Duration.ofSeconds(function.timeout()), new byte[0]);
        }
      }
      var sandbox = warm.orElseGet(() -> initialised(function));
      try {
        return sandbox.invoke(arn, requestId, payload);
      } finally {
        // Written while the caller already has its answer, as on AWS.
        writers.execute(sandbox.log()::flush);
        sandboxes.give(sandbox);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("the code of " + function.arn() + " cannot be read", broken);
    } finally {
      sandboxes.end(function.arn());
    }
  }

  Sandboxes sandboxes() {
    return sandboxes;
  }

  /// An initialisation that takes too long is begun anew, once, and may then take as long as the
  /// function.
  private Sandbox initialised(Definition function) {
    var sandbox = sandboxes.adopt(started(function));
    if (sandbox.isLateAfter(pace.initialisation())) {
      writers.execute(sandbox.log()::flush);
      sandboxes.end(List.of(sandbox));
      sandbox = sandboxes.adopt(started(function));
      var _ = sandbox.isLateAfter(Duration.ofSeconds(function.timeout()));
    }
    return sandbox;
  }

  private Sandbox started(Definition function) {
    var session = RoleSession.open(front, signers, function);
    var stream = DAY.format(clock.instant()) + "/[" + function.version() + "]" + hex();
    var log =
        new FunctionLog(
            front, session.caller(), function.arn().region(), function.logs(), stream, clock);
    return Sandbox.start(
        new Sandbox.Start(
            function,
            session,
            endpoint.get(),
            folder(function),
            running.resolve(hex()),
            stream,
            log,
            machine,
            clock));
  }

  private Path folder(Definition function) {
    try {
      return code.unpacked(function.hash(), () -> objects.bytes(function.zip()));
    } catch (BadZip damaged) {
      throw new IllegalStateException(
          "the kept code of " + function.arn() + " is damaged", damaged);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot unpack the code of " + function.arn(), broken);
    }
  }

  private String hex() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    sandboxes.close();
    writers.close();
    try {
      code.release();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot release the functions' folders", broken);
    }
  }
}
