package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.delete;
import static dev.safelight.cloud.cloudformation.Stories.template;
import static dev.safelight.cloud.cloudformation.Stories.thing;
import static dev.safelight.cloud.cloudformation.Stories.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.model.CancelUpdateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.ContinueUpdateRollbackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;

/// How stacks come to be, change and go.
class MakingTest {
  private static final String A = thing("A", "QueueName: a, DelaySeconds: 1");
  private static final String B = thing("B", "QueueName: !Sub \"b-${A}\", DelaySeconds: 2");
  private static final String C =
      thing("C", "QueueName: c, DelaySeconds: 3", "DependsOn: B", "DeletionPolicy: Retain");

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
  void resourcesAreMadeAfterWhatTheyNeedAndTheStackIsToldLast() {
    yard.done(create(template(C, B, A)));
    assertThat(yard.shelf.log).containsExactly("create a", "create b-a", "create c");
    assertThat(yard.events("s"))
        .containsExactly(
            "s CREATE_IN_PROGRESS User Initiated",
            "A CREATE_IN_PROGRESS",
            "A CREATE_IN_PROGRESS Resource creation Initiated",
            "A CREATE_COMPLETE",
            "B CREATE_IN_PROGRESS",
            "B CREATE_IN_PROGRESS Resource creation Initiated",
            "B CREATE_COMPLETE",
            "C CREATE_IN_PROGRESS",
            "C CREATE_IN_PROGRESS Resource creation Initiated",
            "C CREATE_COMPLETE",
            "s CREATE_COMPLETE");
  }

  @Test
  void thoseThatNeedNothingOfEachOtherAreMadeAtTheSameTime() {
    var both = new CyclicBarrier(2);
    yard.shelf.onCreate =
        _ -> {
          try {
            both.await(30, TimeUnit.SECONDS);
          } catch (Exception alone) {
            throw new IllegalStateException(alone);
          }
        };
    yard.done(create(template(thing("A", "QueueName: a"), thing("B", "QueueName: b"))));
    assertThat(yard.status("s")).isEqualTo("CREATE_COMPLETE");
  }

  @Test
  void aDeletionGoesTheOtherWayAndKeepsWhatIsRetained() {
    yard.done(create(template(C, B, A)));
    var id = yard.stack("s").stackId();
    yard.done(delete());
    assertThat(yard.shelf.log).endsWith("delete b-a", "delete a");
    assertThat(yard.shelf.things()).containsOnlyKeys("c");
    assertThat(yard.events(id))
        .contains("C DELETE_SKIPPED")
        .endsWith("A DELETE_IN_PROGRESS", "A DELETE_COMPLETE", "s DELETE_COMPLETE");
    assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B", "C"})
  void whereverACreationFailsNothingOfItIsLeft(String failing) {
    var things = new ArrayList<String>();
    for (var id : List.of("A", "B", "C")) {
      var needs = id.equals("A") ? "" : ", RedrivePolicy: !Ref " + (char) (id.charAt(0) - 1);
      things.add(
          thing(
              id,
              "QueueName: %s, DelaySeconds: %d%s"
                  .formatted(id, id.equals(failing) ? Shelf.REFUSED : 1, needs)));
    }
    yard.done(create(template(things.toArray(String[]::new))));
    assertThat(yard.shelf.things()).isEmpty();
    assertThat(yard.status("s")).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(yard.events("s"))
        .contains(
            "s ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [%s]. Rollback requested by user."
                .formatted(failing))
        .anyMatch(event ->
            event.matches(
                failing
                    + " CREATE_FAILED Resource handler returned message: \"13 brings bad luck\\. \\(Service: Sqs, Status Code: 400, Request ID: [-0-9a-f]{36}\\)\" \\(RequestToken: [-0-9a-f]{36}, HandlerErrorCode: InvalidRequest\\)"));
  }

  @Test
  void whatIsBeingMadeWhileAnotherFailsIsCancelledAndRemoved() {
    var aIsAtWork = new java.util.concurrent.CountDownLatch(1);
    var bHasFailed = new java.util.concurrent.CountDownLatch(1);
    yard.shelf.onCreate =
        name -> {
          try {
            if (name.equals("a")) {
              aIsAtWork.countDown();
              assertThat(bHasFailed.await(30, TimeUnit.SECONDS)).isTrue();
            } else {
              assertThat(aIsAtWork.await(30, TimeUnit.SECONDS)).isTrue();
            }
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        };
    yard.call(
        create(
            template(
                thing("A", "QueueName: a"),
                thing("B", "QueueName: b, DelaySeconds: 13"),
                thing("C", "QueueName: c", "DependsOn: A"))));
    while (yard.events("s").stream().noneMatch(each -> each.startsWith("B CREATE_FAILED"))) {
      Thread.onSpinWait();
    }
    bHasFailed.countDown();
    yard.rest();
    assertThat(yard.events("s"))
        .contains(
            "A CREATE_FAILED Resource creation cancelled",
            "s ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [A, B]. Rollback requested by user.",
            "s ROLLBACK_COMPLETE")
        .noneMatch(each -> each.startsWith("C ") || each.startsWith("B DELETE_IN_PROGRESS"));
    assertThat(yard.shelf.things()).isEmpty();
  }

  @Test
  void whatWasThereBeforeTheStackIsNotRemovedWithIt() {
    yard.done(create(template(A)));
    yard.done(create(template(thing("X", "QueueName: a"))).toBuilder().stackName("t").build());
    assertThat(yard.status("t")).isEqualTo("ROLLBACK_COMPLETE");
    assertThat(yard.events("t"))
        .anyMatch(event ->
            event.contains(
                "\"Resource of type 'AWS::SQS::Queue' with identifier 'a' already exists.\""));
    assertThat(yard.shelf.things()).containsEntry("a", 1);
  }

  @Test
  void anUpdateChangesInPlaceReplacesAddsAndRemoves() {
    yard.done(
        create(
            template(
                A,
                thing("R", "DelaySeconds: 4"),
                thing("D", "QueueName: d"),
                thing("N", "QueueName: !Sub \"n-${R}\""))));
    var before = yard.shelf.things();
    yard.shelf.log.clear();
    yard.done(
        update(
            template(
                thing("A", "QueueName: a, DelaySeconds: 7"),
                thing("R", "DelaySeconds: 4, FifoQueue: true"),
                thing("E", "QueueName: e"),
                thing("N", "QueueName: !Sub \"n-${R}\""))));
    assertThat(yard.status("s")).isEqualTo("UPDATE_COMPLETE");
    var after = yard.shelf.things();
    assertThat(after).containsEntry("a", 7).containsKey("e").doesNotContainKey("d").hasSize(4);
    var old = before.keySet().stream().filter(each -> each.startsWith("s-R-")).findFirst().get();
    assertThat(after).doesNotContainKeys(old, "n-" + old);
    // The new ones first; the old ones, each before what it needed, at the end.
    assertThat(yard.shelf.log.indexOf("delete n-" + old))
        .isLessThan(yard.shelf.log.indexOf("delete " + old));
    assertThat(yard.events("s"))
        .contains(
            "R UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.",
            "R UPDATE_COMPLETE",
            "A UPDATE_IN_PROGRESS",
            "A UPDATE_COMPLETE",
            "E CREATE_COMPLETE",
            "s UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
            "D DELETE_COMPLETE")
        .endsWith("s UPDATE_COMPLETE");
    assertThat(yard.claimed()).isEqualTo(after);
  }

  @Test
  void whoIsReferredToByWhatDoesNotChangeLeavesOthersUntouched() {
    yard.done(create(template(A, B)));
    yard.shelf.log.clear();
    yard.done(update(template(thing("A", "QueueName: a, DelaySeconds: 5"), B)));
    assertThat(yard.shelf.log).containsExactly("change a");
  }

  @ParameterizedTest
  @ValueSource(ints = {Shelf.REFUSED, Shelf.DENIED, Shelf.BROKEN})
  void aFailedUpdateLeavesTheStackAsItWas(int failure) {
    yard.done(create(template(A, thing("R", "DelaySeconds: 4"), thing("D", "QueueName: d"))));
    var before = yard.shelf.things();
    yard.done(
        update(
            template(
                thing("A", "QueueName: a, DelaySeconds: 7"),
                thing("R", "DelaySeconds: 4, FifoQueue: true", "DependsOn: A"),
                thing("E", "QueueName: e", "DependsOn: R"),
                thing("F", "QueueName: f, DelaySeconds: " + failure, "DependsOn: E"))));
    assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(yard.shelf.things()).isEqualTo(before);
    assertThat(yard.claimed()).isEqualTo(before);
    assertThat(yard.events("s"))
        .contains(
            "s UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [F]. ",
            "s UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
            "E DELETE_COMPLETE");
    // And it can be updated again.
    yard.done(update(template(A)));
    assertThat(yard.shelf.things()).containsOnlyKeys("a");
  }

  @Test
  void aChangeThatIsRefusedNeedsNoWayBack() {
    yard.done(create(template(A, B)));
    yard.done(update(template(thing("A", "QueueName: a, DelaySeconds: 403"), B)));
    assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(yard.shelf.log).doesNotContain("change a");
    assertThat(yard.events("s"))
        .anyMatch(event ->
            event.startsWith("A UPDATE_FAILED") && event.contains("HandlerErrorCode: AccessDenied"))
        .contains(
            "s UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [A]. ");
  }

  @Test
  void aNameOfItsOwnIsNoNameForTwo() {
    yard.done(create(template(A)));
    yard.done(update(template(thing("A", "QueueName: a, FifoQueue: true"))));
    assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    // AWS: "Update behaviors of stack resources".
    assertThat(yard.events("s"))
        .contains(
            "A UPDATE_FAILED CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename a and update the stack again.");
    assertThat(yard.shelf.things()).containsOnlyKeys("a");
  }

  @Test
  void whatIsReplacedStaysWhereItsPolicySaysSo() {
    yard.done(create(template(thing("R", "DelaySeconds: 1"))));
    yard.done(
        update(
            template(
                thing("R", "DelaySeconds: 1, FifoQueue: true", "UpdateReplacePolicy: Retain"))));
    assertThat(yard.shelf.things()).hasSize(2);
    assertThat(yard.events("s")).contains("R DELETE_SKIPPED");
    assertThat(yard.claimed()).hasSize(1);
  }

  @Test
  void aRollbackKeepsWhatIsRetainedButNotWhatIsRetainedExceptOnCreate() {
    yard.done(
        create(
            template(
                thing("A", "QueueName: a", "DeletionPolicy: Retain"),
                thing("B", "QueueName: b", "DeletionPolicy: RetainExceptOnCreate"),
                thing("C", "QueueName: c, DelaySeconds: 13", "DependsOn: [A, B]"))));
    assertThat(yard.shelf.things()).containsOnlyKeys("a");
    assertThat(yard.events("s")).contains("A DELETE_SKIPPED", "B DELETE_COMPLETE");
  }

  @Test
  void aCreationMayBeLeftAsItFailedOrRemoved() {
    var failing = template(A, thing("F", "DelaySeconds: 13", "DependsOn: A"));
    yard.done(create(failing).toBuilder().onFailure(OnFailure.DO_NOTHING).build());
    assertThat(yard.status("s")).isEqualTo("CREATE_FAILED");
    assertThat(yard.shelf.things()).containsOnlyKeys("a");
    yard.done(delete());
    assertThat(yard.shelf.things()).isEmpty();
    var request = create(failing).toBuilder().onFailure(OnFailure.DELETE).build();
    var id = ((CreateStackResponse) yard.done(request)).stackId();
    assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(yard.shelf.things()).isEmpty();
  }

  @Test
  void whatCannotBeRemovedFailsTheDeletionUntilItIsLeftAlone() {
    yard.done(create(template(thing("A", "QueueName: a, DelaySeconds: 99"), B)));
    yard.done(delete());
    assertThat(yard.status("s")).isEqualTo("DELETE_FAILED");
    assertThat(yard.stack("s").stackStatusReason())
        .isEqualTo("The following resource(s) failed to delete: [A]. ");
    assertThat(yard.events("s"))
        .anyMatch(event ->
            event.startsWith(
                "A DELETE_FAILED Resource handler returned message: \"The thing you tried to remove is glued. (Service: Sqs, Status Code: 409, Request ID: "));
    yard.done(delete().toBuilder().retainResources("A").build());
    assertThat(yard.shelf.things()).containsOnlyKeys("a");
  }

  @Test
  void aRollbackThatFailsIsContinuedOrSkipped() {
    yard.done(create(template(thing("A", "QueueName: a, DelaySeconds: 1"))));
    // What was allowed when the stack was made is refused on the way back.
    yard.store.write(t ->
        t.update(
            "update cfn_part set applied = replace(applied, 'DelaySeconds\\\":1', 'DelaySeconds\\\":13')"));
    yard.done(
        update(
            template(
                thing("A", "QueueName: a, DelaySeconds: 2"),
                thing("F", "DelaySeconds: 13", "DependsOn: A"))));
    assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_FAILED");
    yard.done(ContinueUpdateRollbackRequest.builder().stackName("s").resourcesToSkip("A").build());
    assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
  }

  @Test
  void aCreationThatTakesTooLongIsTakenBack() {
    yard.shelf.onCreate =
        name -> {
          if (name.equals("a")) {
            yard.now = yard.now.plus(Duration.ofMinutes(6));
          }
        };
    yard.done(create(template(A, B)).toBuilder().timeoutInMinutes(5).build());
    assertThat(yard.events("s"))
        .contains(
            "s ROLLBACK_IN_PROGRESS Stack creation time exceeded the specified timeout. Rollback requested by user.")
        .endsWith("s ROLLBACK_COMPLETE");
    assertThat(yard.shelf.things()).isEmpty();
  }

  @Test
  void anUpdateCanBeCancelled() {
    yard.done(create(template(A)));
    yard.shelf.onCreate = _ -> yard.call(CancelUpdateStackRequest.builder().stackName("s").build());
    yard.done(
        update(
            template(
                A, thing("E", "QueueName: e"), thing("F", "DelaySeconds: 1", "DependsOn: E"))));
    assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(yard.shelf.things()).containsOnlyKeys("a");
  }

  @Test
  void aStackThatIsBeingMadeCanBeRemoved() {
    yard.shelf.onCreate =
        name -> {
          if (name.equals("a")) {
            yard.call(delete());
          }
        };
    var id = ((CreateStackResponse) yard.done(create(template(A, B)))).stackId();
    assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(yard.shelf.things()).isEmpty();
    assertThat(yard.shelf.log).doesNotContain("create b-a");
  }
}
