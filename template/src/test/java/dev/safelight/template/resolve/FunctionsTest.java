package dev.safelight.template.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.template.Sample;
import dev.safelight.template.document.InvalidTemplate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionsTest {
  private static final String HEAD =
      """
      Parameters:
        Name: { Type: String, Default: abc }
        List: { Type: CommaDelimitedList, Default: "a, b,c" }
      Mappings:
        M: { eu-west-1: { Size: small, Many: [p, q] } }
      Conditions:
        IsAbc: !Equals [!Ref Name, abc]
        Never: !Not [!Condition IsAbc]
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          !Ref Name                                            | "abc"
          !Ref List                                            | ["a","b","c"]
          !Ref Other                                           | "Other-id"
          !Ref AWS::Region                                     | "eu-west-1"
          !Ref AWS::AccountId                                  | "123456789012"
          !Ref AWS::URLSuffix                                  | "amazonaws.com"
          !Ref AWS::NotificationARNs                           | []
          [a, !Ref AWS::NoValue, b]                            | ["a","b"]
          {a: !Ref AWS::NoValue, b: 1}                         | {"b":1}
          !GetAtt Other.Arn                                    | "Other-Arn"
          !GetAtt [Other, !Ref Name]                           | "Other-abc"
          !Sub "x-${Name}-${Other}-${Other.Arn}-${!Literal}"   | "x-abc-Other-id-Other-Arn-${Literal}"
          !Sub ["${A}${Name}", {A: !Join [",", !Ref List]}]    | "a,b,cabc"
          !Sub "no variable, a $ and }"                        | "no variable, a $ and }"
          !Join ["-", [a, 1, true, !Ref Other]]                | "a-1-true-Other-id"
          !Join ["", []]                                       | ""
          !Join [",", !Split ["-", "a-b-"]]                    | "a,b,"
          !Join ["/", !Split [".", !GetAtt Other.Arn]]         | "Other-Arn"
          !Select [1, !Ref List]                               | "b"
          !Select ["0", [x, !GetAtt Other.Arn]]                | "x"
          !Select [1, !Split ["-", !GetAtt Other.Arn]]         | "Arn"
          !Select [0, !GetAZs ""]                              | "eu-west-1a"
          !GetAZs {Ref: AWS::Region}                           | ["eu-west-1a","eu-west-1b"]
          !GetAZs mars                                         | []
          !If [IsAbc, a, b]                                      | "a"
          !If [Never, a, !If [IsAbc, c, d]]                         | "c"
          {a: !If [Never, x, !Ref AWS::NoValue]}                  | {}
          !FindInMap [M, !Ref AWS::Region, Size]               | "small"
          !FindInMap [M, eu-west-1, Many]                      | ["p","q"]
          !ImportValue shared                                  | "from-elsewhere"
          {"Fn::ImportValue": !Sub "sha${X}"}                  | error
          !Base64 aé                                           | "YcOp"
          {"Fn::Base64": !Sub "${Other}"}                      | "T3RoZXItaWQ="
          !Cidr [10.0.0.0/16, 3, 8]                            | ["10.0.0.0/24","10.0.1.0/24","10.0.2.0/24"]
          !Cidr [192.168.0.0/24, 2, 5]                         | ["192.168.0.0/27","192.168.0.32/27"]
          !Cidr ["2001:db8::/56", 2, 64]                       | ["2001:db8:0:0:0:0:0:0/64","2001:db8:0:1:0:0:0:0/64"]
          !Cidr [10.0.0.0/16, 300, 8]                          | error
          !Cidr [10.0.0.0/24, 2, 8]                            | error
          !Cidr [localhost/8, 2, 8]                            | error
          !Select [9, [a]]                                     | error
          !Select [-1, [a]]                                    | error
          !Select [a, [a]]                                     | error
          !Join [",", [{a: b}]]                                | error
          !Equals [a, a]                                       | true
          !Or [!Condition IsAbc, !Condition Never]                  | true
          !And [!Condition IsAbc, !Condition Never]                 | false
          {Condition: {a: b}}                                  | {"Condition":{"a":"b"}}
          {Condition: IsAbc}                                   | {"Condition":"IsAbc"}
          """)
  void aFunctionGives(String written, String wanted) {
    if (wanted.equals("error")) {
      assertThatExceptionOfType(InvalidTemplate.class)
          .isThrownBy(() -> Sample.value(written, HEAD, Map.of()));
    } else {
      assertThat(Sample.value(written, HEAD, Map.of())).isEqualTo("{\"P\":" + wanted + "}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!Ref [a]",
        "!Ref ''",
        "!GetAtt Other",
        "!GetAtt [Other, '']",
        "!GetAtt [!Ref Name, Arn]",
        "{'Fn::Sub': 1}",
        "!Sub [a, b]",
        "!Sub ['${A}', {A: 1}, x]",
        "!Sub '${}'",
        "!Sub '${a b}'",
        "!Sub '${Name'",
        "!Sub '${.x}'",
        "!Split ['', a]",
        "!If [IsAbc, a]",
        "!If [!Ref Name, a, b]",
        "!And [!Condition IsAbc]",
        "!Not [a]",
        "!Equals [a]",
        "!Cidr 10.0.0.0/8",
        "!Contains [[a], a]",
        "{'Fn::Join': ['', []], Extra: 1}",
        "{'Fn::ForEach::X': [a]}",
        "{'Fn::Transform': {Name: AWS::Include}}",
        "!FindInMap [Gone, a, b]",
        "!FindInMap [M, !Ref Other, Size]",
        "!If [Gone, a, b]"
      })
  void aCallOfTheWrongShapeIsRefused(String written) {
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> Sample.value(written, HEAD, Map.of()))
        .satisfies(invalid -> {
          assertThat(invalid.problem().message()).startsWith("Template ");
          assertThat(invalid.problem().place().line()).isEqualTo(15);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "${Other}"})
  void aSubThatDoublesWithEachLevelIsRefusedBeforeItFillsTheMemory(String seed) {
    var text = new StringBuilder("!Sub '" + seed + "'");
    for (int i = 0; i < 30; i++) {
      text.insert(0, "!Sub ['${V}${V}', {V: ").append("}]");
    }
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> Sample.value(text.toString(), HEAD, Map.of()))
        .withMessageContaining("longer than");
  }

  @Test
  void aLongTextReferredToOftenIsRefusedBeforeItFillsTheMemory() {
    var head = "Mappings: { M: { a: { b: " + "x".repeat(22_400) + " } } }";
    var value = "[" + "!FindInMap [M,a,b],".repeat(1500) + "x]";
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> Sample.value(value, head, Map.of()))
        .withMessageContaining("too large");
  }

  @Test
  void aChainOfConditionsIsNoDeepCall() {
    var head = new StringBuilder("Conditions:\n  C0: !Equals [a, a]\n");
    for (int i = 499; i > 0; i--) {
      head.append("  C%d: !Not [!Condition C%d]\n".formatted(i, i - 1));
    }
    assertThat(Sample.value("!If [C499, a, b]", head.toString(), Map.of()))
        .isEqualTo("{\"P\":\"b\"}");
  }
}
