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
        "${a:b, '}"
      })
  void whatIsNoVariableIsRefused(String text) {
    assertThatThrownBy(() -> Template.of(text, SYNTAX)).isInstanceOf(MalformedPattern.class);
  }

  @Test
  void aValueIsNeverReadAsAPattern() throws MalformedPattern {
    var template = Template.of("${aws:username}", SYNTAX);
    assertThat(template.matches("x", _ -> Optional.of("*"))).isFalse();
    assertThat(template.matches("x", _ -> Optional.of("${x}"))).isFalse();
    assertThat(template.matches("${x}", _ -> Optional.of("${x}"))).isTrue();
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
