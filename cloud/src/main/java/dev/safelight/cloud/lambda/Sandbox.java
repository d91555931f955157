package dev.safelight.cloud.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// An execution environment: one process of a function, which takes one event after another. It
/// knows the function, its role's credentials and its own folders, and nothing of this process's
/// environment. [#invoke] is called by one thread at a time; [#close] by any. See AWS:
/// "Understanding the Lambda execution environment lifecycle".
final class Sandbox implements AutoCloseable {
  /// An environment is given up this long before its credentials end, so that no event outlives
  /// them.
  private static final Duration MARGIN = Duration.ofMinutes(10);

  private final Definition function;
  private final RoleSession session;
  private final InstantSource clock;
  private final Path folder;
  private final FunctionLog log;
  private final RuntimeApi api;
  private final Process process;
  private final ProcessTree tree;
  private final Output output;
  private final AtomicBoolean retired = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final long startedNanos = System.nanoTime();
  private Optional<Ending> initFailure = Optional.empty();
  private Duration initTime = Duration.ZERO;

  private Sandbox(Start start, RuntimeApi api, Process process) {
    this.function = start.function;
    this.session = start.session;
    this.clock = start.clock;
    this.folder = start.folder;
    this.log = start.log;
    this.api = api;
    this.process = process;
    this.tree = new ProcessTree(process);
    this.output = new Output(process.getInputStream(), log::add);
    Thread.ofVirtual().name("output of " + function.arn().name()).start(output::pump);
  }

  /// What a process is started with.
  ///
  /// @param folder its own folder, which ends with it
  record Start(
      Definition function,
      RoleSession session,
      Endpoint endpoint,
      Path code,
      Path folder,
      String stream,
      FunctionLog log,
      Machine machine,
      InstantSource clock) {}

  static Sandbox start(Start start) {
    try {
      var temporary = Files.createDirectories(start.folder.resolve("tmp"));
      var api = RuntimeApi.open();
      boolean started = false;
      try {
        var builder =
            new ProcessBuilder(start.machine.command(start.function, start.code))
                .directory(start.code.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        replace(
            builder.environment(),
            Variables.of(
                start.function,
                start.session,
                start.endpoint,
                start.stream,
                api.address(),
                start.code,
                temporary));
        var sandbox = new Sandbox(start, api, builder.start());
        started = true;
        return sandbox;
      } finally {
        if (!started) {
          api.close();
          CodeFolders.delete(start.folder);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("no process for " + start.function.arn(), broken);
    }
  }

  private static void replace(Map<String, String> environment, Map<String, String> wanted) {
    environment.clear();
    environment.putAll(wanted);
  }

  Definition function() {
    return function;
  }

  /// Whether it can take another event.
  boolean isFit() {
    return !retired.get()
        && !closed.get()
        && process.isAlive()
        && clock.instant().isBefore(session.expires().minus(MARGIN));
  }

  /// Takes no event after the present one.
  void retire() {
    retired.set(true);
  }

  /// Waits until the function asks for its first event.
  ///
  /// @return whether it took longer than `limit`; any other failure is the next event's ending
  boolean isLateAfter(Duration limit) {
    var exit =
        process
            .onExit()
            .thenApply(ended -> Optional.<Ending>of(new Ending.Exited(ended.exitValue())));
    try {
      initFailure =
          api.ready()
              .applyToEither(exit, outcome -> outcome)
              .get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      initFailure = Optional.of(new Ending.TimedOut());
      return true;
    } catch (InterruptedException | ExecutionException broken) {
      throw new IllegalStateException("nothing that is waited for here fails", broken);
    }
    initTime = Duration.ofNanos(System.nanoTime() - startedNanos);
    return false;
  }

  /// Runs one event, never longer than the function's timeout.
  ///
  /// @param arn by which it was invoked
  Result invoke(FunctionArn arn, String requestId, byte[] payload) {
    output.busy();
    log.add("START RequestId: " + requestId + " Version: " + function.version());
    long from = System.nanoTime();
    var timeout = Duration.ofSeconds(function.timeout());
    var ending = initFailure.orElseGet(() -> run(arn, requestId, payload, timeout));
    var took = Duration.ofNanos(System.nanoTime() - from);
    long memory = tree.peakMemory();
    switch (ending) {
      case Ending.Answered _, Ending.TooLarge _ -> {}
      case Ending.Failed _ when initFailure.isEmpty() -> {}
      case Ending.Failed _, Ending.Exited _, Ending.TimedOut _, Ending.NoEntry _ -> close();
    }
    output.idle();
    new Report(requestId, ending, took, timeout, function.memory(), memory, initTime)
        .lines()
        .forEach(log::add);
    initTime = Duration.ZERO;
    return Result.of(ending, requestId, timeout, log.takeTail());
  }

  private Ending run(FunctionArn arn, String requestId, byte[] payload, Duration timeout) {
    var ending = new CompletableFuture<Ending>();
    var _ =
        process.onExit().thenAccept(ended -> ending.complete(new Ending.Exited(ended.exitValue())));
    Instant deadline = clock.instant().plus(timeout);
    api.offer(new Invocation(requestId, arn.toString(), payload, deadline, ending));
    try {
      return ending.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      api.withdraw();
      return new Ending.TimedOut();
    } catch (InterruptedException | ExecutionException broken) {
      throw new IllegalStateException("nothing that is waited for here fails", broken);
    }
  }

  FunctionLog log() {
    return log;
  }

  /// Ends the process with everything that it started, and its folders.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    tree.kill();
    api.close();
    output.close();
    try {
      CodeFolders.delete(folder);
    } catch (IOException _) {
      // A process that is still dying wrote to it. The next start sweeps it.
    }
  }
}
