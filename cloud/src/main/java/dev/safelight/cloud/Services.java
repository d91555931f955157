package dev.safelight.cloud;

import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Request;
import dev.safelight.wire.sigv4.Claim;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/// The services of an environment, and which of them a call is for.
final class Services {
  /// The packages of the SDK's shapes that are not called like the service that signs for them.
  private static final Map<String, String> PACKAGES = Map.of("cloudwatchlogs", "logs");

  private final Map<String, Service<?>> byName;
  private final Service<?> s3;

  /// @param s3 the service of unsigned calls that show no other: links and public objects are S3's
  Services(Service<?> s3, List<Service<?>> others) {
    this.s3 = s3;
    byName = others.stream().collect(Collectors.toMap(Service::name, Function.identity()));
    byName.put(s3.name(), s3);
  }

  /// The service that a signature is made for. AWS tells services apart by host name; on one host
  /// the signature's scope says the same and cannot be changed on the way.
  Service<?> of(Claim claim, Request request) {
    return switch (claim) {
      case Claim.Signed signed -> {
        var service = byName.get(signed.scope().service());
        yield service == null ? looksLike(request) : service;
      }
      case Claim.Unsigned _, Claim.Malformed _ -> looksLike(request);
    };
  }

  /// @throws Fault 501 for a call that is signed for a service that is not here
  void requireHere(Claim claim) {
    if (claim instanceof Claim.Signed signed && !byName.containsKey(signed.scope().service())) {
      throw new Fault(
          501,
          "NotImplemented",
          "The service %s is not here. Here are %s."
              .formatted(
                  signed.scope().service(), String.join(", ", new TreeSet<>(byName.keySet()))));
    }
  }

  /// The service for a call from inside.
  Service<?> of(SdkPojo shape) {
    var parts = shape.getClass().getPackageName().split("\\.", -1);
    var name = parts[parts.length - 2];
    var service = byName.get(PACKAGES.getOrDefault(name, name));
    if (service == null) {
      throw new IllegalArgumentException("no service here takes " + shape.getClass());
    }
    return service;
  }

  /// Only for spelling a refusal: no service but S3 answers a call without a signature.
  private Service<?> looksLike(Request request) {
    var target = request.headers().first("x-amz-target");
    if (target.isPresent()) {
      return byName.getOrDefault(target.get().startsWith("AmazonSQS.") ? "sqs" : "logs", s3);
    }
    if (request.path().startsWith("/2015-03-31/")) {
      return byName.getOrDefault("lambda", s3);
    }
    boolean form =
        request.headers().first("content-type").orElse("").startsWith("application/x-www-form-");
    return form && request.path().equals("/") ? byName.getOrDefault("sts", s3) : s3;
  }
}
