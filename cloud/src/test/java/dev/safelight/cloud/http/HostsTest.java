package dev.safelight.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
  private static final InetAddress LOCAL = InetAddress.ofLiteral("192.0.2.7");

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 192.0.2.7:4566, true",
    "0.0.0.0, 192.0.2.8:4566, false",
    "0.0.0.0, localhost, true",
    "0.0.0.0, evil.example, false",
    "box.example, box.example:4566, true",
    "box.example, BOX.example, true",
    "box.example, a.box.example, false",
    "box.example, evil.example, false",
    "192.0.2.7, 192.0.2.7, true",
    "127.0.0.1, 192.0.2.7, false",
    "localhost, 192.0.2.7, false",
    "::1, 192.0.2.7, false",
    "::, 192.0.2.7, true"
  })
  void aHostThatWasAskedForIsAnsweredToo(String bound, String host, boolean answered) {
    assertThat(new Hosts(bound).answers(host, LOCAL)).isEqualTo(answered);
  }

  @Test
  void anAddressOfIpv6StandsInBrackets() {
    var local = InetAddress.ofLiteral("2001:db8::7");
    assertThat(new Hosts("::").answers("[2001:db8:0:0:0:0:0:7]:80", local)).isTrue();
    assertThat(new Hosts("::").answers("[2001:db8::7]:80", local)).isTrue();
    assertThat(new Hosts("::").answers("[2001:db8::8]", local)).isFalse();
  }

  @Test
  void aDoorOnAllAddressesIsReachedThroughLoopback() throws IOException {
    var s = Doors.settings();
    var everywhere = new Door.Settings("0.0.0.0", 0, s.security(), s.limits(), s.ids(), s.clock());
    try (var door = Door.open(everywhere, _ -> Doors.text("ok"));
        var dial = new Dial(door)) {
      assertThat(door.endpoint()).hasHost("127.0.0.1");
      assertThat(dial.send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").read().status())
          .isEqualTo(403);
    }
  }
}
