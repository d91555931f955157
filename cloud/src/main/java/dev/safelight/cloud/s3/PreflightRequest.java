package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;

/// A browser's question whether a page may make a request, which it asks without any credentials:
/// nobody is authorised for it, and it tells nothing but the bucket's own rule. CloudTrail calls it
/// so. See AWS: "OPTIONS object".
///
/// @param origin of the page
/// @param method of the request that would follow
/// @param headers that it would have, in lower case
record PreflightRequest(Address address, String origin, String method, List<String> headers)
    implements S3Operation {
  /// @throws Fault `BadRequest` where it is no preflight
  static PreflightRequest of(Request request, Address address) {
    var origin = request.headers().first("origin").orElse("");
    if (origin.isEmpty()) {
      throw new Fault(400, "BadRequest", "Insufficient information. Origin request header needed.");
    }
    var method = request.headers().first("access-control-request-method").orElse("");
    if (method.isEmpty()) {
      throw new Fault(400, "BadRequest", "Invalid Access-Control-Request-Method: null");
    }
    return new PreflightRequest(
        address,
        origin,
        method,
        CrossOriginRule.names(
            request.headers().first("access-control-request-headers").orElse("")));
  }

  @Override
  public List<Access> needs() {
    return List.of();
  }

  /// The answer is in the headers, which [S3#dress] adds.
  Outcome act(Transaction transaction) {
    Buckets.require(transaction, address.bucket(), null);
    if (CrossOrigin.rules(transaction, address.bucket()).isEmpty()) {
      throw forbidden("CORSResponse: CORS is not enabled for this bucket.");
    }
    if (CrossOriginRule.find(transaction, address.bucket(), origin, method, headers).isEmpty()) {
      throw forbidden(
          "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.");
    }
    return Outcome.of(Answer.of(PutBucketCorsResponse.builder().build()));
  }

  private Fault forbidden(String message) {
    var details = new LinkedHashMap<String, String>();
    details.put("Method", method);
    details.put("ResourceType", address.isKey() ? "OBJECT" : "BUCKET");
    return new Fault(403, "AccessForbidden", message, details);
  }
}
