package dev.safelight.policy.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Tries;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.1, false",
    "::/0, ffff::1, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7/32, 192.0.2.6, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8::/64, 2001:db8:0:0:1::, true",
    "2001:db8::/64, 2001:db8:0:1::, false",
    "2001:db8::/65, 2001:db8:0:0:8000::, false",
    "2001:db8::/127, 2001:db8::1, true",
    "2001:db8::/127, 2001:db8::2, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "10.0.0.0/8, ::ffff:0a01:0203, true",
    "::ffff:10.0.0.0/104, 10.9.9.9, true",
    "::ffff:10.0.0.0/95, 10.9.9.9, false",
    "64:ff9b::/96, 64:ff9b::10.1.2.3, true",
    "::ffff:0.0.0.0/96, 10.9.9.9, true",
    "::/96, ::0.0.0.0, true",
    "0:0:0:0:0:0:0.0.0.0, ::, true",
    "10.0.0.0/8, 10.0.0.0/7, false",
    "10.0.0.0/8, 10.128.0.0/9, true",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:0007:8, true",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0, true"
  })
  void containsWhatItsLeadingBitsSay(String range, String address, boolean contains) {
    assertThat(IpRange.of(range).orElseThrow().contains(IpRange.of(address).orElseThrow()))
        .isEqualTo(contains);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10",
        "10.0.0",
        "10.0.0.0.0",
        "10.0.0.256",
        "10.0.0.01",
        "10.0.0.-1",
        "10.0.0.",
        ".10.0.0",
        "10..0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "1.2.3.4 ",
        "10.0.0.0/0008",
        "a.b.c.d",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "::/129",
        "::1.2.3",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::1:",
        ":1::",
        "1:2:3:4:5:6:7:8::1",
        "1:2:3:4::5:6:7:8",
        "1:2:3:4:5:6:7:8:9::",
        "::1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7:8",
        "/8",
        "\u0661.0.0.1",
        "fe80::1%eth0",
        "10.0.0.0/8:",
        "localhost"
      })
  void whatIsNoAddressIsNotRead(String text) {
    assertThat(IpRange.of(text)).isEmpty();
  }

  @Test
  void agreesWithBigNumbers() throws UnknownHostException {
    var random = new Random(6);
    for (int i = 0; i < Tries.of(5_000); i++) {
      var bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      var other = bytes.clone();
      other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
      var bits = bytes.length * 8;
      var prefix = random.nextInt(bits + 1);
      var range = IpRange.of(InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefix);
      var address = IpRange.of(InetAddress.getByAddress(other).getHostAddress());
      var wanted =
          new BigInteger(1, bytes)
              .shiftRight(bits - prefix)
              .equals(new BigInteger(1, other).shiftRight(bits - prefix));
      assertThat(range.orElseThrow().contains(address.orElseThrow())).isEqualTo(wanted);
    }
  }
}
