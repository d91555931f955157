package dev.safelight.wire.sigv4;

import dev.safelight.wire.sigv4.ClaimReader.Unreadable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Reads `Authorization: AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...`.
final class HeaderReader {
  private static final Set<String> FIELDS = Set.of("Credential", "SignedHeaders", "Signature");

  private HeaderReader() {}

  static Claim read(HttpParts request, String authorization) throws Unreadable {
    var text = authorization.strip();
    var blank = text.indexOf(' ');
    var scheme = blank < 0 ? text : text.substring(0, blank);
    switch (scheme) {
      case Canonical.ALGORITHM -> {}
      case "AWS4-ECDSA-P256-SHA256" -> throw ClaimReader.sigV4a();
      case "AWS", "AWS3", "AWS3-HTTPS" -> throw ClaimReader.sigV2();
      default -> throw new Unreadable(Fault.UNKNOWN_SCHEME, "Unsupported Authorization Type");
    }
    var fields = fields(text.substring(scheme.length()));
    var credential = CredentialScope.of(field(fields, "Credential"), Fault.AUTHORIZATION_HEADER);
    var amzDate = ClaimReader.single(request, "x-amz-date", Fault.DATE);
    var date =
        (amzDate.isEmpty()
                ? AmzDate.parseHttpDate(ClaimReader.single(request, "date", Fault.DATE))
                : AmzDate.parse(amzDate))
            .orElseThrow(() ->
                new Unreadable(
                    Fault.DATE, "AWS authentication requires a valid Date or x-amz-date header"));
    return new Claim.HeaderSigned(
        request,
        new Claim.Proof(
            credential.accessKeyId(),
            credential.scope(),
            CredentialScope.signedHeaders(
                field(fields, "SignedHeaders"), Fault.AUTHORIZATION_HEADER),
            CredentialScope.signature(field(fields, "Signature"), Fault.AUTHORIZATION_HEADER),
            AmzDate.format(date),
            date),
        ClaimReader.single(request, "x-amz-security-token", Fault.SESSION_TOKEN),
        ClaimReader.contentHash(
            ClaimReader.single(request, "x-amz-content-sha256", Fault.CONTENT_HASH)));
  }

  private static Map<String, String> fields(String text) throws Unreadable {
    var fields = new LinkedHashMap<String, String>();
    for (var part : text.split(",", -1)) {
      var equals = part.indexOf('=');
      var name = equals < 0 ? part.strip() : part.substring(0, equals).strip();
      if (equals < 0
          || !FIELDS.contains(name)
          || fields.putIfAbsent(name, part.substring(equals + 1).strip()) != null) {
        throw malformed("expecting Credential, SignedHeaders and Signature, each once");
      }
    }
    return fields;
  }

  private static String field(Map<String, String> fields, String name) throws Unreadable {
    var value = fields.get(name);
    if (value == null) {
      throw malformed("the authorization header requires three components: " + name);
    }
    return value;
  }

  private static Unreadable malformed(String what) {
    return new Unreadable(
        Fault.AUTHORIZATION_HEADER, "The authorization header is malformed; " + what + ".");
  }
}
