package dev.safelight.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Tries;
import dev.safelight.policy.document.Kind;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Good documents, damaged at random from a fixed seed; `-Dtries=N -Dseed=S` tries more and others.
class ReadersFuzzTest {
  private static final int TRIES = Tries.of(20_000);
  private static final long SEED = Long.getLong("seed", 1);

  private static final List<String> POLICIES =
      List.of(
          """
          {"Version": "2012-10-17", "Id": "x", "Statement": [
            {"Sid": "A", "Effect": "Allow", "Principal": {"AWS": ["123456789012",
              "arn:aws:iam::123456789012:role/r"], "Service": "s3.amazonaws.com"},
             "Action": ["s3:Get*", "s3:?ut"], "Resource": "arn:aws:s3:::b/${aws:username, 'x'}/*",
             "Condition": {"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a*", "${*}"]},
              "IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "::ffff:1.2.3.4/104"]},
              "DateLessThan": {"aws:CurrentTime": "2026-11-24T00:00:00Z"}}},
            {"Effect": "Deny", "NotPrincipal": {"AWS": "arn:aws:iam::123456789012:root"},
             "NotAction": "s3:*", "NotResource": "*"}]}
          """,
          """
          {"Statement": {"Effect": "Allow", "Action": "*", "Resource": ["arn:aws:sqs"],
            "Condition": {"Null": {"aws:userid": true}, "NumericLessThan": {"a:b": -1.5},
             "Bool": {"aws:SecureTransport": "false"}, "BinaryEquals": {"a:b": "AQID"},
             "ArnNotLike": {"aws:SourceArn": "arn:*:s3:::${a:b}"}}}}
          """);
  private static final List<String> CASES =
      List.of(
          """
          {"id": "1", "request": {"principal": "arn:aws:sts::123456789012:assumed-role/r/s",
           "principalAccount": "123456789012", "action": "s3:GetObject",
           "resource": "arn:aws:s3:::b/k", "resourceAccount": "210987654321",
           "context": {"aws:SourceIp": ["10.1.2.3"], "a:b": ["x", "y"]}, "multivalued": ["a:b"]},
           "identityPolicies": [{"Statement": {"Effect": "Allow", "Action": "s3:*",
             "Resource": "*"}}], "resourcePolicy": {"Version": "2012-10-17", "Statement": []},
           "sessionPolicy": null, "permissionBoundaries": [], "scps": [[]], "rcps": [[]],
           "s3BlockPublicAccess": [{"restrictPublicBuckets": true}]}
          """);

  /// What damage is made of: the grammar's own words, edges of the lexer, and hostile text.
  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "\\",
          "null",
          "true",
          "-1e99",
          "0",
          "*",
          "?",
          "${",
          "}",
          "${*}",
          "arn:",
          "::",
          "::1/0",
          "\n",
          "\u0000",
          "\ud800",
          "\ud83d\ude00",
          "NotAction",
          "Principal",
          "IfExists",
          "ForAllValues:",
          "\"Sid\":\"A\",",
          "{\"a\":".repeat(40),
          "9".repeat(70),
          "a*".repeat(300),
          "/");

  @Test
  void noTextBreaksThePolicyReader() {
    var random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < TRIES; i++) {
      var text = damaged(random, POLICIES);
      accepted += Readers.policy(text, Kind.values()[random.nextInt(Kind.values().length)]) ? 1 : 0;
    }
    // Enough is still accepted for printing to be tried.
    assertThat(accepted).isGreaterThan(TRIES / 200);
  }

  @Test
  void noTextBreaksTheCaseReader() {
    var random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < TRIES / 2; i++) {
      accepted += Readers.oneCase(damaged(random, CASES)) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(TRIES / 200);
  }

  private static String damaged(Random random, List<String> good) {
    var text = new StringBuilder(good.get(random.nextInt(good.size())));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, WORDS.get(random.nextInt(WORDS.size())));
        case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(from, to));
        default -> text.replace(from, to, WORDS.get(random.nextInt(WORDS.size())));
      }
    }
    return text.toString();
  }
}
