package dev.safelight.template.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.safelight.template.Sample;
import dev.safelight.template.change.Change.Scope;
import dev.safelight.template.change.Change.Source;
import dev.safelight.template.schema.Schemas;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private static final Schemas SCHEMAS = Schemas.load();

  private static List<Change> between(String old, String now) {
    return between(old, Map.of(), now, Map.of());
  }

  private static List<Change> between(
      String old, Map<String, String> given, String now, Map<String, String> then) {
    return Difference.between(Sample.resolve(old, given), Sample.resolve(now, then), SCHEMAS);
  }

  private static Change of(List<Change> changes, String id) {
    return changes.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  @Test
  void theSameTemplateChangesNothing() {
    assertThat(between(Sample.packaged(), Sample.packaged())).isEmpty();
  }

  @Test
  void aCommentOrTheOrderOfMembersChangesNothing() {
    var old =
        "Resources: { Q: { Type: AWS::SQS::Queue, Properties: { QueueName: a, DelaySeconds: 1 } } }";
    var now =
        "# hm\nResources:\n  Q:\n    Properties: { DelaySeconds: '1', QueueName: a }\n    Type: AWS::SQS::Queue\n";
    assertThat(between(old, now)).isEmpty();
  }

  @Test
  void aNewStackAddsEverything() {
    var changes = Difference.from(Sample.resolve(Sample.packaged(), Map.of()));
    assertThat(changes).hasSize(10).allMatch(each -> each.action() == Action.ADD);
  }

  @Test
  void resourcesComeAndGo() {
    var changes =
        between(
            "Resources: { A: { Type: AWS::SQS::Queue }, B: { Type: AWS::SQS::Queue } }",
            "Resources: { B: { Type: AWS::SQS::Queue }, C: { Type: AWS::SNS::Topic } }");
    assertThat(changes)
        .extracting(Change::id, Change::action)
        .containsExactly(tuple("C", Action.ADD), tuple("A", Action.REMOVE));
  }

  @Test
  void memoryIsChangedInPlaceAndTheParameterIsNamed() {
    var changes =
        between(Sample.packaged(), Map.of(), Sample.packaged(), Map.of("MemorySize", "2048"));
    var function = of(changes, "Thumbnailer");
    assertThat(function.action()).isEqualTo(Action.MODIFY);
    assertThat(function.replacement()).isEqualTo(Replacement.FALSE);
    assertThat(function.details())
        .singleElement()
        .satisfies(detail -> {
          assertThat(detail.path()).isEqualTo("MemorySize");
          assertThat(detail.source()).isEqualTo(Source.PARAMETER);
          assertThat(detail.causes()).containsExactly("MemorySize");
        });
    // As on AWS: whoever asks for an attribute of what is modified may change too.
    assertThat(of(changes, "Permission").replacement()).isEqualTo(Replacement.CONDITIONAL);
    assertThat(of(changes, "Permission").details().getFirst().source().isStatic()).isFalse();
  }

  @Test
  void anotherRoleNameReplacesTheRoleAndTouchesWhatNamesIt() {
    var changes =
        between(Sample.packaged(), Map.of(), Sample.packaged(), Map.of("RoleName", "Other"));
    assertThat(of(changes, "LambdaThumbRole").replacement()).isEqualTo(Replacement.TRUE);
    var grant = of(changes, "FailedGrant").details().getFirst();
    assertThat(grant.source()).isEqualTo(Source.RESOURCE);
    assertThat(grant.causes()).containsExactly("LambdaThumbRole");
    assertThat(of(changes, "Thumbnailer").details())
        .anySatisfy(detail -> {
          assertThat(detail.property()).isEqualTo("Role");
          assertThat(detail.causes()).containsExactly("LambdaThumbRole.Arn");
        });
    assertThat(changes).noneMatch(each -> each.id().equals("Logs"));
  }

  @Test
  void aNestedChangeNamesItsPathAndItsProperty() {
    var now = Sample.packaged().replace("S3Key: 0123abcd", "S3Key: 4567");
    var detail = of(between(Sample.packaged(), now), "Thumbnailer").details().getFirst();
    assertThat(detail.path()).isEqualTo("Code/S3Key");
    assertThat(detail.property()).isEqualTo("Code");
    assertThat(detail.source()).isEqualTo(Source.DIRECT);
  }

  @Test
  void anotherTypeUnderTheSameNameIsAReplacement() {
    var changes =
        between(
            "Resources: { A: { Type: AWS::SQS::Queue } }",
            "Resources: { A: { Type: AWS::SNS::Topic } }");
    assertThat(changes).singleElement().extracting(Change::replacement).isEqualTo(Replacement.TRUE);
  }

  @Test
  void policiesAndMetadataAreScopesOfTheirOwn() {
    var changes =
        between(
            "Resources: { A: { Type: AWS::SQS::Queue } }",
            "Resources: { A: { Type: AWS::SQS::Queue, DeletionPolicy: Retain, Metadata: { x: 1 } } }");
    assertThat(changes.getFirst().details())
        .extracting(Change.Detail::scope)
        .containsExactly(Scope.DELETION_POLICY, Scope.METADATA);
    assertThat(changes.getFirst().replacement()).isEqualTo(Replacement.FALSE);
  }
}
