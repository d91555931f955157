package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One range per request, as RFC 9110 reads it.
class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1, true",
    "bytes=0-9, 0, 10, true",
    "bytes=9-, 9, 1, true",
    "bytes=5-99999999999999999999, 5, 5, true",
    "bytes=-1, 9, 1, true",
    "bytes=-100, 0, 10, true",
    "bytes= 2-3, 2, 2, true",
    "'', 0, 10, false",
    "bytes=3-2, 0, 10, false",
    "bytes=-, 0, 10, false",
    "'bytes=0-1,3-4', 0, 10, false",
    "items=0-1, 0, 10, false",
    "bytes=a-b, 0, 10, false",
    "bytes=0x1-2, 0, 10, false"
  })
  void aRangeOfTenBytes(String header, long from, long length, boolean partial) {
    assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(from, length, partial));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=9999999999999999999-"})
  void aRangeOutsideIsRefused(String header) {
    assertThatThrownBy(() -> ByteRange.of(header, 10))
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.status()).isEqualTo(416));
  }
}
