package dev.safelight.cloud.authenticate;

import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Request;
import dev.safelight.wire.sigv4.Claim;
import java.time.Duration;

/// The condition keys that a request brings by the way it was sent. See AWS: "AWS global condition
/// context keys", "Amazon S3 Signature Version 4 authentication specific policy keys".
final class Surroundings {
  private Surroundings() {}

  static Circumstances of(Request request, Service<?> service, String region) {
    var known =
        Circumstances.at(request.at(), region)
            .with("aws:SourceIp", request.peer().address())
            .with("aws:SecureTransport", String.valueOf(request.peer().isSecure()));
    known = header(known, request, "user-agent", "aws:UserAgent");
    known = header(known, request, "referer", "aws:Referer");
    if (service.verifiesWhileReading() && request.peer().isSecure()) {
      known = known.with("s3:TlsVersion", request.peer().tlsVersion());
    }
    return known;
  }

  static Circumstances of(Claim.Signed claim, Request request, Service<?> service) {
    var known = of(request, service, claim.scope().region());
    if (!service.verifiesWhileReading()) {
      return known;
    }
    known = known.with("s3:signatureversion", "AWS4-HMAC-SHA256");
    known = header(known, request, "x-amz-content-sha256", "s3:x-amz-content-sha256");
    return switch (claim) {
      case Claim.HeaderSigned _ -> known.with("s3:authType", "REST-HEADER");
      case Claim.Presigned _ ->
          known
              .with("s3:authType", "REST-QUERY-STRING")
              .with("s3:signatureAge", age(claim, request));
    };
  }

  /// In milliseconds since the link was signed.
  private static String age(Claim.Signed claim, Request request) {
    return String.valueOf(Duration.between(claim.date(), request.at()).toMillis());
  }

  private static Circumstances header(
      Circumstances known, Request request, String header, String key) {
    return request.headers().first(header).map(value -> known.with(key, value)).orElse(known);
  }
}
