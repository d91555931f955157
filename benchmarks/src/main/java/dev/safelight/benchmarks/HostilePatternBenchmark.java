package dev.safelight.benchmarks;

import dev.safelight.policy.match.Wildcard;
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

/// Patterns that nearly fit in as many ways as there are; time for one match.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class HostilePatternBenchmark {
  /// Eight stars against 60 characters; `aaaa*a*a*b`; half of a long text, which naive searching
  /// compares at every place; the same with holes.
  @Param({"stars8", "aaaa", "long", "holes"})
  String shape = "";

  private Wildcard pattern = Wildcard.of("");
  private String value = "";

  @Setup
  public void make() {
    pattern =
        Wildcard.of(
            switch (shape) {
              case "stars8" -> "a*".repeat(7) + "b*";
              case "aaaa" -> "aaaa*a*a*b*b";
              case "long" -> "*" + "a".repeat(500) + "b*b";
              case "holes" -> "*" + "a?".repeat(250) + "b*b";
              default -> throw new IllegalStateException("no such shape: " + shape);
            });
    value = "a".repeat(shape.equals("stars8") || shape.equals("aaaa") ? 60 : 999) + "b";
    // Neither end refuses it: that there is no b is known only when all of it was searched.
    value = shape.equals("stars8") ? "a".repeat(60) : value;
  }

  @Benchmark
  public boolean match() {
    return pattern.matches(value);
  }
}
