package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.template;
import static dev.safelight.cloud.cloudformation.Stories.thing;
import static dev.safelight.cloud.cloudformation.Stories.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Fault;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/// What was changed is changed back, and nothing else is touched.
class WayBackTest {
  private static final String A = thing("A", "QueueName: a, DelaySeconds: 1");

  @TempDir Path data;

  @Test
  void whatWasRefusedWithoutAnyCallIsTakenBackWithoutAny() {
    try (var yard = new Yard(data)) {
      yard.done(create(template(A)));
      yard.shelf.log.clear();
      yard.done(update(template(thing("A", "QueueName: a, FifoQueue: true"))));
      assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
      assertThat(yard.shelf.log).isEmpty();
      assertThat(yard.events("s")).contains("A UPDATE_COMPLETE");
    }
  }

  @Test
  void whatACrashHasCutShortIsChangedBackAlsoWhereItIsThenRefused() {
    try (var yard = new Yard(data)) {
      yard.done(create(template(A)));
      yard.shelf.after =
          shape -> {
            if (shape instanceof SetQueueAttributesRequest) {
              yard.fuse.blow();
            }
          };
      yard.done(update(template(thing("A", "QueueName: a, DelaySeconds: 2"))));
      assertThat(yard.shelf.things()).containsEntry("a", 2);
    }
    var first = new AtomicBoolean(true);
    try (var yard =
        new Yard(
            data,
            new Fuse(Fuse.NEVER),
            shelf ->
                shelf.before =
                    shape -> {
                      if (shape instanceof SetQueueAttributesRequest && first.getAndSet(false)) {
                        throw new Fault(403, "AccessDenied", "Not any more.");
                      }
                    })) {
      yard.rest();
      assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
      assertThat(yard.shelf.things()).containsEntry("a", 1).isEqualTo(yard.claimed());
    }
  }
}
