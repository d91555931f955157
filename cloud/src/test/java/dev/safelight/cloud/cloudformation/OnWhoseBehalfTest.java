package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.delete;
import static dev.safelight.cloud.cloudformation.Stories.template;
import static dev.safelight.cloud.cloudformation.Stories.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Fault;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;

/// In whose name a stack acts, and as which role.
class OnWhoseBehalfTest {
  private static final String A = thing("A", "QueueName: a, DelaySeconds: 1");
  private static final String B = thing("B", "QueueName: b", "DependsOn: A");
  private static final String ROLE = "arn:aws:iam::123456789012:role/Deletes";

  @TempDir Path data;

  @Test
  void whoDeletesAStackLendsNothingToWhatIsHalfMade() {
    String id;
    try (var yard = new Yard(data, new Fuse(Fuse.NEVER))) {
      yard.userMay =
          yard.userMay.replace("[]", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
      yard.shelf.onCreate =
          name -> {
            if (name.equals("b")) {
              yard.call(delete());
              yard.fuse.blow();
              throw new Fuse.Crash();
            }
          };
      id = ((CreateStackResponse) yard.call(Yard.USER, create(template(A, B)))).stackId();
      yard.rest();
    }
    try (var yard = new Yard(data)) {
      yard.rest();
      assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
      assertThat(yard.shelf.things()).isEmpty();
      assertThat(yard.shelf.callers)
          .containsExactly(
              "Create " + Yard.USER.arn(),
              "Delete " + Yard.ROOT.arn(),
              "Delete " + Yard.ROOT.arn());
    }
  }

  @Test
  void theRoleOfADeletionIsKeptWhereTheStackIsStillBeingMade() {
    try (var yard = new Yard(data)) {
      yard.shelf.onCreate = _ -> yard.call(delete().toBuilder().roleARN(ROLE).build());
      var id = ((CreateStackResponse) yard.done(create(template(A, B)))).stackId();
      assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
      assertThat(yard.stack(id).roleARN()).isEqualTo(ROLE);
      // At once, to see that it can be assumed, and for what it deletes.
      assertThat(yard.shelf.callers)
          .filteredOn(each -> each.startsWith("AssumeRoleRequest"))
          .hasSize(2);
    }
  }

  @Test
  void aRoleIsAssumedForTheStackThatThereIs() {
    try (var yard = new Yard(data)) {
      yard.done(create(template(A)));
      var id = yard.stack("s").stackId();
      yard.shelf.callers.clear();
      yard.done(delete().toBuilder().roleARN(ROLE).build());
      assertThat(yard.shelf.sources).hasSize(2).containsOnly(id);
    }
  }

  @Test
  void anArnThatIsNoStacksIsRefused() {
    try (var yard = new Yard(data)) {
      for (var name :
          new String[] {
            "arn:x",
            "arn:aws:cloudformation:us-east-1:123456789012:changeSet/c/1",
            "arn:aws:cloudformation:us-east-1:1:stack/s/1",
            "arn:aws:cloudformation:us-east-1:123456789012:stack/"
          }) {
        assertThatThrownBy(
                () -> yard.call(delete().toBuilder().stackName(name).roleARN(ROLE).build()))
            .isInstanceOfSatisfying(
                Fault.class, fault -> assertThat(fault.code()).isEqualTo("ValidationError"));
      }
    }
  }
}
