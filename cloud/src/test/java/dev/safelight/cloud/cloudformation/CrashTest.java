package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.delete;
import static dev.safelight.cloud.cloudformation.Stories.template;
import static dev.safelight.cloud.cloudformation.Stories.thing;
import static dev.safelight.cloud.cloudformation.Stories.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/// The law of crashes: whenever the process ends, after the next start each stack comes to an end,
/// and what there is, is what the stacks say that there is.
class CrashTest {
  private static final String BEFORE =
      template(
          thing("A", "QueueName: a, DelaySeconds: 1"),
          thing("R", "DelaySeconds: 4, RedrivePolicy: !Ref A"),
          thing("D", "QueueName: d", "DependsOn: R"));
  private static final String AFTER =
      template(
          thing("A", "QueueName: a, DelaySeconds: 7"),
          thing("R", "DelaySeconds: 4, RedrivePolicy: !Ref A, FifoQueue: true"),
          thing("E", "QueueName: !Sub \"e-${R}\""));
  private static final String FAILING =
      AFTER + thing("F", "QueueName: f, DelaySeconds: 13", "DependsOn: E");

  @TempDir Path folder;

  /// What the dead say on their way is not worth a line.
  @BeforeAll
  static void hush() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      if (!(thrown instanceof Fuse.Crash)) {
        throw new AssertionError(thread.getName(), thrown);
      }
    });
  }

  @AfterAll
  static void speak() {
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  void aCreationEndsWell() {
    assertLaw("", create(BEFORE), Set.of("CREATE_COMPLETE"));
  }

  @Test
  void aCreationThatFailsLeavesNothing() {
    assertLaw("", create(FAILING), Set.of("ROLLBACK_COMPLETE"));
  }

  @Test
  void anUpdateEndsWell() {
    assertLaw(BEFORE, update(AFTER), Set.of("UPDATE_COMPLETE"));
  }

  @Test
  void anUpdateThatFailsIsTakenBack() {
    assertLaw(BEFORE, update(FAILING), Set.of("UPDATE_ROLLBACK_COMPLETE"));
  }

  @Test
  void aDeletionEndsWell() {
    assertLaw(BEFORE, delete(), Set.of("DELETE_COMPLETE"));
  }

  /// At each moment once, and at each again with a second process that ends soon after its start.
  private void assertLaw(String before, SdkPojo request, Set<String> ends) {
    var moments = 0;
    for (var blown = true; blown; moments++) {
      blown = crashesAt(moments + 1, Fuse.NEVER, before, request, ends);
    }
    assertThat(moments).isGreaterThan(10);
    for (int moment = 3; moment < moments; moment += 2) {
      crashesAt(moment, 1 + moment * 5 % 13, before, request, ends);
    }
  }

  /// @return whether the process came to that moment
  private boolean crashesAt(
      int moment, int second, String before, SdkPojo request, Set<String> ends) {
    var data = folder.resolve("data" + moment + "-" + second);
    Map<String, Integer> was = Map.of();
    if (!before.isEmpty()) {
      try (var yard = new Yard(data)) {
        yard.done(create(before));
        was = yard.shelf.things();
      }
    }
    var fuse = new Fuse(moment);
    String id = "";
    try (var yard = new Yard(data, fuse)) {
      yard.call(request);
      yard.rest();
    } catch (Fuse.Crash _) {
      // In the call itself: nothing has begun.
    }
    try (var yard = new Yard(data, new Fuse(second))) {
      yard.rest();
    }
    try (var yard = new Yard(data)) {
      yard.rest();
      for (var stack : stacks(yard)) {
        id = stack.id();
        if (stack.task().isEmpty()
            && stack.status().toString().equals("CREATE_COMPLETE")
            && !before.isEmpty()) {
          // The crash was in the call: nothing has begun.
          assertThat(yard.shelf.things()).as("at moment " + moment).isEqualTo(was);
          continue;
        }
        assertThat(stack.status().toString()).as("at moment " + moment).isIn(ends);
      }
      assertThat(yard.shelf.things()).as("at moment " + moment).isEqualTo(yard.claimed());
      if (ends.contains("UPDATE_ROLLBACK_COMPLETE")) {
        assertThat(yard.shelf.things()).as("at moment " + moment).isEqualTo(was);
      }
      if (ends.contains("CREATE_COMPLETE") && !id.isEmpty()) {
        assertThat(yard.shelf.things()).as("at moment " + moment).hasSize(3);
      }
      if (request instanceof UpdateStackRequest && ends.contains("UPDATE_COMPLETE")) {
        assertThat(yard.shelf.things()).hasSize(3);
      }
    }
    return fuse.isBlown();
  }

  private static java.util.List<Stack> stacks(Yard yard) {
    return yard.store.read(transaction ->
        new Stacks(new Events(() -> "")).all("123456789012", "us-east-1", transaction));
  }
}
