package dev.safelight.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonPrinterTest {
  @Test
  void emptyThingsAreEmpty() {
    assertThat(JsonPrinter.print(new Json.Members(Map.of()))).isEqualTo("{}");
    assertThat(JsonPrinter.print(new Json.Items(List.of()))).isEqualTo("[]");
  }

  @Test
  void whatCanBeSeenStays() {
    assertThat(JsonPrinter.print(Json.of("Käse 写真 😀 a/b"))).isEqualTo("\"Käse 写真 😀 a/b\"");
  }

  @Test
  void whatEndsALineOrSteersATerminalIsEscaped() {
    assertThat(JsonPrinter.print(Json.of("\"\\\n\r\t\u0000\u001B[2J\u007F\u0085\u2028\u2029")))
        .isEqualTo(
            "\"\\\"\\\\\\u000a\\u000d\\u0009\\u0000\\u001b[2J\\u007f\\u0085\\u2028\\u2029\"");
  }

  @Test
  void whatTurnsTheDirectionOfWritingIsEscaped() {
    assertThat(JsonPrinter.print(Json.of("gpj.\u202Eexe\u2066\u200F\uFEFF")))
        .isEqualTo("\"gpj.\\u202eexe\\u2066\\u200f\\ufeff\"");
  }

  @Test
  void halfASurrogatePairIsEscaped() {
    assertThat(JsonPrinter.print(Json.of("a\uD800b"))).isEqualTo("\"a\\ud800b\"");
  }
}
