package dev.safelight.cloud.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerTest {
  @ParameterizedTest
  @CsvSource({"0, 020100", "127, 02017f", "128, 02020080", "256, 02020100", "-1, 0201ff"})
  void integersAreShortAndSigned(String value, String der) {
    assertThat(hex(Der.integer(new BigInteger(value)))).isEqualTo(der);
  }

  @ParameterizedTest
  @CsvSource({
    "2.5.29.19, 0603551d13",
    "1.2.840.10045.4.3.2, 06082a8648ce3d040302",
    "1.3.6.1.5.5.7.3.1, 06082b06010505070301",
    "2.999.3, 0603883703"
  })
  void identifiersAreInBase128(String dotted, String der) {
    assertThat(hex(Der.oid(dotted))).isEqualTo(der);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0400",
    "127, 047f",
    "128, 048180",
    "255, 0481ff",
    "256, 04820100",
    "65536, 0483010000"
  })
  void lengthsAreAsShortAsTheyCanBe(int length, String prefix) {
    assertThat(hex(Der.octets(new byte[length]))).isEqualTo(prefix + "00".repeat(length));
  }

  @ParameterizedTest
  @CsvSource({
    "2049-12-31T23:59:59Z, 170d3439313233313233353935395a",
    "2050-01-01T00:00:00Z, 180f32303530303130313030303030305a"
  })
  void timesAfter2049HaveFourDigits(String time, String der) {
    assertThat(hex(Der.time(Instant.parse(time)))).isEqualTo(der);
  }

  @Test
  void bitsNameTheUnusedOnes() {
    assertThat(hex(Der.bits(1, new byte[] {6}))).isEqualTo("03020106");
  }

  private static String hex(byte[] der) {
    return HexFormat.of().formatHex(der);
  }
}
