package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.template;
import static dev.safelight.cloud.cloudformation.Stories.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Fault;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.ExecuteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateRequest;

/// Whoever may do everything with one stack may do nothing with another, however it is named.
class OneStackOnlyTest {
  @TempDir Path data;
  private Yard yard;
  private String changeSet = "";

  @BeforeEach
  void open() {
    yard = new Yard(data);
    yard.userMay =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "cloudformation:*",
          "Resource": "arn:aws:cloudformation:*:*:stack/dev/*"}}
        """;
    for (var name : List.of("dev", "prod")) {
      yard.done(
          create(template(thing("A", "DelaySeconds: 1, QueueName: " + name))).toBuilder()
              .stackName(name)
              .build());
    }
    changeSet =
        ((CreateChangeSetResponse)
                yard.call(
                    CreateChangeSetRequest.builder()
                        .stackName("prod")
                        .changeSetName("c")
                        .templateBody(template(thing("A", "DelaySeconds: 7, QueueName: prod")))
                        .build()))
            .id();
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private List<SdkPojo> aboutTheChangeSet(String stack) {
    return List.of(
        ExecuteChangeSetRequest.builder().changeSetName(changeSet).stackName(stack).build(),
        DescribeChangeSetRequest.builder().changeSetName(changeSet).stackName(stack).build(),
        GetTemplateRequest.builder().changeSetName(changeSet).stackName(stack).build(),
        DeleteChangeSetRequest.builder().changeSetName(changeSet).stackName(stack).build());
  }

  @Test
  void anotherStacksChangeSetIsDeniedWhateverStackIsNamedBesideIt() {
    for (var request : aboutTheChangeSet("dev")) {
      assertThatThrownBy(() -> yard.call(Yard.USER, request))
          .as(request.toString())
          .isInstanceOf(Yard.Denied.class)
          .hasMessageContaining("stack/prod/");
    }
    yard.rest();
    assertThat(yard.shelf.things()).containsEntry("prod", 1);
    assertThat(yard.status("prod")).isEqualTo("CREATE_COMPLETE");
    yard.call(DescribeChangeSetRequest.builder().changeSetName(changeSet).build());
  }

  @Test
  void aChangeSetIsNotFoundInAStackThatIsNotItsOwn() {
    // Of those, a deletion alone answers well: what is not there is as good as deleted.
    for (var request : aboutTheChangeSet("dev").subList(0, 3)) {
      assertThatThrownBy(() -> yard.call(request))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo("ChangeSetNotFound"));
    }
    yard.call(aboutTheChangeSet("dev").getLast());
    yard.call(aboutTheChangeSet(yard.stack("prod").stackId()).get(1));
    yard.done(aboutTheChangeSet("prod").getFirst());
    assertThat(yard.shelf.things()).containsEntry("prod", 7);
  }

  @Test
  void aResourceIsShownToThoseWhoMaySeeItsStack() {
    var prod = DescribeStackResourcesRequest.builder().physicalResourceId("prod").build();
    var dev = DescribeStackResourcesRequest.builder().physicalResourceId("dev").build();
    var none = DescribeStackResourcesRequest.builder().physicalResourceId("none:/*").build();
    assertThatThrownBy(() -> yard.call(Yard.USER, prod))
        .isInstanceOf(Yard.Denied.class)
        .hasMessageContaining("stack/prod/");
    assertThatThrownBy(() -> yard.call(Yard.USER, none))
        .isInstanceOf(Yard.Denied.class)
        .hasMessageContaining("stack/*/*");
    assertThat(((DescribeStackResourcesResponse) yard.call(Yard.USER, dev)).stackResources())
        .hasSize(1);
  }
}
