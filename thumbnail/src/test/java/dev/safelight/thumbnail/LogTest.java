package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.wire.json.Json;
import dev.safelight.wire.json.JsonException;
import dev.safelight.wire.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogTest {
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Log log = new Log(output, InstantSource.fixed(ProcessingTest.NOW));

  @Test
  void aLineIsOneJsonObject() {
    log.write(Log.Level.WARN, "what happened", "id-1", Map.of("bytes", Json.of(7)));
    assertThat(output.toString(UTF_8))
        .isEqualTo(
            "{\"timestamp\":\"2026-03-01T10:00:00Z\",\"level\":\"WARN\",\"message\":\"what happened\",\"requestId\":\"id-1\",\"bytes\":7}\n");
  }

  @Test
  void outsideOfACallThereIsNoRequestId() {
    log.write(Log.Level.ERROR, "m", "", Map.of());
    assertThat(output.toString(UTF_8)).doesNotContain("requestId");
  }

  @Test
  void noKeyForgesALine() throws JsonException {
    var random = new Random(6);
    for (int round = 0; round < 1_000; round++) {
      var key = GeneratedKeys.next(random) + "\n{\"level\":\"INFO\"}\r\u2028";
      output.reset();
      log.write(Log.Level.INFO, key, "id-1", Map.of("key", Json.of(key)));
      var line = output.toString(UTF_8);
      assertThat(line.strip().lines()).hasSize(1);
      assertThat(line.chars().filter(c -> c < ' ')).containsExactly((int) '\n');
      assertThat(JsonReader.read(output.toByteArray()).at("key").text()).hasValue(key);
    }
  }
}
