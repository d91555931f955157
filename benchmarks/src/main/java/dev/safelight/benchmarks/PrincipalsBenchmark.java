package dev.safelight.benchmarks;

import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.Query;
import dev.safelight.policy.document.MalformedPolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Decisions per second where the last of a bucket policy's statements names a thousand roles, all
/// of which ask.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(4)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class PrincipalsBenchmark {
  @Param({"1", "1000"})
  int statements;

  private Query[] queries = {};
  private int next;

  @Setup
  public void read() throws MalformedPolicy {
    queries = new Workload(statements, 1_000).queries();
  }

  @Benchmark
  public Decision decide() {
    next = next + 1 & Workload.REQUESTS - 1;
    return Engine.decide(queries[next]);
  }
}
