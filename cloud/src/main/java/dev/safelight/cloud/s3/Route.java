package dev.safelight.cloud.s3;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/// One line of [Routes].
///
/// @param required the parameters that select the operation
/// @param optional the parameters that it understands besides
/// @param copies whether it is the one that has `x-amz-copy-source`
/// @param operation makes the operation of a request
record Route(
    String method,
    Level level,
    Set<String> required,
    Set<String> optional,
    boolean copies,
    Function<Incoming, S3Operation> operation) {
  /// What a request's path names.
  enum Level {
    SERVICE,
    BUCKET,
    OBJECT;

    static Level of(Address address) {
      if (address.isService()) {
        return SERVICE;
      }
      return address.isKey() ? OBJECT : BUCKET;
    }
  }

  /// @param required as `partNumber uploadId`
  static Route of(
      String method, Level level, String required, Function<Incoming, S3Operation> operation) {
    return new Route(method, level, words(required), Set.of(), false, operation);
  }

  Route with(String... more) {
    var all = new LinkedHashSet<>(optional);
    Arrays.stream(more).map(Route::words).forEach(all::addAll);
    return new Route(method, level, required, all, copies, operation);
  }

  Route copying() {
    return new Route(method, level, required, optional, true, operation);
  }

  boolean fits(String asked, Level where, Set<String> names, boolean copy) {
    return method.equals(asked)
        && level == where
        && copies == copy
        && names.containsAll(required)
        && names.stream().allMatch(name -> required.contains(name) || optional.contains(name));
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }
}
