package dev.safelight.policy.slow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Tries;
import dev.safelight.policy.cases.Cases;
import dev.safelight.policy.json.JsonWriter;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SecondOpinionTest {
  private static final int TRIES = Tries.of(20_000);

  @Test
  void theEngineAgreesWithASlowAndObviousOne() {
    var generator = new CaseGenerator(2026);
    var counts = new TreeMap<String, Integer>();
    for (int i = 0; i < TRIES; i++) {
      var json = generator.next();
      var line = JsonWriter.write(json);
      var wanted = SlowEvaluator.decide(json);
      assertThat(Cases.answer(line)).as(line).contains("\"decision\":\"" + wanted + "\"");
      counts.merge(wanted, 1, Integer::sum);
    }
    assertThat(counts.values()).hasSize(3).allMatch(count -> count > TRIES / 20);
  }
}
