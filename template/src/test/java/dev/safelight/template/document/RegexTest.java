package dev.safelight.template.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
  static Stream<String> endless() {
    return Stream.of(
        "(?:(?:^){2000000000}){2000000000}",
        "(?:|)".repeat(60) + "(?!)",
        "(?:^|^)".repeat(60) + "(?!)",
        "(?:^|^)".repeat(60) + "x",
        "((a{1000}){1000}){1000}",
        "(?:(?:(?:^){1000}){1000}){1000}",
        "\\pL{1000}".repeat(400),
        "(".repeat(1900) + "b" + ")".repeat(1900),
        "((((((a{9}){9}){9}){9}){9}){9}){9}",
        "(?:(?:a{0,999}|b){0,999}){0,999}");
  }

  @ParameterizedTest
  @MethodSource("endless")
  void noPatternTakesForEver(String pattern) {
    var text = "a".repeat(4096);
    var found =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> {
              try {
                var regex = Regex.of(pattern);
                return regex.isIn(text) || regex.matches(text);
              } catch (Regex.Unusable _) {
                return false;
              }
            });
    assertThat(found).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      textBlock =
          """
          (?!a)b        => (?!
          (?<=a)b       => (?<
          (a)\\1        => Backreferences (\\1)
          (a)\\12       => Backreferences (\\1)
          a++           => ++
          [a-z&&[^x]]   => A set within a set
          [a[bc]]       => A set within a set
          [[:alpha:]]   => A set within a set
          \\v           => \\v is not supported
          [^\\v]        => \\v is not supported
          (?U)\\w       => The flag U
          (?i-U:a)      => The flag U
          (?P<n>a)      => a named group
          a{1001}       => {1001}
          (a{100}){100} => too large
          (             => missing closing )
          [a            => missing closing ]
          """)
  void whatIsNotSupportedIsNamed(String pattern, String named) {
    assertThatExceptionOfType(Regex.Unusable.class)
        .isThrownBy(() -> Regex.of(pattern.replace("\\\\", "\\")))
        .withMessageContaining(named.replace("\\\\", "\\"));
  }

  @Test
  void aPatternHasAtMostAsManyCharactersAsAws() throws Regex.Unusable {
    assertThat(Regex.of("a|".repeat(600) + "b").matches("b")).isTrue();
    assertThatExceptionOfType(Regex.Unusable.class)
        .isThrownBy(() -> Regex.of("[" + "a".repeat(4096) + "]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[a-zA-Z][a-zA-Z0-9]*$",
        "[a-zA-Z0-9.-]{1,63}",
        "(?i)(us|eu)-(?:east|west)-\\d",
        "\\p{L}+|[\\]\\[]+",
        "\\Qa{9}(\\E+",
        "(?<year>\\d{4})-\\d{2}",
        ".{0,1000}",
        "(?:a?){300}b",
        "x{3,}y{2}(z|){4}",
        "[]a]+",
        "a{,3}|{",
        "[^&]&[&]",
      })
  void theSizeIsNotUnderestimated(String pattern) throws Regex.Unusable {
    int compiled;
    try {
      compiled = com.google.re2j.Pattern.compile(pattern).programSize();
    } catch (com.google.re2j.PatternSyntaxException _) {
      compiled = 0;
    }
    assertThat(PatternScan.size(pattern) + 4).isGreaterThanOrEqualTo(compiled);
    assertThat(Regex.of(pattern).toString()).isEqualTo(pattern);
  }

  @Test
  void aValueTooLongForItsPatternDoesNotMatch() throws Regex.Unusable {
    assertThat(Regex.of("(a?){600}[a-z]*").matches("a".repeat(4096))).isTrue();
    assertThat(Regex.of("(a?){600}[a-z]*").matches("a".repeat(40_960))).isFalse();
  }

  /// A new snapshot that looks around more is seen here.
  @Test
  void ofTheSchemasPatternsOneLooksAround() throws IOException {
    var patterns = new TreeSet<String>();
    try (var file =
        Regex.class.getResourceAsStream("/dev/safelight/template/schema/resources.json")) {
      var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      var found = Pattern.compile("\"pattern\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(text);
      while (found.find()) {
        patterns.add(found.group(1).replace("\\\\", "\\"));
      }
    }
    assertThat(patterns)
        .hasSizeGreaterThan(10)
        .filteredOn(pattern -> {
          try {
            var _ = Regex.of(pattern);
            return false;
          } catch (Regex.Unusable _) {
            return true;
          }
        })
        .containsExactly("(?![0-9]+$)[a-zA-Z0-9-_]+");
    assertThat(Regex.trusted("(?![0-9]+$)[a-zA-Z0-9-_]+", "live1")).isTrue();
    assertThat(Regex.trusted("(?![0-9]+$)[a-zA-Z0-9-_]+", "11")).isFalse();
    assertThat(Regex.trusted("(?!x)(a+)+", "a".repeat(40) + "!")).isFalse();
  }
}
