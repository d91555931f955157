package dev.safelight.policy.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PrefixesTest {
  /// Every set of up to three texts of up to three letters, asked for every text of four.
  @Test
  void findsTheLongestAndAllShorterOnes() {
    var words = new ArrayList<>(Words.upTo(3, "ab"));
    for (int i = 0; i < words.size(); i++) {
      for (int j = i; j < words.size(); j++) {
        for (int k = j; k < words.size(); k += 3) {
          check(new TreeSet<>(List.of(words.get(i), words.get(j), words.get(k))));
        }
      }
    }
  }

  private static void check(Set<String> texts) {
    var prefixes = Prefixes.of(texts, false);
    assertThat(prefixes.size()).isEqualTo(texts.size());
    for (var asked : Words.upTo(4, "ab")) {
      var found = new ArrayList<String>();
      for (int at = prefixes.longest(asked); at >= 0; at = prefixes.shorter(at)) {
        found.add(prefixes.text(at));
      }
      var wanted =
          texts.stream().filter(asked::startsWith).sorted((a, b) -> b.length() - a.length());
      assertThat(found).as(texts + " in " + asked).isEqualTo(wanted.toList());
    }
  }

  @Test
  void ignoresCaseWhereTold() {
    var prefixes = Prefixes.of(Set.of("s3:", "s3:get", "sqs:"), true);
    assertThat(prefixes.text(prefixes.longest("S3:GetObject"))).isEqualTo("s3:get");
    assertThat(prefixes.text(prefixes.longest("S3:GeT"))).isEqualTo("s3:get");
    assertThat(prefixes.text(prefixes.longest("S3:Ge"))).isEqualTo("s3:");
    assertThat(prefixes.longest("S3")).isEqualTo(-1);
    var longer = Prefixes.of(Set.of("s3:get", "s3:put"), true);
    assertThat(longer.longest("S4:Get")).isEqualTo(-1);
    assertThat(longer.longest("s3:GexObject")).isEqualTo(-1);
    assertThat(longer.text(longer.longest("s3:PUT"))).isEqualTo("s3:put");
    assertThat(Prefixes.of(Set.of("s3:"), false).longest("S3:")).isEqualTo(-1);
    assertThat(Prefixes.of(Set.of(), true).longest("x")).isEqualTo(-1);
  }
}
