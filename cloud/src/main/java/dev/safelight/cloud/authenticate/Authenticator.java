package dev.safelight.cloud.authenticate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.authorise.Refusal.Reason;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.wire.sigv4.Claim;
import dev.safelight.wire.sigv4.ContentHash;
import dev.safelight.wire.sigv4.Expected;
import dev.safelight.wire.sigv4.Verdict;
import dev.safelight.wire.sigv4.Verifier;
import java.security.MessageDigest;

/// Tells who signed a request, or refuses it. Thread-safe.
///
/// S3 signs a hash of the payload, which is verified while it is read; the other services' payload
/// is part of what is signed, so it is read into memory here, and only for keys that exist.
public final class Authenticator {
  private final Store store;
  private final Keys keys;
  private final Principals principals;
  private final Verifier verifier = new Verifier();

  public Authenticator(Store store, Keys keys, Principals principals) {
    this.store = store;
    this.keys = keys;
    this.principals = principals;
  }

  /// Who a request is from.
  public sealed interface Authentication {}

  /// A signature that holds, or none.
  ///
  /// @param request the request with its payload verified, or to be verified while it is read
  public record Known(Caller caller, Request request, Circumstances circumstances)
      implements Authentication {}

  public record Refused(Refusal refusal) implements Authentication {}

  public Authentication authenticate(Claim claim, Request request, Service<?> service) {
    return switch (claim) {
      case Claim.Unsigned _ -> anonymous(request, service);
      case Claim.Malformed malformed -> new Refused(Refusals.of(malformed));
      case Claim.Signed signed -> signed(signed, request, service);
    };
  }

  /// Whether the key that signed a call is one still. A key can be deleted or made inactive, and
  /// its role or user deleted, while the payload is on its way: what a policy of a resource grants
  /// to everybody would be theirs for ever.
  ///
  /// @param caller one without a key is known by other means
  public boolean stillKnows(Caller caller, Transaction transaction) {
    return caller.accessKeyId().isEmpty()
        || keys.find(caller.accessKeyId(), transaction)
            .filter(key -> key.caller().equals(caller))
            .isPresent();
  }

  /// Whether the user or role that a service calls for is one still: by its id, so that nobody who
  /// is called alike later is taken for it.
  public boolean isThere(Caller caller, Transaction transaction) {
    return switch (caller) {
      case Caller.User user -> isThere(user.arn(), user.id(), transaction);
      case Caller.Session session -> isThere(session.roleArn(), session.roleId(), transaction);
      case Caller.Root _ -> true;
      case Caller.Anonymous _, Caller.Service _ -> false;
    };
  }

  private boolean isThere(String arn, String id, Transaction transaction) {
    return principals.find(arn, transaction).filter(one -> one.id().equals(id)).isPresent();
  }

  /// No service but S3 has anything for callers without a name.
  private static Authentication anonymous(Request request, Service<?> service) {
    return service.verifiesWhileReading()
        ? new Known(new Caller.Anonymous(), request, Surroundings.of(request, service, "us-east-1"))
        : new Refused(new Refusal(Reason.MISSING, ""));
  }

  private Authentication signed(Claim.Signed claim, Request request, Service<?> service) {
    var found = store.read(transaction -> keys.find(claim.accessKeyId(), transaction));
    if (found.isEmpty()) {
      return new Refused(new Refusal(Reason.UNKNOWN_KEY, claim.accessKeyId()));
    }
    var key = found.get();
    if (!MessageDigest.isEqual(key.token().getBytes(UTF_8), claim.sessionToken().getBytes(UTF_8))) {
      // AWS answers a temporary key without its token as if there were no such key.
      var reason = claim.sessionToken().isEmpty() ? Reason.UNKNOWN_KEY : Reason.WRONG_TOKEN;
      return new Refused(new Refusal(reason, claim.accessKeyId()));
    }
    return service.verifiesWhileReading()
        ? verified(claim, claim.contentHash(), request, key, service)
        : withBody(claim, request, key, service);
  }

  private Authentication withBody(
      Claim.Signed claim, Request request, Keys.Key key, Service<?> service) {
    var body = Bodies.read(request.payload(), service.largestBody());
    return verified(
        claim, ContentHash.of(body), Bodies.with(request, Payload.of(body)), key, service);
  }

  private Authentication verified(
      Claim.Signed claim, ContentHash hash, Request request, Keys.Key key, Service<?> service) {
    var expected = new Expected(request.at(), service.name(), key.expires());
    return switch (verifier.verify(claim, key.secret(), hash, expected)) {
      case Verdict.Refused refused -> new Refused(Refusals.of(refused, claim, request.at()));
      case Verdict.Verified(var seed) -> {
        var payload =
            service.verifiesWhileReading()
                ? new VerifiedPayload(request, claim, seed)
                : request.payload();
        yield new Known(
            key.caller(), Bodies.with(request, payload), Surroundings.of(claim, request, service));
      }
    };
  }
}
