package dev.safelight.benchmarks;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.List;
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

/// Decisions per second on one core by the number of statements in each of two policies; the
/// returned decisions are consumed. In several processes, for each compiles and lays out memory
/// anew: one alone may be a third off.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(4)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
public class PolicyBenchmark {
  @Param({"1", "10", "100", "1000"})
  int statements;

  private Workload workload = new Workload(1, 1);
  private List<Attached> policies = List.of();
  private Query[] queries = {};
  private int next;

  @Setup
  public void read() throws MalformedPolicy {
    workload = new Workload(statements, 1);
    policies = workload.policies();
    queries = workload.queries();
  }

  private int next() {
    next = next + 1 & Workload.REQUESTS - 1;
    return next;
  }

  @Benchmark
  public Decision decide() {
    return Engine.decide(queries[next()]);
  }

  /// With the query and its context of eleven keys made anew.
  @Benchmark
  public Decision buildAndDecide() {
    var ask = workload.asks.get(next());
    return Engine.decide(
        Workload.query(ask, "arn:aws:sts::123456789012:assumed-role/x/thumbnail", policies));
  }

  /// Reading, checking and indexing the bucket's policy.
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Policy compile() throws MalformedPolicy {
    return Policy.parse(workload.bucketPolicy, PolicyType.RESOURCE.kind());
  }
}
