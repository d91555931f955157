package dev.safelight.policy.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.cases.Cases;
import dev.safelight.policy.cases.MalformedCase;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import dev.safelight.policy.json.MalformedJson;
import java.nio.charset.StandardCharsets;

/// Any bytes are a case that is decided or one that is refused with a reason; the answer is one
/// JSON object on one line either way.
class CaseFuzzTest {
  @FuzzTest(maxDuration = "10m")
  @DictionaryEntries({
    "\"request\":",
    "\"principal\":",
    "\"principalAccount\":",
    "\"action\":",
    "\"resource\":",
    "\"resourceAccount\":",
    "\"context\":",
    "\"multivalued\":",
    "\"identityPolicies\":",
    "\"resourcePolicy\":",
    "\"sessionPolicy\":",
    "\"permissionBoundaries\":",
    "\"scps\":",
    "\"rcps\":",
    "\"vpcEndpointPolicies\":",
    "\"s3BlockPublicAccess\":",
    "arn:aws:iam::",
    ":root",
    "arn:aws:sts::123456789012:assumed-role/r/s",
    "sts:AssumeRole",
    "kms:Decrypt",
    "\\ud800"
  })
  void anyBytesAreDecidedOrRefused(byte[] bytes) throws MalformedJson {
    var line = new String(bytes, StandardCharsets.UTF_8);
    var answer = Cases.answer(line);
    var read = JsonReader.read(answer);
    if (!(read instanceof Json.Obj) || answer.indexOf('\n') >= 0) {
      throw new AssertionError(answer);
    }
    try {
      var query = Cases.read(line);
      if (Engine.decide(query) instanceof Decision.Denied == answer.contains("\"Allowed\"")) {
        throw new AssertionError(answer);
      }
    } catch (MalformedCase refused) {
      if (refused.reason().isEmpty() || !answer.contains("\"error\":")) {
        throw new AssertionError(answer, refused);
      }
    }
  }
}
