package dev.safelight.cloud.cloudformation;

import static dev.safelight.cloud.cloudformation.Stories.create;
import static dev.safelight.cloud.cloudformation.Stories.delete;
import static dev.safelight.cloud.cloudformation.Stories.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/// Nobody reads a secret parameter (`NoEcho`) in what is told of a stack.
class SecrecyTest {
  private static final String SECRET = "hush,99987654";
  private static final String IN_BASE64 =
      Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
  private static final Parameter GIVEN =
      Parameter.builder().parameterKey("Secret").parameterValue(SECRET).build();

  private static String template(String properties) {
    return """
    Parameters: { Secret: { Type: String, NoEcho: true }, Open: { Type: String, Default: seen } }
    Conditions: { Always: !Equals [!Ref Open, seen] }
    Resources:
      A: { Type: "AWS::SQS::Queue", Properties: { QueueName: a, %s } }
    """
        .formatted(properties);
  }

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

  @Test
  void whatIsMadeOfSecretsIsNotShown() {
    yard.done(
        create(
                template(
                    """
                    RedrivePolicy:
                      part: !Select [1, !Split [",", !Ref Secret]]
                      parts: !Split [",", !Ref Secret]
                      chosen: !If [Always, { Fn::Base64: !Ref Secret }, "no"]
                      some: [!If [Always, !Ref "AWS::NoValue", x], !Select [0, !Split [",", !Ref Secret]]]
                      joined: !Join ["-", [!Ref Open, !Ref Secret]]
                      inside: !Sub ["<${x}>", { x: { Fn::Base64: !Ref Secret } }]
                      whole: !Join [" ", [!If [Always, !Select [0, [!Ref Open]], ""], !Ref Secret]]
                      open: !Select [0, !Split [",", "seen,too"]]
                    """
                            .replaceAll(
                                "\n +(?=parts|part|chosen|some|joined|inside|whole|open)", ", ")
                            .replace("RedrivePolicy:,", "RedrivePolicy: {")
                            .strip()
                        + "}"))
            .toBuilder()
            .parameters(GIVEN)
            .build());
    assertThat(yard.status("s")).isEqualTo("CREATE_COMPLETE");
    assertThat(client.describeStackEvents(d -> d.stackName("s")).stackEvents())
        .filteredOn(event -> event.logicalResourceId().equals("A"))
        .isNotEmpty()
        .allSatisfy(event ->
            assertThat(event.resourceProperties())
                .contains(
                    "\"part\":\"****\"",
                    "\"parts\":\"****\"",
                    "\"chosen\":\"****\"",
                    "\"some\":\"****\"",
                    "\"joined\":\"seen-****\"",
                    "\"inside\":\"****\"",
                    "\"whole\":\"seen ****\"",
                    "\"open\":\"seen\"")
                .doesNotContain("hush", "99987654", IN_BASE64));
  }

  @Test
  void aViolatedLimitDoesNotTellTheSecret() {
    var template = template("DelaySeconds: !Select [1, !Split [\",\", !Ref Secret]]");
    client.createChangeSet(
        CreateChangeSetRequest.builder()
            .stackName("s")
            .changeSetName("c")
            .changeSetType("CREATE")
            .parameters(GIVEN)
            .templateBody(template)
            .build());
    assertThat(client.describeChangeSet(d -> d.stackName("s").changeSetName("c")).statusReason())
        .contains("failed validation constraint", "was ****")
        .doesNotContain("99987654");
    assertThatThrownBy(
            () -> yard.call(create(template).toBuilder().stackName("t").parameters(GIVEN).build()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("was ****");
  }

  @Test
  void aTemplateThatCannotBeResolvedDoesNotTellTheSecret() {
    var template =
        template("DelaySeconds: !FindInMap [M, !Ref Secret, x]")
            + "Mappings: { M: { a: { x: 1 } } }\n";
    assertThatThrownBy(() -> yard.call(create(template).toBuilder().parameters(GIVEN).build()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("****")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aServiceThatRepeatsTheSecretIsNotQuoted() {
    yard.shelf.onCreate =
        _ -> {
          throw new Fault(
              400, "InvalidParameterValue", "99987654, of " + SECRET + ", is too much.");
        };
    yard.done(
        create(template("DelaySeconds: 1, RedrivePolicy: !Select [1, !Split [\",\", !Ref Secret]]"))
            .toBuilder()
            .parameters(GIVEN)
            .build());
    assertThat(yard.events("s"))
        .anyMatch(event -> event.contains("****, of ****, is too much."))
        .noneMatch(event -> event.contains("99987654"));
  }

  @Test
  void whatIsGoneKeepsNoSecret() {
    var template =
        template(
            "DelaySeconds: 1, RedrivePolicy: { whole: !Ref Secret, coded: { Fn::Base64: !Ref Secret } }");
    var set =
        CreateChangeSetRequest.builder()
            .stackName("s")
            .changeSetName("c")
            .parameters(GIVEN)
            .templateBody(template.replace("DelaySeconds: 1", "DelaySeconds: 2"))
            .build();
    yard.call(set.toBuilder().changeSetType("CREATE").build());
    yard.call(delete());
    assertThat(kept()).isEmpty();
    yard.done(create(template).toBuilder().parameters(GIVEN).build());
    yard.done(
        update(template.replace("DelaySeconds: 1", "DelaySeconds: 3")).toBuilder()
            .parameters(GIVEN)
            .build());
    yard.call(set);
    assertThat(versions()).hasSize(3);
    yard.call(DeleteChangeSetRequest.builder().stackName("s").changeSetName("c").build());
    assertThat(versions()).hasSize(1);
    assertThat(kept()).isNotEmpty();
    yard.call(set);
    var id = yard.stack("s").stackId();
    yard.done(delete());
    assertThat(yard.status(id)).isEqualTo("DELETE_COMPLETE");
    assertThat(kept()).isEmpty();
    assertThat(versions()).hasSize(1);
    // And what can still be shown is.
    assertThat(yard.stack(id).parameters())
        .contains(GIVEN.toBuilder().parameterValue("****").build());
    assertThat(
            client
                .describeStackResource(d -> d.stackName(id).logicalResourceId("A"))
                .stackResourceDetail()
                .physicalResourceId())
        .isEqualTo("a");
  }

  private List<String> versions() {
    return yard.store.read(transaction ->
        transaction.all("select number from cfn_version", row -> row.text("number")));
  }

  /// The columns of all tables in which the secret is.
  private Set<String> kept() {
    return yard.store.read(transaction -> {
      var kept = new TreeSet<String>();
      for (var table :
          transaction.all(
              "select name from sqlite_master where type = 'table' and name like 'cfn\\_%' escape '\\'",
              row -> row.text("name"))) {
        for (var column :
            transaction.all(
                "select name from pragma_table_info('" + table + "')", row -> row.text("name"))) {
          for (var secret : List.of("99987654", IN_BASE64)) {
            if (transaction.exists(
                "select 1 from %s where instr(%s, ?) > 0".formatted(table, column), secret)) {
              kept.add(table + '.' + column);
            }
          }
        }
      }
      return kept;
    });
  }
}
