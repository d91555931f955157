package dev.safelight.policy.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.Kind;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.explain.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Any bytes give a policy or a refusal that says where; what was read is printed and read back
/// unchanged; deciding by it, and saying why, throws nothing.
class PolicyFuzzTest {
  private static final Context CONTEXT =
      Context.of(
          Map.of(
              "aws:username", List.of("a"),
              "aws:SourceIp", List.of("10.1.2.3"),
              "aws:CurrentTime", List.of("2026-11-24T12:00:00Z"),
              "aws:SecureTransport", List.of("true"),
              "aws:TagKeys", List.of("a", "b"),
              "a:b", List.of("*")));
  private static final List<Requester> REQUESTERS =
      List.of(
          new Requester.Anonymous(),
          new Requester.User("arn:aws:iam::123456789012:user/a", "123456789012"),
          new Requester.Role(
              "arn:aws:iam::123456789012:role/r",
              "arn:aws:sts::123456789012:assumed-role/r/s",
              "123456789012"));

  @FuzzTest(maxDuration = "10m")
  @DictionaryEntries({
    "\"Statement\":",
    "\"Effect\":",
    "\"Allow\"",
    "\"Deny\"",
    "\"Action\":",
    "\"NotAction\":",
    "\"Resource\":",
    "\"NotResource\":",
    "\"Principal\":",
    "\"NotPrincipal\":",
    "\"AWS\":",
    "\"Condition\":",
    "ForAllValues:",
    "ForAnyValue:",
    "IfExists",
    "StringLike",
    "ArnLike",
    "NumericEquals",
    "DateLessThan",
    "IpAddress",
    "BinaryEquals",
    "Bool",
    "Null",
    "${",
    "}",
    "${*}",
    "${aws:username, 'x'}",
    "arn:aws:s3:::",
    "\\ud800",
    "\"Sid\":",
    "\"Id\":",
    "::ffff:1.2.3.4/104"
  })
  void anyBytesAreReadOrRefused(byte[] bytes) throws MalformedPolicy {
    var text = new String(bytes, StandardCharsets.UTF_8);
    for (var kind : Kind.values()) {
      for (var dialect : Dialect.values()) {
        try {
          check(Policy.parse(text, kind, dialect), kind, dialect);
        } catch (MalformedPolicy refused) {
          if (refused.element().isEmpty()
              || refused.reason().isEmpty()
              || refused.line() < 1
              || refused.line() > 1 + text.lines().count()) {
            throw new AssertionError("refused nowhere", refused);
          }
        }
      }
    }
  }

  private static void check(Policy policy, Kind kind, Dialect dialect) {
    try {
      var again = Policy.parse(policy.toJson(), kind, dialect);
      if (!again.toJson().equals(policy.toJson())) {
        throw new AssertionError(policy.toJson() + " became " + again.toJson());
      }
    } catch (MalformedPolicy broken) {
      throw new AssertionError(policy.toJson(), broken);
    }
    for (var type : PolicyType.values()) {
      if (type.kind() == kind) {
        for (var requester : REQUESTERS) {
          decide(requester, new Attached(type, "fuzzed", policy));
        }
      }
    }
  }

  private static void decide(Requester requester, Attached attached) {
    var query =
        new Query(
            requester,
            "s3:GetObject",
            "arn:aws:s3:::b/a",
            "123456789012",
            CONTEXT,
            List.of(attached));
    var explanation = Explanation.of(query);
    if (explanation.text().isEmpty()
        || explanation.decision().allows() != Engine.decide(query).allows()) {
      throw new AssertionError(explanation);
    }
  }
}
