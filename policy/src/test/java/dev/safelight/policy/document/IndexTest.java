package dev.safelight.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IndexTest {
  private static final String BUCKET = "arn:aws:s3:::b/";
  private static final String ANYBODY = "\"Principal\":\"*\"";

  @Test
  void findsTheDenyBehindAnyNumberOfLongerPrefixes() throws MalformedPolicy {
    // More than one place gathers, so that both ways of finding shorter prefixes are taken.
    for (int depth = 1; depth <= 60; depth++) {
      var deepest = depth;
      var policy =
          policy(
              IntStream.rangeClosed(0, depth)
                  .mapToObj(i ->
                      statement(
                          i == 0 ? "Deny" : "Allow", "s3:*", BUCKET + "a".repeat(i) + "*", ANYBODY))
                  .toList());
      for (int length = 0; length <= depth + 2; length++) {
        var near = policy.near("s3:GetObject", BUCKET + "a".repeat(length), List::of);
        var all = IntStream.rangeClosed(1, 1 + Math.min(length, deepest)).boxed().toList();
        assertThat(near).extracting(Statement::index).containsAll(all).isSorted();
        assertThat(near).extracting(Statement::index).doesNotHaveDuplicates();
        assertThat(near.getFirst().effect()).isEqualTo(Effect.DENY);
      }
    }
  }

  @Test
  void findsActionsByTheirBeginningInAnyLetters() throws MalformedPolicy {
    var policy =
        policy(
            IntStream.rangeClosed(0, 40)
                .mapToObj(i ->
                    statement(i == 0 ? "Deny" : "Allow", "s3:" + "G".repeat(i) + "*", "*", ANYBODY))
                .toList());
    assertThat(policy.near("S3:gGgput", BUCKET, List::of))
        .extracting(Statement::index)
        .containsExactly(1, 2, 3, 4);
    assertThat(policy.near("s3:Put", BUCKET, List::of))
        .extracting(Statement::index)
        .containsExactly(1);
    assertThat(policy.near("sqs:GG", BUCKET, List::of)).isEmpty();
  }

  @Test
  void aStatementFoundInManyWaysIsFoundOnce() throws MalformedPolicy {
    var twice = statement("Deny", "s3:*", BUCKET + "x/*\",\"" + BUCKET + "*", ANYBODY);
    var policy =
        policy(
            IntStream.rangeClosed(0, 20)
                .mapToObj(i ->
                    i == 7 ? twice : statement("Allow", "s3:*", BUCKET + "y" + i + "/*", ANYBODY))
                .toList());
    assertThat(policy.near("s3:GetObject", BUCKET + "x/1", List::of))
        .extracting(Statement::index)
        .containsExactly(8);
    assertThat(policy.near("s3:GetObject", BUCKET + "y3/1", List::of))
        .extracting(Statement::index)
        .containsExactly(4, 8);
    assertThat(policy.near("s3:GetObject", "arn:aws:s3:::other/1", List::of)).isEmpty();
  }

  @Test
  void findsWhoIsNamedByAnyOfTheirNamesAndWhatNamesEverybody() throws MalformedPolicy {
    var policy =
        policy(
            IntStream.rangeClosed(0, 20)
                .mapToObj(i ->
                    statement(
                        i == 0 ? "Deny" : "Allow",
                        "s3:*",
                        "arn:aws:s3:::b/*",
                        i == 0 ? ANYBODY : "\"Principal\":{\"AWS\":\"" + role(i) + "\"}"))
                .toList());
    assertThat(policy.near("s3:GetObject", BUCKET, () -> List.of(role(9), role(2))))
        .extracting(Statement::index)
        .containsExactly(1, 3, 10);
    assertThat(policy.near("s3:GetObject", BUCKET, () -> List.of("123456789012")))
        .extracting(Statement::index)
        .containsExactly(1);
  }

  private static String role(int number) {
    return "arn:aws:iam::123456789012:role/r" + number;
  }

  private static String statement(String effect, String action, String resource, String who) {
    return """
    {"Effect":"%s","Action":"%s","Resource":["%s"],%s}\
    """
        .formatted(effect, action, resource, who);
  }

  private static Policy policy(List<String> statements) throws MalformedPolicy {
    var json = String.join(",", statements);
    return Policy.parse("{\"Version\":\"2012-10-17\",\"Statement\":[" + json + "]}", Kind.RESOURCE);
  }
}
