package dev.safelight.wire.sigv4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Known answers of AWS's own Signature Version 4 test suite.
class OfficialVectorsTest {
  private static final Credentials KEYS =
      new Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "");
  private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          get-vanilla|GET|/||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-vanilla-empty-query-key|GET|/?Param1=value1||a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb
          get-vanilla-query-order-key-case|GET|/?Param2=value2&Param1=value1||b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          get-vanilla-query-order-key|GET|/?Param1=value2&Param1=Value1||eedbc4e291e521cf13422ffca22be7d2eb8146eecf653089df300a15b2382bd1
          get-vanilla-query-order-value|GET|/?Param1=value2&Param1=value1||5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694
          get-vanilla-query-unreserved|GET|/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz||9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197
          get-vanilla-utf8-query|GET|/?\u1234=bar||2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04
          get-utf8|GET|/\u1234||8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
          get-space|GET|/example space/||652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
          get-relative|GET|/example/..||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash|GET|//||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slash-dot-slash|GET|/./||5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          get-slashes|GET|//example//||9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84
          get-slash-pointless-dot|GET|/./example||ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5
          get-header-key-duplicate|GET|/|My-Header1:value2;My-Header1:value2;My-Header1:value1|c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea
          get-header-value-order|GET|/|My-Header1:value4;My-Header1:value1;My-Header1:value3;My-Header1:value2|08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01
          get-header-value-trim|GET|/|My-Header1: value1;My-Header2: "a   b   c"|acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736
          post-vanilla|POST|/||5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          post-vanilla-query|POST|/?Param1=value1||28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11
          post-header-key-sort|POST|/|My-Header1:value1|c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c
          """)
  void aKnownRequestHasTheKnownSignature(
      String name, String method, String target, String headers, String signature) {
    var fields = new ArrayList<Header>();
    fields.add(new Header("Host", "example.amazonaws.com"));
    if (headers != null) {
      for (var field : headers.split(";", -1)) {
        var colon = field.indexOf(':');
        fields.add(new Header(field.substring(0, colon), field.substring(colon + 1)));
      }
    }
    var octets = new String(target.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    var request = new HttpParts(method, octets, fields);
    var signed = Signer.sign(request, KEYS, "us-east-1", "service", NOW, ContentHash.EMPTY_BODY);
    assertThat(signed.seed().signature()).as(name).isEqualTo(signature);
    assertThat(verify(signed.request(), ContentHash.EMPTY_BODY))
        .isInstanceOf(Verdict.Verified.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/x-www-form-urlencoded|ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a
          application/x-www-form-urlencoded; charset=utf8|1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe
          """)
  void aKnownFormHasTheKnownSignature(String contentType, String signature) {
    var request =
        new HttpParts(
            "POST",
            "/",
            List.of(
                new Header("Content-Type", contentType),
                new Header("Host", "example.amazonaws.com")));
    var body = ContentHash.of("Param1=value1".getBytes(StandardCharsets.UTF_8));
    var signed = Signer.sign(request, KEYS, "us-east-1", "service", NOW, body);
    assertThat(signed.seed().signature()).isEqualTo(signature);
  }

  private static Verdict verify(HttpParts request, ContentHash body) {
    var claim = Claim.read(request.method(), request.target(), request.headers());
    // A raw blank in a target is what the suite sends and no HTTP server lets through.
    assertThat(claim).isInstanceOf(Claim.HeaderSigned.class);
    return new Verifier()
        .verify(
            (Claim.HeaderSigned) claim, KEYS.secretAccessKey(), body, Expected.at(NOW, "service"));
  }
}
