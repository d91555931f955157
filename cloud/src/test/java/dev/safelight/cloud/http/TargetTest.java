package dev.safelight.cloud.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "//bucket//key",
        "/b/../k",
        "/b/./k/.",
        "/b/a%2Fb",
        "/b/a%2fb",
        "/b/a+b",
        "/b/%2B%20+",
        "/b?x",
        "/?x",
        "/b?x=",
        "/b?a=1&a=2&&=",
        "/b?x?y",
        "/b;v=1/k;",
        "/b/%E2%82%AC",
        "/b/%e2%82%ac",
        "/b/%00",
        "/b/%25%32%46",
        "/b/!$&'()*,:=@~_-.[]{}|\\^`\"<>",
        "/b?list-type=2&prefix=a%2F&delimiter=%2F",
        "/b/http://x/"
      })
  void targetsArriveAsTheyWereSent(String target) throws IOException {
    try (var door = Doors.open(request -> Doors.text(request.target()));
        var dial = new Dial(door)) {
      var answer = dial.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").read();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).isEqualTo(target);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost/b//k?x=1, /b//k?x=1",
    "HTTP://LOCALHOST/b/k, /b/k",
    "https://localhost/, /",
    "http://localhost, /",
    "http://localhost?x, /?x"
  })
  void theAbsoluteFormIsReducedToPathAndQuery(String target, String reduced) throws IOException {
    try (var door = Doors.open(request -> Doors.text(request.target()));
        var dial = new Dial(door)) {
      var answer = dial.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").read();
      assertThat(answer.text()).isEqualTo(reduced);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "b/k",
        "localhost:443",
        "ftp://localhost/",
        "http://",
        "http:///k",
        "http://user@localhost/k",
        "http://evil.example/k",
        "/b/%",
        "/b/%2",
        "/b/%zz",
        "/b/%2-",
        "/b?x=%",
        "/b/\u00e9",
        "/b/k#part",
        "/b/\tk"
      })
  void whatIsNoTargetIsRefused(String target) throws IOException {
    try (var door = Doors.open(_ -> Doors.text("never"));
        var dial = new Dial(door)) {
      var answer = dial.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").read();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("<Code>InvalidURI</Code>");
    }
  }

  @Test
  void pathAndQueryAreParted() throws IOException {
    try (var door = Doors.open(request -> Doors.text(request.path() + " " + request.query()));
        var dial = new Dial(door)) {
      var answer = dial.send("GET /a?b?c HTTP/1.1\r\nHost: localhost\r\n\r\n").read();
      assertThat(answer.text()).isEqualTo("/a b?c");
    }
  }
}
