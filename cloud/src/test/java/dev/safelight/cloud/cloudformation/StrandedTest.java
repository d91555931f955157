package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.delete;
import static dev.safelight.cloud.cloudformation.Stories.template;
import static dev.safelight.cloud.cloudformation.Stories.thing;
import static dev.safelight.cloud.cloudformation.Stories.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No stack says that it is gone while something of it is there, and none is busy for ever.
class StrandedTest {
  @TempDir Path data;
  private Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(data);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void whatNeedsEachOtherInTwoVersionsIsRemovedAllTheSame() {
    yard.done(
        create(
            template(
                thing("A", "DelaySeconds: 1", "DependsOn: B"),
                thing("B", "QueueName: b, DelaySeconds: 1"))));
    yard.done(
        update(
                template(
                    thing("A", "DelaySeconds: 1, FifoQueue: true"),
                    thing("B", "QueueName: b, DelaySeconds: 2", "DependsOn: A"),
                    thing("C", "DelaySeconds: 13", "DependsOn: B")))
            .toBuilder()
            .disableRollback(true)
            .build());
    assertThat(yard.status("s")).isEqualTo("UPDATE_FAILED");
    assertThat(yard.shelf.things()).hasSize(3);
    var id = yard.stack("s").stackId();
    yard.done(delete());
    assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(yard.shelf.things()).isEmpty();
  }

  @Test
  void ofACircleOneBeginsAndWhatWaitsForItComesAfterIt() {
    var needs =
        Map.of(
            "outside", Set.of("a"), "a", Set.of("b"), "b", Set.of("a"), "free", Set.<String>of());
    var done = new ConcurrentLinkedQueue<String>();
    var failed =
        new Waves<>(List.of("outside", "a", "b", "free"), needs::get).run(done::add, () -> true);
    assertThat(failed).isEmpty();
    assertThat(done).containsExactlyInAnyOrder("outside", "a", "b", "free").startsWith("free");
    assertThat(List.copyOf(done).indexOf("outside")).isGreaterThan(List.copyOf(done).indexOf("a"));
  }

  @Test
  void aCircleDoesNotBeginWhereNothingMayBegin() {
    var needs = Map.of("a", Set.of("b"), "b", Set.of("a"));
    var done = new ConcurrentLinkedQueue<String>();
    new Waves<>(needs.keySet(), needs::get).run(done::add, () -> false);
    assertThat(done).isEmpty();
  }

  @Test
  void anErrorInOneCreationEndsTheTaskAndTheStackCanBeRemoved() {
    yard.shelf.onCreate =
        name -> {
          if (name.equals("b")) {
            throw new AssertionError("an error, not an exception");
          }
        };
    yard.done(
        create(template(thing("A", "QueueName: a"), thing("B", "QueueName: b", "DependsOn: A"))));
    assertThat(yard.status("s")).isEqualTo("CREATE_FAILED");
    assertThat(yard.events("s"))
        .contains("B CREATE_FAILED Internal Failure", "s CREATE_FAILED Internal Failure");
    assertThat(yard.shelf.things()).containsOnlyKeys("a");
    var id = yard.stack("s").stackId();
    yard.done(delete());
    assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(yard.shelf.things()).isEmpty();
  }

  @Test
  void aTaskIsGivenUpAlsoWhereTheDiskFailsMeanwhile() {
    yard.shelf.onCreate =
        _ -> {
          yard.tick =
              () -> {
                yard.tick = () -> {};
                yard.store.read(transaction -> transaction.exists("select 1 from nowhere"));
              };
          throw new AssertionError("an error, not an exception");
        };
    yard.done(create(template(thing("A", "QueueName: a"))));
    assertThat(yard.status("s")).isEqualTo("CREATE_FAILED");
  }

  @Test
  void aDeletionWakesAStackThatNobodyIsAt() {
    yard.shelf.onCreate =
        _ -> {
          throw new Stopped();
        };
    yard.done(create(template(thing("A", "QueueName: a"))));
    assertThat(yard.status("s")).isEqualTo("CREATE_IN_PROGRESS");
    yard.shelf.onCreate = _ -> {};
    var id = yard.stack("s").stackId();
    yard.done(delete());
    assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(yard.shelf.things()).isEmpty();
  }
}
