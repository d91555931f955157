package dev.safelight.template.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
  private static Node.Fields read(String text) {
    return Document.read(text, Document.Carrier.BODY);
  }

  private static Problem problem(String text) {
    try {
      read(text);
    } catch (InvalidTemplate invalid) {
      return invalid.problem();
    }
    throw new AssertionError("was read: " + text);
  }

  @Test
  void everyNodeKnowsItsLineAndColumn() {
    var root = read("Resources:\n  Bucket:\n    Type: !Ref Name\n    List: [a, 1, true]\n");
    var bucket = (Node.Fields) ((Node.Fields) root.get("Resources").get()).get("Bucket").get();
    assertThat(root.field("Resources").get().place()).isEqualTo(new Place(1, 1));
    assertThat(bucket.field("Type").get().place()).isEqualTo(new Place(3, 5));
    assertThat(bucket.get("Type").get().place()).isEqualTo(new Place(3, 11));
    var items = (Node.Items) bucket.get("List").get();
    assertThat(items.list())
        .containsExactly(
            new Node.Text("a", new Place(4, 12)),
            new Node.Num("1", new Place(4, 15)),
            new Node.Bool(true, new Place(4, 18)));
  }

  @Test
  void placesInJsonAreThoseOfTheText() {
    var root = read("{\n  \"A\": {\"B\": [1,\n \"x\"]}}");
    var list = (Node.Items) ((Node.Fields) root.get("A").get()).get("B").get();
    assertThat(root.field("A").get().place()).isEqualTo(new Place(2, 3));
    assertThat(list.list().getLast().place()).isEqualTo(new Place(3, 2));
  }

  @Test
  void everyShortFormReadsAsItsLongOne() {
    for (var function : Function.values()) {
      var argument = function == Function.GET_ATT ? "[A, B.C]" : "[a, [b]]";
      var one = read("X: " + function.shortName() + " " + argument);
      var two = read("X: {\"" + function.fullName() + "\": " + argument + "}");
      assertThat(one.says(two)).as(function.shortName()).isTrue();
    }
  }

  @Test
  void aDottedGetAttIsAPairOfWhichTheSecondKeepsItsDots() {
    assertThat(Document.json(read("X: !GetAtt Db.Endpoint.Port")))
        .isEqualTo("{\"X\":{\"Fn::GetAtt\":[\"Db\",\"Endpoint.Port\"]}}");
  }

  @Test
  void plainWordsAreReadAsYaml11ReadsThem() {
    assertThat(Document.json(read("X: [Yes, off, 2012-10-17, 1.50, -3, 'Yes', \"1\", y, 1e3, +1]")))
        .isEqualTo("{\"X\":[true,false,\"2012-10-17\",1.50,-3,\"Yes\",\"1\",\"y\",1e3,\"+1\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123", "0x1F", "12:30", "1_000", "0b11", "190:20:30"})
  void aNumberWithTwoReadingsIsRefused(String number) {
    assertThat(problem("X: " + number).detail()).contains(number).contains("quotes");
    assertThat(read("X: '" + number + "'").get("X").get())
        .isEqualTo(new Node.Text(number, new Place(1, 4)));
  }

  @Test
  void anAccountIdThatNoYamlTakesForOctalIsAText() {
    assertThat(read("X: 098765432109").get("X").get()).isInstanceOf(Node.Text.class);
  }

  @Test
  void aNameTwiceIsRefusedWhereItStandsAgain() {
    assertThat(problem("A: 1\nB: 2\nA: 3\n").place()).isEqualTo(new Place(3, 1));
    assertThat(problem("{\"A\": 1,\n \"A\": 2}").place()).isEqualTo(new Place(2, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: !Nope 1",
        "X: !!binary aGk=",
        "X: !!timestamp 2001-01-01",
        "X: !!java.net.URL [x]",
        "A: {<<: {B: 1}}",
        "? [a]\n: 1",
        "? {a: b}\n: 1",
        "!Ref a: 1",
        "a: b\n---\nc: d",
        "a: [",
        "a: {b",
        "a: \"\\q\"",
        "\ta: b",
        "a: %x\n%YAML 9",
        "a: \u0001",
        "{\"a\": 01}",
        "{\"a\": \"\u0001\"}",
        "{\"a\": \"\\ud8\"}",
        "{\"a\" 1}",
        "{\"a\": 1} x",
        "{'a",
        "{"
      })
  void whatIsNoTemplateIsRefusedWithAPlace(String text) {
    var problem = problem(text);
    assertThat(problem.message()).startsWith("Template ");
    assertThat(problem.place().line()).isPositive();
    assertThat(problem.place().column()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   \n", "# nothing", "a", "- a", "~", "'x'", "[]", "--- \n..."})
  void whatIsNoMapIsRefused(String text) {
    assertThat(problem(text).message()).isEqualTo("Template format error: unsupported structure.");
  }

  @Test
  void jsonMayHaveTabsAndYamlMayBeginWithABrace() {
    assertThat(read("{\t\"A\":\t1\n}").get("A")).isPresent();
    assertThat(read("{A: b, C: !Ref d}").get("C").get()).isInstanceOf(Node.Fields.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1,}", "{\"a\": .5}", "{\"a\": tru}"})
  void whatIsNoJsonMayStillBeYamlAsOnAws(String text) {
    assertThat(read(text).get("a")).isPresent();
    assertThatExceptionOfType(InvalidTemplate.class).isThrownBy(() -> Document.readJson(text));
  }

  @Test
  void aliasesAreRefusedBeforeAnyLaughs() {
    var laughs = new StringBuilder("a0: &a0 [lol]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(problem(laughs.toString()).message())
        .isEqualTo("Template error: YAML aliases are not allowed in CloudFormation templates");
    assertThat(problem("a: *b").message()).contains("aliases");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "- ", "? ", "!Sub [", "{a: "})
  void deepNestingIsRefusedNotAnOverflow(String open) {
    assertThat(problem((open.startsWith("{\"") ? "" : "a: ") + open.repeat(8000)).message())
        .startsWith("Template format error");
    var indented = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      indented.append(" ".repeat(i)).append("a:\n");
    }
    assertThat(problem(indented.toString()).detail()).contains("100");
  }

  @Test
  void theLimitCountsBytes() {
    var just = "a: " + "é".repeat((51_200 - 3) / 2);
    assertThat(read(just)).isNotNull();
    assertThat(problem(just + "éé").message())
        .contains("'templateBody'")
        .endsWith("less than or equal to 51200");
    var large = "a: " + "x".repeat(1_048_576 - 3);
    assertThat(Document.read(large, Document.Carrier.S3)).isNotNull();
    assertThatExceptionOfType(InvalidTemplate.class)
        .isThrownBy(() -> Document.read(large + "x", Document.Carrier.S3));
  }
}
