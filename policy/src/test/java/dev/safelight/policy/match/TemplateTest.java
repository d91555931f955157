package dev.safelight.policy.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final Syntax SYNTAX = Syntax.WILDCARDS.withVariables(true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${",
        "a${aws:username",
        "${}",
        "${ }",
        "${a:b, x}",
        "${a:b, 'x}",
        "${a:b,}",
        "${a:b,'x'}",
        "${a:b, '}",
        "${, 'x'}"
      })
  void whatIsNoVariableIsRefused(String text) {
    assertThatThrownBy(() -> Template.of(text, SYNTAX))
        .isInstanceOfSatisfying(
            MalformedPattern.class, it -> assertThat(it.reason()).contains("${"));
  }

  @Test
  void manyEscapesAreReadInOnePass() throws MalformedPattern {
    var template = Template.of("${*}".repeat(200_000), SYNTAX);
    assertThat(template.matches("*".repeat(200_000), _ -> Optional.empty())).isTrue();
  }

  @Test
  void aValueIsNeverReadAsAPattern() throws MalformedPattern {
    var template = Template.of("${aws:username}", SYNTAX);
    assertThat(template.matches("x", _ -> Optional.of("*"))).isFalse();
    assertThat(template.matches("x", _ -> Optional.of("${x}"))).isFalse();
    assertThat(template.matches("${x}", _ -> Optional.of("${x}"))).isTrue();
  }

  @Test
  void aDefaultMayBeEmptyAndStandsInForWhatLacks() throws MalformedPattern {
    var empty = Template.of("a${a:b, ''}c", SYNTAX);
    assertThat(empty.matches("ac", _ -> Optional.empty())).isTrue();
    assertThat(empty.matches("abc", _ -> Optional.of("b"))).isTrue();
    var some = Template.of("a${a:b, 'x*'}c", SYNTAX);
    assertThat(some.matches("ax*c", _ -> Optional.empty())).isTrue();
    assertThat(some.matches("axxc", _ -> Optional.empty())).isFalse();
    assertThat(some.isResolvable(_ -> Optional.empty())).isTrue();
    assertThat(Template.of("${a:b}", SYNTAX).isResolvable(_ -> Optional.empty())).isFalse();
  }

  @Test
  void whatStandsBeforeAVariableMustFit() throws MalformedPattern {
    var template = Template.of("a${a:b}", SYNTAX);
    assertThat(template.matches("bx", _ -> Optional.of("x"))).isFalse();
    assertThat(template.matches("ax", _ -> Optional.of("x"))).isTrue();
    assertThat(template.prefix()).isEqualTo("a");
    assertThat(Template.of("${a:b}a", SYNTAX).prefix()).isEmpty();
    assertThat(Template.of("ab*", SYNTAX).prefix()).isEqualTo("ab");
  }

  @Test
  void templatesAreEqualThatAreWrittenAndReadAlike() throws MalformedPattern {
    var template = Template.of("a${a:b}", SYNTAX);
    assertThat(template)
        .isEqualTo(Template.of("a${a:b}", SYNTAX))
        .hasSameHashCodeAs(Template.of("a${a:b}", SYNTAX))
        .hasToString("a${a:b}")
        .isNotEqualTo(Template.of("a${a:c}", SYNTAX))
        .isNotEqualTo(Template.of("a${a:b}", Syntax.WILDCARDS))
        .isNotEqualTo(Template.of("a${a:b}", new Syntax(true, true, true)));
  }

  @Test
  void oldDocumentsReadVariablesAsText() throws MalformedPattern {
    assertThat(Template.of("${", Syntax.WILDCARDS).matches("${", _ -> Optional.empty())).isTrue();
  }

  @Test
  void ignoringCaseReachesTheVariablesValue() throws MalformedPattern {
    var template = Template.of("A-${aws:username}", new Syntax(false, true, true));
    assertThat(template.matches("a-BOB", _ -> Optional.of("bob"))).isTrue();
  }
}
