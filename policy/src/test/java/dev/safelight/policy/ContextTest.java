package dev.safelight.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.policy.match.Key;
import java.util.ArrayList;
import java.util.HashMap;
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
  void whereSpellingsAreJoinedAKeyHasTheValuesOfBoth() {
    var key = Key.of("a:b");
    var several = Context.joining(Map.of("a:B", List.of("1"), "A:b", List.of("2")));
    assertThat(several.values(key)).containsExactlyInAnyOrder("1", "2");
    assertThat(several.only(key)).isNull();
    var one = Context.joining(Map.of("a:B", List.of("1"), "a:b", List.of("1"), "a:c", List.of()));
    assertThat(one).isEqualTo(Context.empty().with("a:b", "1"));
  }

  @Test
  void aKeyWithoutValuesIsAbsent() {
    var context = Context.empty().with("a:b", "c").with("a:b");
    assertThat(context).isEqualTo(Context.empty());
    assertThat(Context.of(Map.of("a:b", List.of()))).isEqualTo(Context.empty());
  }

  /// However many there are, and in whatever order they came.
  @Test
  void everyKeyIsFoundAndNoOther() {
    var context = Context.empty();
    var values = new HashMap<String, List<String>>();
    for (int count = 0; count <= 70; count++) {
      assertThat(Context.of(values)).isEqualTo(context).hasSameHashCodeAs(context);
      for (int i = 0; i <= 70; i++) {
        var key = Key.of("A:K" + i);
        assertThat(context.values(key)).isEqualTo(i < count ? List.of("v" + i) : List.of());
        assertThat(context.only(key)).isEqualTo(i < count ? "v" + i : null);
      }
      values.put("a:k" + count, List.of("v" + count));
      context = context.with("a:k" + count, "v" + count);
      assertThat(Context.of(values)).isNotEqualTo(context.with("a:k0", "other"));
    }
    for (int i = 0; i <= 70; i++) {
      context = context.with("a:k" + i);
    }
    assertThat(context).isEqualTo(Context.empty()).hasToString("{}");
    assertThat(Context.empty().with("a:b", "c")).hasToString("{a:b=c}");
  }

  @Test
  void oneDeclaredToHaveSeveralIsNotOneThatHasOne() {
    var one = Context.empty().with("a:b", "c");
    var declared = Context.empty().withMultivalued("a:b", List.of("c"));
    assertThat(declared).isNotEqualTo(one);
    assertThat(declared.values(Key.of("a:b"))).containsExactly("c");
    assertThat(declared.only(Key.of("a:b"))).isNull();
    assertThat(declared.with("a:b", "c")).isEqualTo(one);
    assertThat(Context.of(Map.of("a:b", List.of("c", "d"))))
        .isEqualTo(Context.empty().with("A:B", "c", "d"));
    assertThat(one.withMultivalued("a:b", List.of())).isEqualTo(Context.empty());
  }

  @Test
  void onlyASingleValueCanBeSubstituted() {
    var key = Key.of("a:b");
    assertThat(Context.empty().with("a:b", "c").valueOf(key)).contains("c");
    assertThat(Context.empty().with("a:b", "c", "d").valueOf(key)).isEmpty();
    assertThat(Context.empty().withMultivalued("a:b", List.of("c")).valueOf(key)).isEmpty();
    assertThat(Context.empty().valueOf(key)).isEmpty();
  }

  @Test
  void itsKeysAreToldAndWhichMayHaveSeveralValues() {
    var context =
        Context.of(Map.of("a:one", List.of("1"), "a:two", List.of("1", "2"), "a:none", List.of()))
            .withMultivalued("a:list", List.of("1"));
    assertThat(context.keys())
        .containsExactlyInAnyOrder(Key.of("a:one"), Key.of("a:two"), Key.of("a:list"));
    assertThat(context.isMultivalued(Key.of("a:one"))).isFalse();
    assertThat(context.isMultivalued(Key.of("a:two"))).isTrue();
    assertThat(context.isMultivalued(Key.of("a:list"))).isTrue();
    assertThat(context.isMultivalued(Key.of("a:other"))).isFalse();
  }

  @Test
  void whoHasNoArnIsToldByWhatIsKnown() {
    assertThat(new Requester.Anonymous().arn()).isEqualTo("anonymous");
    assertThat(new Requester.Vouched("accounts.google.com").arn()).isEqualTo("accounts.google.com");
  }

  @Test
  void aDecisionCannotBeChangedLater() {
    var by = new ArrayList<Deciding>();
    var allowed = new Decision.Allowed(by);
    assertThatThrownBy(() -> allowed.by().addAll(List.copyOf(by)))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
