package dev.safelight.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A warning that is wrong is worse than none: people stop reading.
class NoFalseAlarmTest {
  private static final Path GOOD = Path.of("src/test/resources/unwarned/policies.jsonl");

  static List<String> good() throws IOException {
    return Files.readAllLines(GOOD);
  }

  /// After AWS's managed policies and the examples of the user guides of IAM, S3, Organizations.
  @ParameterizedTest
  @MethodSource("good")
  void policiesThatDoWhatTheySayAreNotWarnedOf(String line) throws Exception {
    var members = ((Json.Obj) JsonReader.read(line)).members();
    var kind = Kind.valueOf(((Json.Text) members.get(1).value()).value());
    assertThat(Warnings.of(JsonWriter.write(members.get(2).value()), kind))
        .extracting(Warning::message)
        .isEmpty();
  }

  /// S3 takes the bucket policies among them, too.
  @Test
  void goodBucketPoliciesAreTaken() throws Exception {
    int taken = 0;
    for (var line : good()) {
      var members = ((Json.Obj) JsonReader.read(line)).members();
      var text = JsonWriter.write(members.get(2).value());
      if (text.contains("\"Principal\"")
          && text.contains("arn:aws:s3:::")
          && text.contains("\"s3:")) {
        var policy = Policy.parse(text, Kind.RESOURCE);
        assertThat(BucketPolicyRules.refusal(policy)).as(line).isEmpty();
        taken++;
      }
    }
    assertThat(taken).isGreaterThan(5);
  }

  /// The engine's own cases try operators on keys that their action does not carry, on keys of
  /// their own such as `x:key`, and on resources of other services: that is said, and true. What no
  /// case does is not said of any.
  @Test
  void nothingElseIsSaidOfTheEnginesOwnCases() throws Exception {
    var said = new TreeSet<String>();
    var silent = 0;
    try (var tree = Files.walk(Path.of("src/test/resources/cases"))) {
      for (var file : tree.filter(it -> it.toString().endsWith(".json")).toList()) {
        for (var text : policies(JsonReader.read(Files.readString(file)))) {
          var warnings = Warnings.of(parse(text));
          silent += warnings.isEmpty() ? 1 : 0;
          warnings.stream().filter(it -> !isExpected(it)).forEach(it -> said.add(it.message()));
        }
      }
    }
    assertThat(said).isEmpty();
    assertThat(silent).isGreaterThan(1_000);
  }

  private static boolean isExpected(Warning warning) {
    return switch (warning) {
      case Warning.UnknownService _, Warning.IdleAction _, Warning.OperatorMismatch _ -> false;
      case Warning.UnknownKey(_, var key, _) -> key.matches("[acx]:[a-z]+");
      case Warning.UnknownAction(_, var name, _, _) -> name.matches("GetObj|\\$\\{.*");
      case Warning.NoSuchActions(_, var pattern, _) -> pattern.equals("s3:GetObject?");
      case Warning.UnsupportedKey(_, _, var actions) -> actions.equals("s3:GetObject");
      case Warning.UnfitResource(_, var resource, _, _, _) ->
          resource.matches("arn:aws:(sqs|lambda).*|arn:aws:s3:::photos(/\\*)?");
      case Warning.CountMismatch _, Warning.InertVariable _, Warning.OpenToEveryone _ -> true;
    };
  }

  private static List<String> policies(Json json) {
    return switch (json) {
      case Json.Obj(var members, _) ->
          members.stream().anyMatch(member -> member.name().equals("Statement"))
              ? List.of(JsonWriter.write(json))
              : members.stream().flatMap(member -> policies(member.value()).stream()).toList();
      case Json.Arr(var items, _) -> items.stream().flatMap(it -> policies(it).stream()).toList();
      case Json.Text _, Json.Num _, Json.Bool _, Json.Null _ -> List.of();
    };
  }

  private static Policy parse(String text) {
    var faults = new ArrayList<String>();
    for (var kind : Kind.values()) {
      try {
        return Policy.parse(text, kind, Dialect.COLLECTED);
      } catch (MalformedPolicy other) {
        faults.add(String.valueOf(other.getMessage()));
      }
    }
    throw new AssertionError(text + " is of no kind: " + faults);
  }
}
