package dev.safelight.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.safelight.policy.Engine;
import dev.safelight.policy.Query;
import dev.safelight.policy.document.MalformedPolicy;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Decisions per second of processor time: on a machine that others use, too, what they take is not
/// counted; what they evict from its caches still is. One line, the median of ten rounds and the
/// slowest and fastest of them, and the bytes that a decision allocates.
///
/// Arguments: the number of statements, of principals.
public final class ThreadTime {
  private static final int WARMING = 6;
  private static final int ROUNDS = 10;
  private static final long NANOS = 400_000_000;

  private ThreadTime() {}

  public static void main(String... arguments) throws MalformedPolicy {
    var queries =
        new Workload(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])).queries();
    var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var speeds = new double[ROUNDS];
    double bytes = 0;
    long allowed = 0;
    for (int round = -WARMING; round < ROUNDS; round++) {
      var allocated = thread.getCurrentThreadAllocatedBytes();
      var begin = thread.getCurrentThreadCpuTime();
      long took = 0;
      long decisions = 0;
      while (took < NANOS) {
        allowed += decide(queries);
        decisions += queries.length;
        took = thread.getCurrentThreadCpuTime() - begin;
      }
      bytes = (double) (thread.getCurrentThreadAllocatedBytes() - allocated) / decisions;
      if (round >= 0) {
        speeds[round] = decisions * 1e9 / took;
      }
    }
    Arrays.sort(speeds);
    System.out.printf(
        "%,.0f (%,.0f to %,.0f), %.0f bytes; %d allowed%n",
        (speeds[ROUNDS / 2 - 1] + speeds[ROUNDS / 2]) / 2,
        speeds[0],
        speeds[ROUNDS - 1],
        bytes,
        allowed);
  }

  private static int decide(Query[] queries) {
    int allowed = 0;
    for (var query : queries) {
      allowed += Engine.decide(query).allows() ? 1 : 0;
    }
    return allowed;
  }
}
