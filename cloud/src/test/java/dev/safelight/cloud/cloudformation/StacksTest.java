package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.delete;
import static dev.safelight.cloud.cloudformation.Stories.template;
import static dev.safelight.cloud.cloudformation.Stories.thing;
import static dev.safelight.cloud.cloudformation.Stories.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.InsufficientCapabilitiesException;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/// What an unmodified client sees of stacks.
class StacksTest {
  private static final String A = thing("A", "QueueName: a, DelaySeconds: 1");
  private static final String PARAMETERS =
      """
      Parameters:
        Delay: { Type: Number, Default: 1, MaxValue: 900 }
        Secret: { Type: String, NoEcho: true }
      Resources:
        A: { Type: "AWS::SQS::Queue", Properties: { QueueName: !Sub "q-${Secret}", DelaySeconds: !Ref Delay } }
      Outputs:
        Name: { Description: its name, Value: !GetAtt A.QueueName }
      """;

  @TempDir Path data;
  private Yard yard;
  private CloudFormationClient client;

  @BeforeEach
  void open() {
    yard = new Yard(data);
    client = yard.client();
  }

  @AfterEach
  void close() {
    yard.close();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertInvalid(
      ThrowingCallable call, String message) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            fault -> {
              assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
              assertThat(fault.awsErrorDetails().errorMessage()).startsWith(message);
            });
  }

  private static Parameter parameter(String key, String value) {
    return Parameter.builder().parameterKey(key).parameterValue(value).build();
  }

  private static Parameter previous(String key) {
    return Parameter.builder().parameterKey(key).usePreviousValue(true).build();
  }

  private CreateChangeSetRequest.Builder changes(String name, String template) {
    return CreateChangeSetRequest.builder()
        .stackName("s")
        .changeSetName(name)
        .templateBody(template);
  }

  @Test
  void aStackThatIsNotThereIsNotThere() {
    assertInvalid(
        () -> client.describeStacks(d -> d.stackName("none")), "Stack with id none does not exist");
    assertInvalid(() -> client.updateStack(update(template(A))), "Stack [s] does not exist");
    client.deleteStack(delete());
    assertThat(client.describeStacks().stacks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1a", "a_b", "a.b", "ü", "a/b", "*"})
  void namesAreOfLettersDigitsAndDashes(String name) {
    // AWS: "CreateStack", the pattern of StackName.
    assertInvalid(
        () -> client.createStack(create(template(A)).toBuilder().stackName(name).build()),
        "1 validation error detected: Value '%s' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*"
            .formatted(name));
  }

  @Test
  void aNameIsGivenOnceAndComesFreeWithItsStack() {
    client.createStack(create(template(A)));
    assertThatThrownBy(() -> client.createStack(create(template(A))))
        .isInstanceOf(AlreadyExistsException.class)
        .hasMessageContaining("Stack [s] already exists");
    yard.rest();
    var id = yard.stack("s").stackId();
    client.deleteStack(delete());
    yard.rest();
    assertInvalid(
        () -> client.describeStacks(d -> d.stackName("s")), "Stack with id s does not exist");
    assertThat(client.describeStacks(d -> d.stackName(id)).stacks().getFirst().deletionTime())
        .isNotNull();
    client.createStack(create(template(A)));
    yard.rest();
    assertThat(yard.stack("s").stackId()).isNotEqualTo(id);
    assertThat(client.listStacks().stackSummaries()).hasSize(2);
  }

  @Test
  void regionsDoNotSeeEachOther() {
    yard.done(create(template(A)));
    assertThat(yard.client("eu-central-1").describeStacks().stacks()).isEmpty();
    var id = yard.stack("s").stackId();
    assertInvalid(
        () -> yard.client("eu-central-1").describeStacks(d -> d.stackName(id)),
        "Stack with id " + id + " does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Resources: {}                                                                | Template format error: At least one Resources member must be defined.
          Resources: {A: {Type: "AWS::SQS::Quue"}}                                     | Template format error: Unrecognized resource types: [AWS::SQS::Quue]
          Resources: {A: {Type: "AWS::SQS::Queue", DependsOn: B}}                      | Template format error: Unresolved resource dependencies [B] in the Resources block of the template
          Resources: {A: {Type: "AWS::SQS::Queue", Properties: {QueueName: !Ref A}}}   | Circular dependency between resources: [A]
          Resources: {A: {Type: "AWS::SQS::Queue", Properties: {DelaySeconds: x}}}     | Properties validation failed for resource A with message:
          Resources: {A: {Type: "AWS::SQS::Queue", Properties: {DelaySecs: 1}}}        | Properties validation failed for resource A with message:
          Transform: AWS::Serverless-2016-10-31                                        | Transform is not supported here
          """)
  void aBrokenTemplateIsRefusedAndMakesNothing(String text, String message) {
    var template = text.startsWith("Transform") ? text + "\n" + template(A) : text;
    assertInvalid(() -> client.createStack(create(template)), message);
    assertThat(client.describeStacks().stacks()).isEmpty();
    assertThat(yard.shelf.things()).isEmpty();
  }

  @Test
  void whatIsNotActedOnIsRefusedByName() {
    var property = template(thing("A", "KmsMasterKeyId: k"));
    var type = "Resources:\n  L: { Type: \"AWS::Logs::LogGroup\" }\n";
    assertInvalid(
        () -> client.createStack(create(property)),
        "Property KmsMasterKeyId of AWS::SQS::Queue is not acted on here (Resources/A/Properties/KmsMasterKeyId, line 4");
    assertInvalid(
        () -> client.createStack(create(type)),
        "Resource type AWS::Logs::LogGroup is not acted on here (Resources/L, line 2");
    client.createChangeSet(changes("c", property).changeSetType("CREATE").build());
    var set = client.describeChangeSet(d -> d.stackName("s").changeSetName("c"));
    assertThat(set.statusAsString()).isEqualTo("FAILED");
    assertThat(set.statusReason()).startsWith("Property KmsMasterKeyId of AWS::SQS::Queue");
    assertThatThrownBy(() -> client.executeChangeSet(e -> e.stackName("s").changeSetName("c")))
        .isInstanceOf(InvalidChangeSetStatusException.class)
        .hasMessageContaining("cannot be executed in its current status of [FAILED]");
  }

  @Test
  void whatSomebodyAcceptsDeploysAndSaysThatItIsNotActedOn() {
    yard.done(
        create(
            template(
                thing("A", "QueueName: a, MaximumMessageSize: 1024"),
                "  T: { Type: \"AWS::SNS::Topic\" }\n")));
    assertThat(yard.status("s")).isEqualTo("CREATE_COMPLETE");
    assertThat(yard.events("s")).contains("T CREATE_COMPLETE not acted on here");
    assertThat(
            client
                .describeStackResource(d -> d.stackName("s").logicalResourceId("T"))
                .stackResourceDetail()
                .resourceStatusReason())
        .isEqualTo("not acted on here");
  }

  @Test
  void capabilitiesAreDemanded() {
    var role =
        """
        Resources:
          R:
            Type: AWS::IAM::Role
            Properties: { RoleName: r, AssumeRolePolicyDocument: {} }
        """;
    assertThatThrownBy(() -> client.createStack(create(role)))
        .isInstanceOf(InsufficientCapabilitiesException.class)
        .hasMessageContaining("Requires capabilities : [CAPABILITY_NAMED_IAM]");
  }

  @Test
  void whatWouldNotBeObeyedIsRefusedByName() {
    assertInvalid(
        () ->
            client.createStack(
                create(template(A)).toBuilder().notificationARNs("arn:aws:sns:x").build()),
        "NotificationARNs is not supported here.");
    assertInvalid(
        () -> client.createStack(create(template(A)).toBuilder().stackPolicyBody("{}").build()),
        "StackPolicyBody is not supported here.");
    assertThatThrownBy(() -> client.createStackSet(c -> c.stackSetName("x")))
        .isInstanceOfSatisfying(
            CloudFormationException.class,
            fault -> assertThat(fault.awsErrorDetails().errorCode()).isEqualTo("NotImplemented"));
  }

  @Test
  void secretsAreNotShown() {
    yard.done(create(PARAMETERS).toBuilder().parameters(parameter("Secret", "hush")).build());
    assertThat(yard.shelf.things()).containsOnlyKeys("q-hush");
    assertThat(yard.stack("s").parameters())
        .contains(parameter("Secret", "****"), parameter("Delay", "1"));
    var events = client.describeStackEvents(d -> d.stackName("s")).stackEvents();
    assertThat(events)
        .filteredOn(event -> event.logicalResourceId().equals("A"))
        .allSatisfy(event ->
            assertThat(event.resourceProperties()).contains("q-****").doesNotContain("hush"));
    client.createChangeSet(
        changes("c", PARAMETERS)
            .parameters(parameter("Secret", "psst"), parameter("Delay", "3"))
            .build());
    assertThat(client.describeChangeSet(d -> d.stackName("s").changeSetName("c")).parameters())
        .contains(parameter("Secret", "****"));
  }

  @Test
  void whatWasThereBeforeIsUsedWhereItIsAskedFor() {
    yard.done(
        create(PARAMETERS).toBuilder()
            .parameters(parameter("Secret", "one"), parameter("Delay", "5"))
            .tags(Tag.builder().key("k").value("v").build())
            .build());
    assertInvalid(
        () ->
            client.updateStack(u ->
                u.stackName("s")
                    .usePreviousTemplate(true)
                    .parameters(previous("Secret"), previous("Delay"))),
        "No updates are to be performed.");
    client.updateStack(u ->
        u.stackName("s")
            .usePreviousTemplate(true)
            .parameters(previous("Secret"), parameter("Delay", "6")));
    yard.rest();
    assertThat(yard.shelf.things()).containsEntry("q-one", 6);
    assertThat(yard.stack("s").tags()).hasSize(1);
    assertInvalid(
        () ->
            client.updateStack(
                u -> u.stackName("s").usePreviousTemplate(true).parameters(previous("Other"))),
        "Invalid input for parameter key Other. Cannot specify usePreviousValue as true for a parameter key not in the previous template");
    assertInvalid(
        () -> client.updateStack(u -> u.stackName("s").usePreviousTemplate(true)),
        "Parameters: [Secret] must have values");
  }

  @Test
  void aTokenThatComesAgainBeginsNothingNew() {
    var request = create(template(A)).toBuilder().clientRequestToken("t1").build();
    var id = client.createStack(request).stackId();
    yard.rest();
    assertThat(client.createStack(request).stackId()).isEqualTo(id);
    assertThat(client.describeStackEvents(d -> d.stackName("s")).stackEvents())
        .allMatch(event -> event.clientRequestToken().equals("t1"));
  }

  /// AWS: "CreateStack", `TokenAlreadyExistsException`.
  @Test
  void aTokenOfSomethingElseIsRefused() {
    var created = create(template(A)).toBuilder().clientRequestToken("t1").build();
    var updated =
        update(template(thing("A", "QueueName: a, DelaySeconds: 2"))).toBuilder()
            .clientRequestToken("t1")
            .build();
    client.createStack(created);
    yard.rest();
    assertThatThrownBy(() -> client.updateStack(updated))
        .isInstanceOf(TokenAlreadyExistsException.class);
    assertThat(yard.shelf.things()).containsEntry("a", 1);
    var other = updated.toBuilder().clientRequestToken("t2").build();
    client.updateStack(other);
    yard.rest();
    client.updateStack(other);
    yard.done(
        update(template(thing("A", "QueueName: a, DelaySeconds: 3"))).toBuilder()
            .clientRequestToken("t3")
            .build());
    // The one before the last is no repetition.
    assertThatThrownBy(() -> client.updateStack(other))
        .isInstanceOf(TokenAlreadyExistsException.class);
    assertThatThrownBy(
            () -> client.createStack(created.toBuilder().clientRequestToken("t3").build()))
        .isInstanceOf(TokenAlreadyExistsException.class);
    assertThat(yard.shelf.things()).containsEntry("a", 3);
  }

  /// Policies read them as `aws:RequestTag/KEY`, whose case does not count.
  @Test
  void tagKeysThatDifferInCaseAloneAreRefused() {
    var tags =
        List.of(
            Tag.builder().key("Team").value("a").build(),
            Tag.builder().key("team").value("b").build());
    assertInvalid(
        () -> client.createStack(create(template(A)).toBuilder().tags(tags).build()),
        "Duplicate tag keys are not allowed: team");
  }

  @Test
  void aProtectedStackIsNotDeleted() {
    yard.done(create(template(A)).toBuilder().enableTerminationProtection(true).build());
    assertInvalid(
        () -> client.deleteStack(delete()),
        "Stack [s] cannot be deleted while TerminationProtection is enabled");
    client.updateTerminationProtection(u -> u.stackName("s").enableTerminationProtection(false));
    client.deleteStack(delete());
    yard.rest();
    assertThat(yard.shelf.things()).isEmpty();
  }

  @Test
  void aChangeSetShowsWhatItWouldDoAndDoesIt() {
    var made =
        client.createChangeSet(
            changes("first", template(A)).changeSetType("CREATE").description("d").build());
    assertThat(yard.status("s")).isEqualTo("REVIEW_IN_PROGRESS");
    assertThat(yard.events("s")).containsExactly("s REVIEW_IN_PROGRESS User Initiated");
    var set = client.describeChangeSet(d -> d.changeSetName(made.id()));
    assertThat(set.statusAsString()).isEqualTo("CREATE_COMPLETE");
    assertThat(set.executionStatusAsString()).isEqualTo("AVAILABLE");
    assertThat(set.changes().getFirst().resourceChange().actionAsString()).isEqualTo("Add");
    assertThat(yard.shelf.things()).isEmpty();
    client.executeChangeSet(e -> e.changeSetName(made.id()));
    yard.rest();
    assertThat(yard.stack("s").changeSetId()).isEqualTo(made.id());
    client.createChangeSet(
        changes(
                "second",
                template(
                    thing("A", "QueueName: b, DelaySeconds: 1"),
                    thing("B", "QueueName: !Sub \"${A}-2\"")))
            .build());
    var second = client.describeChangeSet(d -> d.stackName("s").changeSetName("second"));
    var change = second.changes().getFirst().resourceChange();
    assertThat(change.actionAsString()).isEqualTo("Modify");
    assertThat(change.physicalResourceId()).isEqualTo("a");
    assertThat(change.replacementAsString()).isEqualTo("True");
    assertThat(change.scopeAsStrings()).containsExactly("Properties");
    var detail = change.details().getFirst();
    assertThat(detail.target().name()).isEqualTo("QueueName");
    assertThat(detail.target().requiresRecreationAsString()).isEqualTo("Always");
    assertThat(detail.evaluationAsString()).isEqualTo("Static");
    assertThat(detail.changeSourceAsString()).isEqualTo("DirectModification");
    client.createChangeSet(changes("third", template(thing("A", "QueueName: c"))).build());
    assertThat(client.listChangeSets(l -> l.stackName("s")).summaries())
        .extracting(each -> each.changeSetName())
        .contains("second", "third");
    client.executeChangeSet(e -> e.stackName("s").changeSetName("second"));
    yard.rest();
    assertThat(yard.shelf.things()).containsOnlyKeys("b", "b-2");
    // The others were about the stack as it was.
    assertThatThrownBy(() -> client.describeChangeSet(d -> d.stackName("s").changeSetName("third")))
        .isInstanceOf(ChangeSetNotFoundException.class)
        .hasMessageContaining("ChangeSet [third] does not exist");
    assertThatThrownBy(() -> client.executeChangeSet(e -> e.stackName("s").changeSetName("second")))
        .isInstanceOf(InvalidChangeSetStatusException.class);
  }

  @Test
  void aChangeSetWithoutChangesFails() {
    yard.done(create(template(A)));
    client.createChangeSet(changes("same", template(A)).build());
    var set = client.describeChangeSet(d -> d.stackName("s").changeSetName("same"));
    assertThat(set.statusAsString()).isEqualTo("FAILED");
    assertThat(set.executionStatusAsString()).isEqualTo("UNAVAILABLE");
    // As the AWS CLI looks for it.
    assertThat(set.statusReason())
        .isEqualTo(
            "The submitted information didn't contain changes. Submit different information to create a change set.");
    client.deleteChangeSet(d -> d.stackName("s").changeSetName("same"));
    assertThat(client.listChangeSets(l -> l.stackName("s")).summaries()).isEmpty();
  }

  @Test
  void aStackThatIsOnlyReviewedGoesAtOnce() {
    client.createChangeSet(changes("c", template(A)).changeSetType("CREATE").build());
    assertInvalid(
        () -> client.createChangeSet(changes("d", template(A)).build()),
        "Stack:"
            + yard.stack("s").stackId()
            + " is in REVIEW_IN_PROGRESS state and can not be updated.");
    client.deleteStack(delete());
    assertThat(client.describeStacks().stacks()).isEmpty();
  }

  @Test
  void aStackThatFailedToComeCannotBeUpdated() {
    yard.done(create(template(thing("A", "DelaySeconds: 13"))));
    assertInvalid(
        () -> client.updateStack(update(template(A))),
        "Stack:"
            + yard.stack("s").stackId()
            + " is in ROLLBACK_COMPLETE state and can not be updated.");
  }

  @Test
  void exportsAreUsedByOthersAndKeptWhileTheyAre() {
    var exporting =
        template(A)
            + "Outputs:\n  Out: { Value: !GetAtt A.QueueName, Export: { Name: !Sub \"${AWS::StackName}-out\" } }\n";
    yard.done(create(exporting));
    assertThat(client.listExports().exports().getFirst().value()).isEqualTo("a");
    yard.done(
        create(template(thing("B", "QueueName: !Sub [\"${it}-b\", {it: !ImportValue s-out}]")))
            .toBuilder()
            .stackName("t")
            .build());
    assertThat(yard.shelf.things()).containsKey("a-b");
    assertThat(client.listImports(l -> l.exportName("s-out")).imports()).containsExactly("t");
    assertInvalid(
        () -> client.deleteStack(delete()), "Export s-out cannot be deleted as it is in use by t");
    yard.done(update(exporting.replace("QueueName: a", "QueueName: c")));
    assertThat(yard.status("s")).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
    assertThat(yard.events("s"))
        .contains(
            "s UPDATE_ROLLBACK_IN_PROGRESS Export s-out cannot be updated as it is in use by t");
    assertThat(yard.shelf.things()).containsKey("a").doesNotContainKey("c");
    yard.done(
        create(exporting.replace("QueueName: a", "QueueName: x").replace("${AWS::StackName}", "s"))
            .toBuilder()
            .stackName("u")
            .build());
    assertThat(yard.status("u")).isEqualTo("ROLLBACK_COMPLETE");
    assertInvalid(
        () ->
            client.createStack(
                create(template(thing("B", "QueueName: !ImportValue none"))).toBuilder()
                    .stackName("v")
                    .build()),
        "No export named none found.");
  }

  @Test
  void templatesAreGivenBackAndSummedUp() {
    yard.done(create(PARAMETERS).toBuilder().parameters(parameter("Secret", "one")).build());
    assertThat(client.getTemplate(g -> g.stackName("s")).templateBody()).isEqualTo(PARAMETERS);
    var summary = client.getTemplateSummary(g -> g.stackName("s"));
    assertThat(summary.resourceTypes()).containsExactly("AWS::SQS::Queue");
    assertThat(summary.parameters().getFirst().parameterKey()).isEqualTo("Delay");
    assertThat(summary.parameters().getFirst().defaultValue()).isEqualTo("1");
    var validated = client.validateTemplate(v -> v.templateBody(PARAMETERS));
    assertThat(validated.parameters()).hasSize(2);
    assertInvalid(
        () -> client.validateTemplate(v -> v.templateBody("[]")),
        "Template format error: unsupported structure.");
    assertThat(yard.stack("s").outputs().getFirst().outputValue()).isEqualTo("q-one");
  }

  @Test
  void longListsComeInPages() {
    var things = new StringBuilder("Resources:\n");
    for (int i = 0; i < 40; i++) {
      things.append(thing("T" + i, "QueueName: t" + i));
    }
    yard.done(create(things.toString()));
    var first = client.describeStackEvents(d -> d.stackName("s"));
    assertThat(first.stackEvents()).hasSize(100);
    assertThat(client.describeStackEventsPaginator(d -> d.stackName("s")).stackEvents())
        .hasSize(122);
    assertThat(client.listStackResources(l -> l.stackName("s")).stackResourceSummaries())
        .hasSize(40);
    assertInvalid(
        () -> client.describeStackEvents(d -> d.stackName("s").nextToken("x")),
        "The NextToken is not one of this operation.");
  }

  @Test
  void urlsOfObjectsAreUnderstoodAndNoOthers() {
    for (var url :
        List.of(
            "http://127.0.0.1:4566/b/k/t.yaml",
            "https://s3.amazonaws.com/b/k/t.yaml",
            "https://s3.eu-west-1.amazonaws.com/b/k/t.yaml",
            "https://b.s3.eu-west-1.amazonaws.com/k/t.yaml",
            "https://b.s3.amazonaws.com/k%2Ft.yaml")) {
      assertThat(TemplateUrl.parse(url)).isEqualTo(new TemplateUrl("b", "k/t.yaml", ""));
    }
    assertThat(TemplateUrl.parse("https://s3.amazonaws.com/b/k?versionId=v%201"))
        .isEqualTo(new TemplateUrl("b", "k", "v 1"));
    for (var url :
        List.of("file:///etc/passwd", "s3://b/k", "https://s3.amazonaws.com/b", "::", "x")) {
      assertInvalid(
          () ->
              client.createStack(
                  create("").toBuilder().templateBody(null).templateURL(url).build()),
          "TemplateURL must be a supported URL.");
    }
  }
}
