package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.RestXml;
import dev.safelight.cloud.s3.Route.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Every request that is one of ours, by method, level and query. A parameter that a line does not
/// list makes the request another operation, which nobody here knows: `PUT /b/k?acl` never becomes
/// a `PutObject`.
final class Routes {
  private static final List<Route> ALL =
      Stream.of(BucketRoutes.ALL, ConfigurationRoutes.ALL, ObjectRoutes.ALL)
          .flatMap(List::stream)
          .toList();

  /// Parameters that say how much of something is wanted, not what.
  private static final Set<String> PAGING =
      Set.of(
          "encoding-type",
          "prefix",
          "delimiter",
          "max-keys",
          "max-uploads",
          "max-parts",
          "marker",
          "key-marker",
          "version-id-marker",
          "upload-id-marker",
          "part-number-marker",
          "continuation-token",
          "start-after",
          "fetch-owner");

  private Routes() {}

  /// The operation that a request asks for; empty where it is none of ours.
  static Optional<S3Operation> operation(
      Request request, Address address, Query query, String account, RestXml codec) {
    var level = Level.of(address);
    boolean copy =
        request.headers().first("x-amz-copy-source").isPresent()
            || query.headers().keySet().stream().anyMatch("x-amz-copy-source"::equalsIgnoreCase);
    var fitting = new ArrayList<Route>();
    for (var route : ALL) {
      if (route.fits(request.method(), level, query.selecting(), copy)) {
        fitting.add(route);
      }
    }
    // Parameters select: a listing of the second kind is one of the first with a list-type.
    return fitting.stream()
        .max(Comparator.comparingInt(route -> route.required().size()))
        .map(
            route -> route.operation().apply(Incoming.of(request, address, query, account, codec)));
  }

  /// AWS's name, as far as a request tells it, of an operation that is not here.
  static String name(Request request, Address address, Query query) {
    var verb =
        switch (request.method()) {
          case "GET" -> "Get";
          case "HEAD" -> "Head";
          case "PUT" -> "Put";
          case "POST" -> "Post";
          case "DELETE" -> "Delete";
          case String other -> other + " ";
        };
    var level =
        switch (Level.of(address)) {
          case SERVICE -> "Service";
          case BUCKET -> "Bucket";
          case OBJECT -> "Object";
        };
    return verb + level + suffix(query.selecting());
  }

  /// The sub-resource in the spelling of operations: `object-lock` is `ObjectLock`.
  private static String suffix(Set<String> names) {
    var suffix = new StringBuilder();
    for (var name : names) {
      if (PAGING.contains(name)) {
        continue;
      }
      for (var word : name.split("[^A-Za-z0-9]+", -1)) {
        if (!word.isEmpty()) {
          suffix.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
      }
    }
    return suffix.length() <= 64 ? suffix.toString() : suffix.substring(0, 64);
  }
}
