package dev.safelight.template.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// What holds of every tree; each failure names its seed.
class LawsTest {
  @Test
  void readingWhatWasPrintedGivesTheSame() {
    for (int seed = 0; seed < 3000; seed++) {
      var tree = Trees.fields(new Random(seed), 5);
      var text = Document.json(tree);
      var again = Document.read(text, Document.Carrier.BODY);
      assertThat(again.says(tree)).as("seed %d: %s", seed, text).isTrue();
      assertThat(Document.json(again)).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void yamlAndJsonOfTheSameTreeReadAlike() {
    for (int seed = 0; seed < 3000; seed++) {
      var tree = Trees.fields(new Random(seed), 5);
      if (tree.list().isEmpty()) {
        continue;
      }
      var yaml = Trees.yaml(tree);
      assertThat(Document.json(Document.read(yaml, Document.Carrier.BODY)))
          .as("seed %d:%s", seed, yaml)
          .isEqualTo(Document.json(tree));
    }
  }

  @Test
  void saysIsAnEquivalenceThatForgetsPlacesAndTheOrderOfMembers() {
    var one = Document.readJson("{\"a\":1,\"b\":[true]}");
    var two = Document.readJson("{\n\"b\":[\"true\"],\n\"a\":\"1\"}");
    assertThat(one.says(two)).isTrue();
    assertThat(two.says(one)).isTrue();
    assertThat(one.says(Document.readJson("{\"a\":1}"))).isFalse();
    assertThat(Document.readJson("[1,2]").says(Document.readJson("[2,1]"))).isFalse();
  }
}
