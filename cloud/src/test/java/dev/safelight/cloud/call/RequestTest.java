package dev.safelight.cloud.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.wire.sigv4.Claim;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The region in which a resource is looked for is the one that policies see and that was signed.
class RequestTest {
  private static final String LINK =
      "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261124T000000Z&X-Amz-Expires=60"
          + "&X-Amz-SignedHeaders=host&X-Amz-Signature="
          + "0".repeat(64)
          + "&X-Amz-Credential=AKIA%2F20261124%2Feu-west-1%2Flambda%2Faws4_request";

  private static Request request(String query, String... headers) {
    return new Request(
        "id",
        Instant.EPOCH,
        "POST",
        "/2015-03-31/functions/f/invocations?" + query,
        Headers.of(headers),
        Payload.NONE,
        new Peer("127.0.0.1", ""));
  }

  private static void requireOneRegion(Request request) {
    assertThat(request.claim())
        .isInstanceOfSatisfying(
            Claim.Signed.class,
            signed -> assertThat(signed.scope().region()).isEqualTo("eu-west-1"));
    assertThat(request.region()).isEqualTo("eu-west-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Qualifier=Credential=A%2F20261124%2Fus-west-2%2Flambda%2Faws4_request&",
        "Credential=A/20261124/us-west-2/lambda/aws4_request&"
      })
  void noOtherParameterOfALinkStandsInForTheSignedRegion(String before) {
    requireOneRegion(request(before + LINK));
  }

  @Test
  void aLinkMaySpellItsEscapesInSmallLetters() {
    requireOneRegion(request(LINK.replace("%2F", "%2f")));
  }

  @Test
  void aHeaderIsReadAsTheVerifierReadsIt() {
    requireOneRegion(
        request(
            "",
            "X-Amz-Date",
            "20261124T000000Z",
            "Authorization",
            "AWS4-HMAC-SHA256 Signature="
                + "0".repeat(64)
                + ", SignedHeaders=host, Credential ="
                + " AKIA/20261124/eu-west-1/lambda/aws4_request"));
  }

  @Test
  void withoutASignatureItIsTheUsualOne() {
    assertThat(request("Credential=A/20261124/us-west-2/lambda/x").region()).isEqualTo("us-east-1");
  }
}
