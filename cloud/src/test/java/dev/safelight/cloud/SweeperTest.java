package dev.safelight.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.notify.Outbox;
import dev.safelight.cloud.store.Chore;
import dev.safelight.cloud.store.Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
  @TempDir Path data;

  @Test
  void aChoreThatFailsDoesNotHoldUpTheNext() {
    var done = new ArrayList<String>();
    Chore failing =
        (_, _, _) -> {
          throw new IllegalStateException("cannot");
        };
    Chore counting =
        (_, _, from) -> {
          done.add(from);
          return new Chore.Step(List.of(), done.size() == 1 ? "second" : Chore.BEGINNING);
        };
    try (var store = Store.open(data, false, List.of(Outbox.SCHEMA), new SecureRandom())) {
      new Sweeper(
              store,
              new Outbox(),
              () -> {},
              InstantSource.fixed(Instant.EPOCH),
              List.of(failing, counting))
          .round();
    }
    assertThat(done).containsExactly(Chore.BEGINNING, "second");
  }
}
