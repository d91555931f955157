package dev.safelight.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.JsonWriter;
import dev.safelight.policy.json.MalformedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Runs the policy cases: each file states a rule, the page that it was read on, what its cases
/// have in common (`given`), and the cases with the decision wanted.
class PolicyCasesTest {
  private static final Path CASES = Path.of("src/test/resources/cases");

  @TestFactory
  Stream<DynamicContainer> everyCaseIsDecidedAsItsPageSays() throws IOException {
    var files = files();
    assertThat(files).isNotEmpty();
    return files.stream()
        .map(file ->
            DynamicContainer.dynamicContainer(string(members(read(file)), "rule"), tests(file)));
  }

  static List<Path> files() throws IOException {
    try (var tree = Files.walk(CASES)) {
      return tree.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  static List<DynamicTest> tests(Path file) {
    var members = members(read(file));
    assertThat(string(members, "source")).startsWith("https://docs.aws.amazon.com/");
    var given = members(members.get("given"));
    var tests = new ArrayList<DynamicTest>();
    for (var each : ((Json.Arr) members.get("cases")).items()) {
      var it = merge(given, members(each));
      tests.add(DynamicTest.dynamicTest(string(it, "name"), file.toUri(), () -> check(it)));
    }
    return tests;
  }

  private static void check(Map<String, Json> it) throws MalformedJson {
    var question = new ArrayList<Json.Member>();
    it.forEach((name, value) -> question.add(new Json.Member(name, value)));
    var line = Cases.answer(JsonWriter.write(new Json.Obj(question, 1)));
    var answer = members(JsonReader.read(line));
    assertThat(answer).as(line).doesNotContainKey("error");
    assertThat(string(answer, "decision")).as(line).isEqualTo(string(it, "decision"));
    if (it.containsKey("reason")) {
      assertThat(string(answer, "message")).contains(string(it, "reason"));
    }
    if (it.get("decidedBy") instanceof Json.Arr(var wanted, _)) {
      var decided = ((Json.Arr) answer.get("decidedBy")).items();
      assertThat(decided).as(line).hasSameSizeAs(wanted);
      for (int i = 0; i < decided.size(); i++) {
        var deciding = members(decided.get(i));
        assertThat(List.of(string(deciding, "policy"), string(deciding, "statement")))
            .contains(((Json.Text) wanted.get(i)).value());
      }
    }
  }

  /// What a case says goes before what its file gives; within `request` member by member.
  private static Map<String, Json> merge(Map<String, Json> given, Map<String, Json> own) {
    var merged = new LinkedHashMap<>(given);
    own.forEach((name, value) -> {
      if (name.equals("request") && given.containsKey(name)) {
        var both = new LinkedHashMap<>(members(given.get(name)));
        both.putAll(members(value));
        var list = new ArrayList<Json.Member>();
        both.forEach((inner, json) -> list.add(new Json.Member(inner, json)));
        merged.put(name, new Json.Obj(list, 1));
      } else {
        merged.put(name, value);
      }
    });
    return merged;
  }

  private static Json read(Path file) {
    try {
      return JsonReader.read(Files.readString(file));
    } catch (IOException | MalformedJson broken) {
      throw new IllegalStateException("case file " + file, broken);
    }
  }

  private static Map<String, Json> members(Json json) {
    var members = new LinkedHashMap<String, Json>();
    ((Json.Obj) json).members().forEach(member -> members.put(member.name(), member.value()));
    return members;
  }

  private static String string(Map<String, Json> members, String name) {
    return ((Json.Text) members.get(name)).value();
  }
}
