package dev.safelight.cloud;

import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Request;
import dev.safelight.wire.sigv4.Claim;
import java.util.List;
import java.util.Map;
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
  /// the signature's scope says the same and cannot be changed on the way. A service that is not
  /// here is answered by S3, which refuses the foreign scope.
  Service<?> of(Claim claim, Request request) {
    return switch (claim) {
      case Claim.Signed signed -> byName.getOrDefault(signed.scope().service(), s3);
      case Claim.Unsigned _, Claim.Malformed _ -> unsigned(request);
    };
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

  /// Only for spelling the refusal: no service but S3 answers a call without a signature.
  private Service<?> unsigned(Request request) {
    var target = request.headers().first("x-amz-target").orElse("");
    if (target.startsWith("Logs_")) {
      return byName.getOrDefault("logs", s3);
    }
    if (request.path().startsWith("/2015-03-31/")) {
      return byName.getOrDefault("lambda", s3);
    }
    boolean form =
        request.headers().first("content-type").orElse("").startsWith("application/x-www-form-");
    return form && request.path().equals("/") ? byName.getOrDefault("sts", s3) : s3;
  }
}
