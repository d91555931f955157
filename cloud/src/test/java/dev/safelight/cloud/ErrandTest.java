package dev.safelight.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.authorise.Errand;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.policy.Engine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserRequest;
import software.amazon.awssdk.services.iam.model.ListUsersRequest;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;

/// What services do on somebody's behalf.
class ErrandTest {
  private static final Caller ROOT = new Caller.Root("123456789012");
  private static final String SERVICE = "cloudformation.amazonaws.com";
  private static final String LOGS =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "logs:*", "Resource": "*",
         "Condition": {"Bool": {"aws:ViaAWSService": "true"}}}]}
      """;

  @TempDir Path data;
  private Wiring wiring;
  private Road road;

  @BeforeEach
  void open() {
    wiring = new Wiring(Settings.ephemeral(data), Engine::decide);
    road = wiring.road();
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private Caller.User user() {
    var made =
        (CreateUserResponse)
            road.call(ROOT, "us-east-1", CreateUserRequest.builder().userName("alice").build());
    road.call(
        ROOT,
        "us-east-1",
        PutUserPolicyRequest.builder()
            .userName("alice")
            .policyName("logs")
            .policyDocument(LOGS)
            .build());
    return new Caller.User("123456789012", "/", "alice", made.user().userId(), "");
  }

  private Answer logGroup(Caller caller, String name) {
    return road.run(
        Errand.forwarded("id-" + name, caller, SERVICE, "us-east-1"),
        CreateLogGroupRequest.builder().logGroupName(name).build());
  }

  @Test
  void aForwardedCallIsItsCallersAndSaysThroughWhomItCame() {
    assertThat(logGroup(user(), "one")).isInstanceOf(Answer.Shaped.class);
    var record =
        wiring
            .store()
            .read(transaction -> new dev.safelight.cloud.audit.Audit().find(transaction, "id-one"))
            .orElseThrow();
    assertThat(record.caller()).isEqualTo("arn:aws:iam::123456789012:user/alice");
    assertThat(record.sourceAddress()).isEqualTo(SERVICE);
  }

  /// AWS: "AWS global condition context keys", `aws:CalledVia`: Lambda is not among the services
  /// that it names, and whom Lambda works for stays named.
  @Test
  void whoeverCalledAServiceStaysInTheChain() {
    var user = user();
    road.call(
        ROOT,
        "us-east-1",
        PutUserPolicyRequest.builder()
            .userName("alice")
            .policyName("not-through-stacks")
            .policyDocument(
                """
                {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Action": "logs:*",
                  "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {
                    "aws:CalledVia": ["cloudformation.amazonaws.com", "lambda.amazonaws.com"]}}}}
                """)
            .build());
    var request = CreateLogGroupRequest.builder().logGroupName("one").build();
    var lambda = "lambda.amazonaws.com";
    assertThatThrownBy(() ->
            road.run(Errand.forwarded("a", user, List.of(SERVICE), lambda, "us-east-1"), request))
        .hasMessageContaining("explicit deny");
    assertThatThrownBy(() -> road.run(Errand.forwarded("b", user, SERVICE, "us-east-1"), request))
        .hasMessageContaining("explicit deny");
    // Allowed by ViaAWSService alone.
    assertThat(road.run(Errand.forwarded("c", user, lambda, "us-east-1"), request))
        .isInstanceOf(Answer.Shaped.class);
  }

  @Test
  void aUserWhoIsGoneIsUnknownAlsoWhereAnotherHasTheName() {
    var gone = user();
    road.call(
        ROOT,
        "us-east-1",
        software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest.builder()
            .userName("alice")
            .policyName("logs")
            .build());
    road.call(ROOT, "us-east-1", DeleteUserRequest.builder().userName("alice").build());
    assertUnknown(gone);
    user();
    assertUnknown(gone);
  }

  @Test
  void theSessionsOfARoleEndWithIt() {
    var trust =
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        """;
    var made =
        (CreateRoleResponse)
            road.call(
                ROOT,
                "us-east-1",
                CreateRoleRequest.builder().roleName("r").assumeRolePolicyDocument(trust).build());
    road.call(
        ROOT,
        "us-east-1",
        PutRolePolicyRequest.builder()
            .roleName("r")
            .policyName("logs")
            .policyDocument(LOGS)
            .build());
    var session =
        new Caller.Session(
            "123456789012", "/", "r", made.role().roleId(), "s", "", Instant.EPOCH, List.of(), "");
    assertThat(logGroup(session, "two")).isInstanceOf(Answer.Shaped.class);
    road.call(
        ROOT,
        "us-east-1",
        software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest.builder()
            .roleName("r")
            .policyName("logs")
            .build());
    road.call(ROOT, "us-east-1", DeleteRoleRequest.builder().roleName("r").build());
    assertUnknown(session);
  }

  private void assertUnknown(Caller gone) {
    assertThatThrownBy(() -> logGroup(gone, "never"))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.status()).isIn(400, 403);
              assertThat(fault.text())
                  .isEqualTo("The security token included in the request is invalid.");
            });
  }

  @Test
  void whatTheWitnessCannotKeepDidNotHappen() {
    assertThatThrownBy(() ->
            road.run(
                Errand.forwarded("w", ROOT, SERVICE, "us-east-1"),
                CreateUserRequest.builder().userName("bob").build(),
                (_, _) -> {
                  throw new IllegalStateException("no room");
                }))
        .hasMessage("no room");
    var users =
        (ListUsersResponse) road.call(ROOT, "us-east-1", ListUsersRequest.builder().build());
    assertThat(users.users()).noneMatch(each -> each.userName().equals("bob"));
  }
}
