package dev.safelight.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused before anything is asked of anybody, and what is said of failures.
class OrderTest {
  private static Order order(String stack) {
    return new Order(Path.of("t.yaml"), stack, Map.of(), List.of(), "", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Photos",
        "",
        "1photos",
        "-photos",
        "photos-",
        "my--photos",
        "my_photos",
        "my.photos",
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeee"
      })
  void namesOfWhichNoBucketCanBeNamedAreRefusedWithTheReason(String name) {
    assertThatThrownBy(() -> order(name))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(
            "lower-case letters, digits and single hyphens, at most 43 characters")
        .hasMessageContaining("63 characters at the most");
  }

  @Test
  void theLongestNameGivesTheLongestBucket() {
    var name = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeee";
    assertThat(order(name).stack() + "-photos-123456789012").hasSize(63);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "User: arn:aws:iam::123456789012:user/d is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/R because|needs iam:PassRole on arn:aws:iam::123456789012:role/R",
        "User: arn:aws:iam::123456789012:user/d is not authorized to perform: sqs:CreateQueue on|needs sqs:CreateQueue",
        "Role with name LambdaThumbRole already exists.|Give this stack its own, as with --parameter RoleName=",
        "Resource of type 'AWS::IAM::Role' with identifier 'Thumb' already exists.|has made Thumb. Give this stack",
        "Resource of type 'AWS::S3::Bucket' with identifier 'a-b' already exists.|kept by an earlier stack",
        "safelight-photos-123456789012 already exists|kept by an earlier stack",
        "The bucket you tried to delete is not empty|Empty the bucket first"
      })
  void aFailureThatManyHaveMetComesWithWhatToDo(String both) {
    var halves = both.split("\\|", 2);
    assertThat(Advice.about(halves[0]).orElse("")).contains(halves[1]);
  }

  @Test
  void aStackThatOnlyCanBeDeletedIsSaidToBe() {
    var stack =
        new Stack("id", "photos", "ROLLBACK_COMPLETE", "", new LinkedHashMap<>(), List.of());
    assertThat(Advice.refusal(stack).orElse(""))
        .contains("can only be deleted: aws cloudformation delete-stack --stack-name photos");
    var well =
        new Stack("id", "photos", "UPDATE_ROLLBACK_COMPLETE", "", new LinkedHashMap<>(), List.of());
    assertThat(Advice.refusal(well)).isEmpty();
  }
}
