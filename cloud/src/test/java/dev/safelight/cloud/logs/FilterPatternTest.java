package dev.safelight.cloud.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = '|',
      textBlock =
          """
          ''                  | anything          | true
          ERROR               | [ERROR 400] no    | true
          ERROR               | error             | false
          ERROR BAD           | ERROR 400 BAD     | true
          ERROR BAD           | ERROR 400         | false
          '"400 BAD"'         | ERROR 400 BAD     | true
          '"BAD 400"'         | ERROR 400 BAD     | false
          ?ERROR ?WARN        | WARN x            | true
          ?ERROR ?WARN        | INFO x            | false
          -ERROR              | WARN              | true
          -ERROR              | ERROR             | false
          WARN -ERROR         | WARN ERROR        | false
          ?WARN -ERROR        | WARN              | true
          '-"exit 1"'         | exit 1            | false
          '"a \\"b\\""'       | say a "b" now     | true
          größe_1             | die größe_1       | true
          """)
  void termsAreFoundInMessages(String pattern, String message, boolean found) {
    assertThat(FilterPattern.of(pattern).matches(message)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ $.level = \"ERROR\" }", "[ip, user, status=404]", "%ERR[0-9]%"})
  void otherKindsOfPatternsAreRefused(String pattern) {
    assertThatThrownBy(() -> FilterPattern.of(pattern))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("InvalidParameterException: Invalid filter pattern")
        .hasMessageContaining("not supported by this environment");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "\"open", "a\"b\"", "\"\"", "--a", "a,b", "-", "?"})
  void termsThatNeedQuotesAreRefusedWithoutThem(String pattern) {
    assertThatThrownBy(() -> FilterPattern.of(pattern))
        .hasMessageContaining("InvalidParameterException: Invalid filter pattern");
  }

  @Test
  void aPatternIsAtMost1024CharactersLong() {
    assertThat(List.of(FilterPattern.of("x".repeat(1024)))).hasSize(1);
    assertThatThrownBy(() -> FilterPattern.of("x".repeat(1025))).hasMessageContaining("1024");
  }
}
