package dev.safelight.template.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.template.Sample;
import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.InvalidTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
  private static final String QUEUE =
      "\nResources: { Q: { Type: X, Properties: { N: !Ref P } } }\n";

  private static String parameter(String definition, Map<String, String> given) {
    var resolved = Sample.resolve("Parameters: { P: " + definition + " }" + QUEUE, given);
    return Document.json(Sample.property(resolved, "Q", "N"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {Type: String}                                    | x           | "x"
          {Type: String, MinLength: 2}                      | x           | Parameter 'P' must contain at least 2 characters
          {Type: String, MaxLength: 2}                      | xyz         | Parameter 'P' must contain at most 2 characters
          {Type: String, AllowedPattern: "[a-z]+"}          | xY          | Parameter 'P' must match pattern [a-z]+
          {Type: String, AllowedPattern: "(a+)+b"}          | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | Parameter 'P' must match pattern (a+)+b
          {Type: Number}                                    | 1.5         | "1.5"
          {Type: Number}                                    | one         | Parameter 'P' must be a number
          {Type: Number, MinValue: 2}                       | 1.99        | Parameter 'P' must be a number not less than 2
          {Type: Number, MaxValue: 2}                       | 2.01        | Parameter 'P' must be a number not greater than 2
          {Type: Number, MinValue: 2, MaxValue: 2}          | 2.0         | "2.0"
          {Type: List<Number>}                              | 1, 2        | ["1","2"]
          {Type: List<Number>}                              | 1, b        | Parameter 'P' must be a number
          {Type: List<Number>, MaxValue: 3}                 | 1,4         | Parameter 'P' must be a number not greater than 3
          {Type: CommaDelimitedList, AllowedValues: [a, b]} | a,c         | Parameter 'P' must be one of AllowedValues
          {Type: CommaDelimitedList}                        | a, b ,c     | ["a","b","c"]
          {Type: AWS::EC2::VPC::Id}                         | vpc-0a1     | "vpc-0a1"
          {Type: AWS::EC2::VPC::Id}                         | subnet-1    | Parameter 'P' must be a valid AWS::EC2::VPC::Id
          {Type: List<AWS::EC2::Subnet::Id>}                | subnet-1,subnet-2 | ["subnet-1","subnet-2"]
          {Type: "AWS::SSM::Parameter::Value<String>"}      | /a          | "one"
          {Type: "AWS::SSM::Parameter::Value<List<String>>"} | /l         | ["x","y"]
          {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"} | /ami | "ami-1"
          {Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>"} | /a   | Parameter 'P' must be a valid AWS::EC2::Image::Id
          {Type: "AWS::SSM::Parameter::Value<String>"}      | /gone       | Unable to fetch parameters [/gone] from parameter store for this account.
          {Type: AWS::SSM::Parameter::Name}                 | /a/b        | "/a/b"
          """)
  void aParameterKeepsToItsConstraints(String definition, String given, String wanted) {
    if (wanted.startsWith("\"") || wanted.startsWith("[")) {
      assertThat(parameter(definition, Map.of("P", given))).isEqualTo(wanted);
    } else {
      assertThatExceptionOfType(InvalidTemplate.class)
          .isThrownBy(() -> parameter(definition, Map.of("P", given)))
          .withMessage(wanted);
    }
  }

  @Test
  void aDefaultThatBreaksItsOwnConstraintIsRefusedInTheTemplate() {
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(
            () -> Sample.template("Parameters: { P: { Type: Number, Default: x } }" + QUEUE));
  }

  @Test
  void whatIsNoEchoIsNeverShown() {
    var text = "Parameters: { P: { Type: String, NoEcho: true } }" + QUEUE;
    var value = Sample.resolve(text, Map.of("P", "secret")).parameters().get("P");
    assertThat(value.shown()).isEqualTo("****");
    assertThat(value.toString()).doesNotContain("secret");
    assertThat(value.resolved()).isEqualTo("secret");
  }

  @Test
  void conditionsDropResourcesOutputsAndWhatOnlyTheyNeed() {
    var text =
        """
        Parameters: { Env: { Type: String } }
        Conditions: { Prod: !Equals [!Ref Env, prod] }
        Resources:
          A: { Type: X, Condition: Prod }
          B: { Type: X, DependsOn: A, Properties: { N: !If [Prod, !Ref A, none] } }
        Outputs:
          O: { Condition: Prod, Value: !Ref A }
          P: { Value: !If [Prod, !Ref A, !Ref B] }
        """;
    var test = Sample.resolve(text, Map.of("Env", "test"));
    assertThat(test.resources()).containsOnlyKeys("B");
    assertThat(test.outputs()).containsOnlyKeys("P");
    assertThat(test.graph().needs("B")).isEmpty();
    assertThat(test.late(test.outputs().get("P"), Sample.ATTRIBUTES)).isEqualTo("B-id");
    var prod = Sample.resolve(text, Map.of("Env", "prod"));
    assertThat(prod.graph().waves()).containsExactly(List.of("A"), List.of("B"));
    assertThat(prod.graph().neededBy("A")).containsExactly("B");
    assertThat(prod.conditions()).containsEntry("Prod", true);
  }

  @Test
  void conditionsThatAskEachOtherAreRefused() {
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() ->
            Sample.resolve(
                """
                Conditions:
                  A: !Not [!Condition B]
                  B: !Not [!Condition A]
                Resources: { Q: { Type: X } }
                """,
                Map.of()))
        .withMessage("Circular dependency between conditions: [A, B]");
  }

  @Test
  void aRuleCountsWhereItsConditionHolds() {
    var text =
        """
        Parameters:
          Env: { Type: String }
          Sizes: { Type: CommaDelimitedList }
          Ids: { Type: "List<AWS::EC2::VPC::Id>", Default: "vpc-1,vpc-1" }
        Rules:
          Small:
            RuleCondition: !And [!Equals [!Ref Env, test], !EachMemberEquals [!RefAll AWS::EC2::VPC::Id, vpc-1]]
            Assertions:
              - Assert: !EachMemberIn [!Ref Sizes, [s, m]]
                AssertDescription: tests are small
        Resources: { Q: { Type: X } }
        """;
    assertThat(Sample.resolve(text, Map.of("Env", "prod", "Sizes", "xl")).resources()).hasSize(1);
    assertThat(Sample.resolve(text, Map.of("Env", "test", "Sizes", "s,m")).resources()).hasSize(1);
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> Sample.resolve(text, Map.of("Env", "test", "Sizes", "s,xl")))
        .withMessageContaining("tests are small");
  }

  @Test
  void importsAreKnownByName() {
    var text = "Resources: { Q: { Type: X, Properties: { N: !ImportValue shared } } }";
    assertThat(Sample.resolve(text, Map.of()).imports()).containsExactly("shared");
  }

  @Test
  void anExportMayDependOnAResource() {
    var text =
        """
        Resources: { Q: { Type: X } }
        Outputs: { O: { Value: 1, Export: { Name: !Sub "${AWS::StackName}-${Q}" } } }
        """;
    var resolved = Sample.resolve(text, Map.of());
    var output = resolved.outputs().get("O");
    assertThat(output.isExported()).isTrue();
    assertThat(resolved.export(output, Sample.ATTRIBUTES)).isEqualTo("photos-Q-id");
    assertThat(resolved.late(output, Sample.ATTRIBUTES)).isEqualTo("1");
  }

  @Test
  void wavesNeedOnlyEarlierOnesAndALongChainIsNoDeepCall() {
    var chain =
        IntStream.range(0, 499)
            .mapToObj("  R%d: { Type: X, DependsOn: R%<d }\n"::formatted)
            .map(line -> line.replaceFirst("DependsOn: R(\\d+)", "DependsOn: N$1"))
            .collect(Collectors.joining());
    for (int i = 0; i < 499; i++) {
      chain = chain.replace("DependsOn: N" + i + " ", "DependsOn: R" + (i + 1) + " ");
    }
    var resolved = Sample.resolve("Resources:\n" + chain + "  R499: { Type: X }\n", Map.of());
    assertThat(resolved.graph().waves()).hasSize(500);
    assertThat(resolved.graph().waves().getFirst()).containsExactly("R499");
  }

  @Test
  void resolvingInTwoPhasesGivesWhatOneWould() {
    var text =
        "Resources: { A: { Type: X }, B: { Type: X, Properties: { N: !Sub '${A}-${A.Arn}' } } }";
    var resolved = Sample.resolve(text, Map.of());
    var late = resolved.late(resolved.resources().get("B"), Sample.ATTRIBUTES);
    assertThat(Document.json(late)).isEqualTo("{\"N\":\"A-id-A-Arn\"}");
    assertThat(Evaluator.waits(late)).isFalse();
    assertThat(Evaluator.waits(resolved.resources().get("B").properties())).isTrue();
  }

  @Test
  void theSameTemplateInJsonResolvesAlike() {
    var yaml = Sample.template(Sample.own());
    var json = Template.parse(Document.json(yaml.document()), Document.Carrier.BODY);
    var given = Map.of("AccessModel", "Both", "NarrowTrust", "true");
    var one = Sample.resolve(yaml, given);
    var two = Sample.resolve(json, given);
    assertThat(two.graph().waves()).isEqualTo(one.graph().waves());
    one.resources()
        .forEach((id, resource) ->
            assertThat(
                    two.late(two.resources().get(id), Sample.ATTRIBUTES)
                        .says(one.late(resource, Sample.ATTRIBUTES)))
                .as(id)
                .isTrue());
  }
}
