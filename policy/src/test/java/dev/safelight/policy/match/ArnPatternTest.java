package dev.safelight.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArnPatternTest {
  private static final Variables NONE = _ -> Optional.empty();

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b/*, arn:aws:s3:::b/",
    "arn:aws:s3:::b, arn:aws:s3:::b",
    "arn:aws:*:r:1:x, arn:aws:",
    "arn:aws:s3:::home/${aws:username}/x, arn:aws:s3:::home/",
    "arn:aws:s3:::$/x, arn:aws:s3:::$/x",
    "*, ''",
    "***, ''"
  })
  void whatFitsBeginsWithThePrefix(String pattern, String prefix) throws MalformedPattern {
    assertThat(ArnPattern.resource(pattern, true).prefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b/*, arn:aws:s3:::b/k, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::c/k, false",
    "arn:*:s3:::b, arn:aws:s3:::b, true",
    "arn:*:s3:::b, arn:aws:x:s3:::b, false",
    "arn:aws:s3:*:*:b, arn:aws:s3:::b, true",
    "arn:aws:s3:*:*:b, arn:aws:s3:b, false",
    "arn:aws:logs:*:*:log-group:*, arn:aws:logs:r:1:log-group:a:b, true",
    "arn:a$s:s3:::b, arn:a$s:s3:::b, true",
    "arn:a$s:s3:::b, arn:aws:s3:::b, false",
    "*:aws:s3:::b, arn:aws:s3:::b, true",
    "?rn:aws:s3:::b, arn:aws:s3:::b, true",
    "*:aws:s3:::b, xarn:aws:s3:::b, false",
    "*, anything, true",
    "**, '', true"
  })
  void partsAreMatchedOneByOne(String pattern, String arn, boolean fits) throws MalformedPattern {
    assertThat(ArnPattern.resource(pattern, false).matches(arn, NONE)).isEqualTo(fits);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "arn:aws:s3", "arn:aws:s3::", "*a", "arn:${a:b:c:d:e}"})
  void whatHasNotSixPartsIsRefused(String text) {
    assertThatThrownBy(() -> ArnPattern.resource(text, true))
        .isInstanceOf(MalformedPattern.class)
        .hasMessageContaining("must be an ARN of six parts or \"*\"");
  }

  @Test
  void anArnThatBreaksOffIsCompletedWhereAllowed() throws MalformedPattern {
    var pattern = ArnPattern.completedResource("arn:aws:sqs", false);
    assertThat(pattern.matches("arn:aws:sqs:r:1:q:x", NONE)).isTrue();
    assertThat(pattern.matches("arn:aws:sns:r:1:q", NONE)).isFalse();
    assertThatThrownBy(() -> ArnPattern.completedResource("sqs", false))
        .isInstanceOf(MalformedPattern.class);
  }

  @Test
  void variablesStandInAnyPartOfAConditionsPatternAndInTheLastOfAResources()
      throws MalformedPattern {
    Variables aws = key -> key.equals(Key.of("a:b")) ? Optional.of("aws") : Optional.empty();
    var text = "arn:${a:b}:s3:::${a:b}";
    assertThat(ArnPattern.condition(text, true).matches("arn:aws:s3:::aws", aws)).isTrue();
    assertThat(ArnPattern.resource(text, true).matches("arn:aws:s3:::aws", aws)).isFalse();
    assertThat(ArnPattern.condition(text, true).isResolvable(NONE)).isFalse();
    assertThat(ArnPattern.condition(text, true).isResolvable(aws)).isTrue();
  }

  /// A value with a colon stays within its part.
  @Test
  void aValueDoesNotReachIntoTheNextPart() throws MalformedPattern {
    var pattern = ArnPattern.condition("arn:${a:b}:s3:::x", true);
    assertThat(pattern.matches("arn:aws:s3:s3:::x", _ -> Optional.of("aws:s3"))).isFalse();
    var open = ArnPattern.condition("arn:${a:b}*:s3:::x", true);
    assertThat(open.matches("arn:aws:s3:s3:::x", _ -> Optional.of("aws:s3"))).isFalse();
  }

  @Test
  void patternsAreEqualThatAreWrittenAndReadAlike() throws MalformedPattern {
    var pattern = ArnPattern.resource("arn:aws:s3:::a*", true);
    assertThat(pattern)
        .isEqualTo(ArnPattern.resource("arn:aws:s3:::a*", true))
        .hasSameHashCodeAs(ArnPattern.resource("arn:aws:s3:::a*", true))
        .hasToString("arn:aws:s3:::a*")
        .isNotEqualTo(ArnPattern.resource("arn:aws:s3:::b*", true))
        .isNotEqualTo(ArnPattern.resource("*", true));
    assertThat(ArnPattern.resource("arn:aws:s3:::${a:b}", true))
        .isNotEqualTo(ArnPattern.resource("arn:aws:s3:::${a:b}", false));
  }
}
