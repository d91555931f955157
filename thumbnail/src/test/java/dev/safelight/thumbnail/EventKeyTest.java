package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.wire.sigv4.PercentEncoding;
import java.net.URLEncoder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeyTest {
  @ParameterizedTest
  @CsvSource({
    "red+flower.jpg, red flower.jpg",
    "a%2Bb.jpg, a+b.jpg",
    "a%2bb.jpg, a+b.jpg",
    "caf%C3%A9, café",
    "%F0%9F%98%80, 😀",
    "a/b%2Fc, a/b/c",
    "%2500, %00",
    "100%25, 100%",
    "é, é"
  })
  void keysAreDecodedAsAwsEncodesThem(String encoded, String key) {
    assertThat(EventKey.decode(encoded)).hasValue(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%",
        "a%",
        "%4",
        "%4x",
        "%x4",
        "%-1",
        "%+1",
        "%%41",
        "%\u0661\u0661",
        "%C3",
        "%C3%28",
        "%C0%AF",
        "%ED%A0%80",
        "%FF",
        "%F4%90%80%80",
        "\uD800"
      })
  void whatIsNoEncodedKeyIsNone(String encoded) {
    assertThat(EventKey.decode(encoded)).isEmpty();
  }

  @Test
  void decodingUndoesEncoding() {
    var random = new Random(3);
    for (int round = 0; round < 5_000; round++) {
      var key = GeneratedKeys.next(random);
      assertThat(EventKey.decode(URLEncoder.encode(key, UTF_8))).hasValue(key);
      assertThat(EventKey.decode(PercentEncoding.encodePath(key))).hasValue(key);
    }
  }
}
