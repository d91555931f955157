package dev.safelight.policy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
  /// Few names are compared and many looked up: neither way misses one.
  @Test
  void anyNameWrittenTwiceIsFound() throws MalformedJson {
    for (int count = 1; count <= 20; count++) {
      var members =
          IntStream.range(0, count)
              .mapToObj(i -> "\"n" + i + "\":1")
              .collect(Collectors.joining(","));
      assertThat(((Json.Obj) JsonReader.read("{" + members + "}")).members()).hasSize(count);
      for (int again = 0; again < count; again++) {
        var twice = "{" + members + ",\"n" + again + "\":2}";
        assertThatThrownBy(() -> JsonReader.read(twice))
            .isInstanceOf(MalformedJson.class)
            .hasMessageContaining("the name \"n" + again + "\" is written twice");
      }
    }
  }

  @Test
  void aMebiOfCharactersIsReadAndNoMore() throws MalformedJson {
    var longest = "1" + " ".repeat((1 << 20) - 1);
    assertThat(JsonReader.read(longest)).isEqualTo(new Json.Num("1", 1));
    assertThatThrownBy(() -> JsonReader.read(longest + " ")).hasMessageContaining("longer than");
  }

  /// Found by fuzzing: what cannot be read is quoted up to the middle of a character.
  @Test
  void aReasonHoldsNoHalfCharacter() {
    for (var before : List.of("", "x")) {
      for (var text : List.of("\ud83d\ude00", "\ud83d", "\ude00")) {
        assertThatThrownBy(() -> JsonReader.read(before + text.repeat(300)))
            .isInstanceOfSatisfying(
                MalformedJson.class,
                broken ->
                    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(broken.reason()))
                        .isTrue());
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"\\ud83d\\ude00\" | true",
        "\"a\\ud83d\\ude00b\\ud83d\\ude00\" | true",
        "\"\\ud83d\" | false",
        "\"\\ude00\\ud83d\" | false",
        "\"\\ud83d\\ude00\\ude00\" | false",
        "{\"\\ud83d\":1} | false"
      })
  void halfACharacterIsNone(String text, boolean whole) throws MalformedJson {
    if (whole) {
      assertThat(JsonReader.read(text)).isInstanceOf(Json.Text.class);
    } else {
      assertThatThrownBy(() -> JsonReader.read(text))
          .isInstanceOf(MalformedJson.class)
          .hasMessageContaining("surrogate");
    }
  }
}
