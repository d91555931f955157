package dev.safelight.wire.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.wire.json.Json.Items;
import dev.safelight.wire.json.Json.Members;
import dev.safelight.wire.json.Json.Nothing;
import dev.safelight.wire.json.Json.Numeral;
import dev.safelight.wire.json.Json.Text;
import dev.safelight.wire.json.Json.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void everyKindOfValueIsRead() throws JsonException {
    assertThat(read(" {\"a\" : [1,-0.5e+3,true,false,null,\"x\"] ,\r\n\t\"b\":{}} "))
        .isEqualTo(
            new Members(
                Map.of(
                    "a",
                    new Items(
                        List.of(
                            new Numeral("1"),
                            new Numeral("-0.5e+3"),
                            new Truth(true),
                            new Truth(false),
                            new Nothing(),
                            new Text("x"))),
                    "b",
                    new Members(Map.of()))));
  }

  @Test
  void escapesAreResolved() throws JsonException {
    assertThat(read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\uDE00\""))
        .isEqualTo(new Text("\"\\/\b\f\n\r\té😀"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{1:1}",
        "{\"a\" 1}",
        "\"",
        "\"a",
        "\"\\",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u123\"",
        "\"\\u12g4\"",
        "\"\\u\u0661\u0661\u0661\u0661\"",
        "\"\\uD800\"",
        "\"\\uDC00\\uD800\"",
        "\"a\nb\"",
        "\"a\u0000b\"",
        "01",
        "-",
        "-a",
        "+1",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x1",
        "1_0",
        "\u0661",
        "NaN",
        "Infinity",
        "tru",
        "True",
        "nul",
        "nulll",
        "truefalse",
        "1 1",
        "{}{}",
        "[]]",
        "'a'",
        "// c\n1",
        "/* c */1",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "\uFEFF1",
        "1\uFFFF",
        "[\uFFFF]",
        "\u00A01",
        "1\f"
      })
  void whatIsNoStrictJsonIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\u00C3\"",
        "\"\u00C0\u00AF\"",
        "\"\u00ED\u00A0\u0080\"",
        "\"\u00FF\"",
        "\u00FE\u00FF"
      })
  void whatIsNoUtf8IsRefused(String octets) {
    assertThatThrownBy(() -> JsonReader.read(octets.getBytes(ISO_8859_1)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void depthIsBounded(String opening) throws JsonException {
    var most = JsonReader.DEEPEST - 1;
    var closing = opening.equals("[") ? "]" : "}";
    assertThat(read(opening.repeat(most) + "1" + closing.repeat(most))).isNotNull();
    assertThatThrownBy(() -> read(opening.repeat(most + 1) + "1" + closing.repeat(most + 1)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("more than 32 levels");
    assertThatThrownBy(() -> read(opening.repeat(1_000_000))).isInstanceOf(JsonException.class);
  }

  @Test
  void sizeIsBounded() throws JsonException {
    var longest = new byte[JsonReader.LONGEST];
    Arrays.fill(longest, (byte) ' ');
    longest[0] = '1';
    assertThat(JsonReader.read(longest)).isEqualTo(new Numeral("1"));
    assertThatThrownBy(() -> JsonReader.read(Arrays.copyOf(longest, longest.length + 1)))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("more than 6291456 bytes");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "17, 17", "999999999999999999, 999999999999999999"})
  void countsAreWholeAndNotNegative(String literal, long count) throws JsonException {
    assertThat(read(literal).count()).hasValue(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.0", "1e3", "1000000000000000000", "\"1\"", "null", "[1]"})
  void whatIsNoCountIsNone(String literal) throws JsonException {
    assertThat(read(literal).count()).isEmpty();
  }

  @Test
  void pathsLeadToValuesOrToNothing() throws JsonException {
    var json = read("{\"a\":{\"b\":\"c\"}}");
    assertThat(json.at("a", "b").text()).hasValue("c");
    assertThat(json.at("a", "x", "y")).isEqualTo(new Nothing());
    assertThat(json.at("a", "b", "c")).isEqualTo(new Nothing());
  }

  @Test
  void whatIsPrintedReadsTheSame() throws JsonException {
    var random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      var json = generated(random, 4);
      assertThat(read(JsonPrinter.print(json))).isEqualTo(json);
    }
  }

  @Test
  void noDamageDoesWorseThanARefusal() {
    var random = new Random(2);
    for (int round = 0; round < 5_000; round++) {
      var bytes = JsonPrinter.print(generated(random, 4)).getBytes(UTF_8);
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertThat(JsonReader.read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))))
            .isNotNull();
      } catch (JsonException refused) {
        assertThat(refused.getMessage()).contains(" at character ");
      }
    }
  }

  private static Json read(String text) throws JsonException {
    return JsonReader.read(text.getBytes(UTF_8));
  }

  private static Json generated(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> new Text(text(random));
      case 1 -> Json.of(random.nextLong());
      case 2 -> new Truth(random.nextBoolean());
      case 3 -> new Nothing();
      case 4 -> {
        var items = new ArrayList<Json>();
        for (int left = random.nextInt(4); left > 0; left--) {
          items.add(generated(random, depth - 1));
        }
        yield new Items(items);
      }
      default -> {
        var members = new LinkedHashMap<String, Json>();
        for (int left = random.nextInt(4); left > 0; left--) {
          members.put(text(random), generated(random, depth - 1));
        }
        yield new Members(members);
      }
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int left = random.nextInt(8); left > 0; left--) {
      int most = random.nextBoolean() ? 0x80 : 0x110000;
      int point = random.nextInt(most);
      text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '\\' : point);
    }
    return text.toString();
  }
}
