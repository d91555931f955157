package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Request;
import dev.safelight.wire.sigv4.Claim;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What browsers are told of pages of other origins.
class CrossOriginTest {
  private static final String PAGE = "https://app.example.com";

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
    bench.call("PUT", "/photos");
    bench.put("/photos/k", "x");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void rules(String... rules) {
    assertThat(
            bench
                .put(
                    "/photos?cors",
                    "<CORSConfiguration><CORSRule>"
                        + String.join("</CORSRule><CORSRule>", rules)
                        + "</CORSRule></CORSConfiguration>")
                .status())
        .isEqualTo(200);
  }

  private Bench.Response preflight(String target, String... headers) {
    return bench.as(Bench.ANONYMOUS, "OPTIONS", target, Payload.NONE, headers);
  }

  @Test
  void aBucketWithoutRulesForbidsEverything() {
    var refused = preflight("/photos/k", "Origin", PAGE, "Access-Control-Request-Method", "GET");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.element("Code")).isEqualTo("AccessForbidden");
    assertThat(refused.element("Message"))
        .isEqualTo("CORSResponse: CORS is not enabled for this bucket.");
    assertThat(refused.element("ResourceType")).isEqualTo("OBJECT");
    assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(bench.call("GET", "/photos/k", "Origin", PAGE).header("Vary")).isEmpty();
  }

  @Test
  void aRuleThatFitsIsTold() {
    rules(
        "<AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-amz-*</AllowedHeader><AllowedHeader>Content-Type</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>300</MaxAgeSeconds>");
    var told =
        preflight(
            "/photos/k?X-Amz-Signature=00&partNumber=1",
            "Origin",
            PAGE,
            "Access-Control-Request-Method",
            "PUT",
            "Access-Control-Request-Headers",
            "Content-Type, X-Amz-Meta-A");
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    assertThat(told.header("Access-Control-Allow-Methods")).isEqualTo("GET, PUT");
    assertThat(told.header("Access-Control-Allow-Headers")).isEqualTo("content-type, x-amz-meta-a");
    assertThat(told.header("Access-Control-Expose-Headers")).isEqualTo("ETag");
    assertThat(told.header("Access-Control-Max-Age")).isEqualTo("300");
    assertThat(told.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(told.header("Vary")).startsWith("Origin");
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.com, GET, content-type",
    "https://app.example.com.evil.com, GET, content-type",
    "http://app.example.com, GET, content-type",
    "https://app.example.com, DELETE, content-type",
    "https://app.example.com, GET, authorization",
    "null, GET, content-type",
  })
  void whatNoRuleFitsIsForbidden(String origin, String method, String header) {
    rules(
        "<AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>Content-Type</AllowedHeader>");
    var refused =
        preflight(
            "/photos/k",
            "Origin",
            origin,
            "Access-Control-Request-Method",
            method,
            "Access-Control-Request-Headers",
            header);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.element("Message"))
        .startsWith("CORSResponse: This CORS request is not allowed.");
    assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void aPreflightWithoutItsQuestionIsRefused() {
    rules("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>");
    assertThat(preflight("/photos/k", "Origin", PAGE).status()).isEqualTo(400);
    assertThat(preflight("/photos/k", "Access-Control-Request-Method", "GET").status())
        .isEqualTo(400);
    assertThat(
            preflight("/none/k", "Origin", PAGE, "Access-Control-Request-Method", "GET")
                .element("Code"))
        .isEqualTo("NoSuchBucket");
  }

  @Test
  void theRequestItselfIsDressedAndItsRefusalsToo() {
    rules("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>");
    var got = bench.call("GET", "/photos/k", "Origin", PAGE);
    assertThat(got.text()).isEqualTo("x");
    assertThat(got.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(got.header("Access-Control-Allow-Credentials")).isEmpty();
    var denied = bench.as(Bench.ANONYMOUS, "GET", "/photos/k", Payload.NONE, "Origin", PAGE);
    assertThat(denied.status()).isEqualTo(403);
    assertThat(denied.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(bench.call("DELETE", "/photos/k", "Origin", PAGE).header("Vary")).isEmpty();
    assertThat(bench.call("GET", "/photos/k").header("Vary")).isEmpty();
  }

  @Test
  void whatALinkSignsIsNotAskedOfItsPreflight() {
    var request =
        new Request(
            "R",
            bench.now,
            "OPTIONS",
            "/photos/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=00",
            Headers.of("Host", "localhost"),
            Payload.NONE,
            new Peer("127.0.0.1", ""));
    assertThat(request.claim()).isInstanceOf(Claim.Unsigned.class);
  }
}
