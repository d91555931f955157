package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The names by which a query selects an operation, and the headers that a presigned link carries
/// in it.
///
/// @param values decoded once, in their order
record Query(Map<String, String> values) {
  private static final Set<String> SIGNATURE =
      Set.of(
          "x-amz-algorithm",
          "x-amz-credential",
          "x-amz-date",
          "x-amz-expires",
          "x-amz-signedheaders",
          "x-amz-signature",
          "x-amz-security-token",
          "x-amz-content-sha256");

  Query {
    values = Map.copyOf(values);
  }

  /// @param raw without the `?`
  /// @throws Fault `InvalidURI`; `InvalidArgument` where a name is given twice
  static Query parse(String raw) {
    var values = new LinkedHashMap<String, String>();
    for (var pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (values.put(name, value) != null) {
        throw Faults.invalidArgument("This parameter may be given once", name, value);
      }
    }
    return new Query(values);
  }

  private static String decoded(String raw) {
    return Keys.decoded(raw.replace("+", "%20"));
  }

  /// What is neither signature, nor header, nor the SDKs' remark of which operation they mean.
  Set<String> selecting() {
    var names = new LinkedHashSet<>(values.keySet());
    names.removeIf(name -> name.equals("x-id") || isHeader(name) || isSignature(name));
    return names;
  }

  /// Headers that whoever presigned a link moved into its query.
  Map<String, String> headers() {
    var headers = new LinkedHashMap<>(values);
    headers.keySet().removeIf(name -> !isHeader(name));
    return headers;
  }

  private static boolean isSignature(String name) {
    return SIGNATURE.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isHeader(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith("x-amz-") && !isSignature(name);
  }
}
