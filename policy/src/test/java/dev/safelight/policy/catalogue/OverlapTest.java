package dev.safelight.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Tries;
import dev.safelight.policy.match.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTest {
  private static final String OBJECT = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
  private static final String BUCKET = "arn:${Partition}:s3:::${BucketName}";
  private static final String STREAM =
      "arn:${Partition}:logs:${Region}:${Account}:log-group:${Group}:log-stream:${Stream}";

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::photos/*, true, false",
    "arn:aws:s3:::photos/a/b, true, false",
    "arn:aws:s3:::photos, false, true",
    "arn:aws:s3:::photos/, false, false",
    "arn:aws:s3:::photos*, true, true",
    "arn:aws:s3:::*, true, true",
    "arn:aws:s3:::*/uploads, true, false",
    "arn:*:s3:*:*:p?otos, true, true",
    "arn:aws:s3:us-east-1::photos, false, false",
    "arn:aws:sqs:::photos/*, false, false",
    "arn:aws:s3, true, true",
    "*, true, true",
    "arn:aws:s3:::${aws:PrincipalTag/home}, true, true",
    "arn:aws:s3:::${aws:PrincipalTag/home}/x, true, false",
    "arn:aws:s3:::photos${/}x, true, false",
    "photos, false, false",
  })
  void bucketsAndObjectsAreApart(String pattern, boolean object, boolean bucket) {
    assertThat(Overlap.ofResource(pattern.replace("${/}", "/"), true, OBJECT)).isEqualTo(object);
    assertThat(Overlap.ofResource(pattern.replace("${/}", "/"), true, BUCKET)).isEqualTo(bucket);
  }

  @Test
  void aStarReachesOverColonsInTheLastPart() {
    assertThat(Overlap.ofResource("arn:aws:logs:*:*:log-group:/aws/f:*", false, STREAM)).isTrue();
    assertThat(Overlap.ofResource("arn:aws:logs:*:*:*", false, STREAM)).isTrue();
    assertThat(Overlap.ofResource("arn:aws:logs:*:*:log-group:/aws/f", false, STREAM)).isFalse();
  }

  @Test
  void withoutVariablesADollarIsADollar() {
    assertThat(Overlap.ofResource("arn:aws:s3:::b${x}y", false, OBJECT)).isFalse();
    assertThat(Overlap.ofResource("arn:aws:s3:::b${x}y", true, OBJECT)).isTrue();
    assertThat(Overlap.ofResource("arn:aws:s3:::b/${*}", true, OBJECT)).isTrue();
    assertThat(Overlap.ofResource("arn:aws:s3:::${*}", true, OBJECT)).isFalse();
  }

  @Test
  void anEscapedCharacterAndTheFirstOfAllAreCharactersLikeOthers() {
    assertThat(Overlap.ofResource("arn:p:s:r:a:aa${*}", true, "arn:p:s:r:a:aaa")).isFalse();
    assertThat(Overlap.ofResource("arn:p:s:r:a:a\u0000", false, "arn:p:s:r:a:aa")).isFalse();
    assertThat(Overlap.ofResource("arn:p:s:r:a:aa", false, "arn:p:s:r:a:a\u0000")).isFalse();
  }

  /// The slow and obvious way: try all short texts.
  @Test
  void itAgreesWithTryingAllTexts() {
    var texts = new ArrayList<>(List.of(""));
    for (int i = 0; texts.get(i).length() < 5; i++) {
      for (var c : List.of("a", "b", "/")) {
        texts.add(texts.get(i) + c);
      }
    }
    var random = new Random(7);
    for (int i = 0; i < Tries.of(3_000); i++) {
      var pattern = random(random, List.of("a", "b", "/", "*", "?"));
      var form = random(random, List.of("a", "/", "${X}"));
      var one = Wildcard.of(pattern);
      var other = Wildcard.of(form.replace("${X}", "?*"));
      var both = texts.stream().anyMatch(it -> one.matches(it) && other.matches(it));
      assertThat(Overlap.ofResource("arn:p:s:r:a:" + pattern, false, "arn:p:s:r:a:" + form))
          .as(pattern + " and " + form)
          .isEqualTo(both);
    }
  }

  private static String random(Random random, List<String> alphabet) {
    var text = new StringBuilder();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      text.append(alphabet.get(random.nextInt(alphabet.size())));
    }
    return text.toString();
  }

  @Test
  void manyStarsDoNotTakeLong() {
    var pattern = "arn:aws:s3:::" + "*a*b".repeat(5_000) + "/";
    assertThat(Overlap.ofResource(pattern, true, STREAM)).isFalse();
    assertThat(Overlap.ofResource(pattern, true, BUCKET)).isFalse();
    assertThat(Overlap.ofResource(pattern + "x", true, OBJECT)).isTrue();
  }
}
