package dev.safelight.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.policy.match.Key;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContextTest {
  @Test
  void namesIgnoreCase() {
    var context = Context.empty().with("aws:SourceIp", "10.0.0.1");
    assertThat(context.values(Key.of("AWS:SOURCEIP"))).containsExactly("10.0.0.1");
    assertThat(context.with("aws:sourceip", "10.0.0.2").values(Key.of("aws:SourceIp")))
        .containsExactly("10.0.0.2");
  }

  @Test
  void oneKeySpeltTwiceIsRefused() {
    assertThatThrownBy(() -> Context.of(Map.of("a:B", List.of("1"), "a:b", List.of("2"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("given twice");
  }

  @Test
  void aKeyWithoutValuesIsAbsent() {
    var context = Context.empty().with("a:b", "c").with("a:b");
    assertThat(context).isEqualTo(Context.empty());
    assertThat(Context.of(Map.of("a:b", List.of()))).isEqualTo(Context.empty());
  }

  @Test
  void onlyASingleValueCanBeSubstituted() {
    var key = Key.of("a:b");
    assertThat(Context.empty().with("a:b", "c").valueOf(key)).contains("c");
    assertThat(Context.empty().with("a:b", "c", "d").valueOf(key)).isEmpty();
    assertThat(Context.empty().withMultivalued("a:b", List.of("c")).valueOf(key)).isEmpty();
    assertThat(Context.empty().valueOf(key)).isEmpty();
  }
}
