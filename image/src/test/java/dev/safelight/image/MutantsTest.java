package dev.safelight.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Good files with some bytes changed, through the native decoders, in a process whose death is a
/// failure. 300 of them in every build; `-Pmutants` tries 10,000.
///
/// A mutant that ends the process is kept in `target/mutants`.
class MutantsTest {
  private static final int COUNT = Integer.getInteger("safelight.mutants", 300);
  private static final Path NATIVES = Path.of(System.getProperty("safelight.natives"));
  private static final Renditions SET = Renditions.of("thumbnail", Rendition.standard());

  @Test
  void noMutantEndsItsProcess() throws IOException {
    var random = new Random(20261124);
    var names = new ArrayList<>(Fixtures.all().keySet());
    var files = new ArrayList<>(Fixtures.all().values());
    var outcomes = new TreeMap<String, Integer>();
    var deaths = new ArrayList<String>();
    try (var isolated = Isolated.start(Duration.ofSeconds(2), 512, NATIVES)) {
      isolated.render(files.getFirst(), SET, Limits.standard());
      for (int i = 0; i < COUNT; i++) {
        int which = i % files.size();
        var mutant = mutant(files.get(which), random);
        var answer = isolated.render(mutant, SET, Limits.within(256L << 20));
        var kind = answer.getClass().getSimpleName();
        outcomes.merge(names.get(which) + ' ' + kind, 1, Integer::sum);
        if (answer instanceof Thumbnailing.Fatal || answer instanceof Thumbnailing.TooSlow) {
          var kept = Path.of("target/mutants", kind + '-' + i + '-' + names.get(which));
          Files.createDirectories(kept.getParent());
          Files.write(kept, mutant);
          deaths.add(kept.toString());
        }
      }
    }
    Files.createDirectories(Path.of("target"));
    Files.write(
        Path.of("target/mutants.txt"),
        outcomes.entrySet().stream().map(each -> each.getValue() + " " + each.getKey()).toList());
    assertThat(deaths).isEqualTo(List.of());
    assertThat(outcomes.keySet()).anyMatch(outcome -> outcome.endsWith(" Made"));
  }

  /// Bytes set, turned, doubled, or swapped with others of the file; half of them near its start,
  /// where the headers are.
  private static byte[] mutant(byte[] file, Random random) {
    var mutant = file.clone();
    for (int changes = random.nextInt(1, 9); changes > 0; changes--) {
      int reach = random.nextBoolean() ? mutant.length : Math.min(mutant.length, 600);
      int at = random.nextInt(reach);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt();
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] = new byte[] {0, -1, 127, -128}[random.nextInt(4)];
        default -> {
          int length = Math.min(random.nextInt(1, 64), mutant.length - at);
          System.arraycopy(file, random.nextInt(file.length - length + 1), mutant, at, length);
        }
      }
    }
    return mutant;
  }
}
