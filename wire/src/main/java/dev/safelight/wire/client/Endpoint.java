package dev.safelight.wire.client;

import java.net.URI;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Where requests go: scheme and authority, and a path prefix without a slash at its end.
///
/// `given` tells an endpoint that was configured from AWS's own; S3 buckets are host names only on
/// the latter.
public record Endpoint(String scheme, String authority, String prefix, boolean given) {
  /// A bucket name with a dot would not match AWS's wildcard certificate.
  private static final Predicate<String> DNS_SAFE =
      Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]").asMatchPredicate();

  static Endpoint given(String variable, String url) {
    var uri = URI.create(url);
    var scheme = String.valueOf(uri.getScheme());
    var authority = uri.getRawAuthority();
    if (!(scheme.equals("http") || scheme.equals("https"))
        || authority == null
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          variable + " must look like https://127.0.0.1:4567, was \"" + url + "\"");
    }
    var ownPort = scheme.equals("http") ? ":80" : ":443";
    // Clients leave the scheme's own port out of Host, and Host is signed.
    return new Endpoint(
        scheme,
        authority.endsWith(ownPort)
            ? authority.substring(0, authority.length() - ownPort.length())
            : authority,
        String.valueOf(uri.getRawPath()).replaceAll("/+$", ""),
        true);
  }

  static Endpoint aws(String service, String region) {
    var suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return new Endpoint("https", service + "." + region + "." + suffix, "", false);
  }

  /// The endpoint of one bucket: a host of its own on AWS, a path elsewhere.
  Endpoint bucket(String bucket) {
    return !given && DNS_SAFE.test(bucket)
        ? new Endpoint(scheme, bucket + "." + authority, prefix, false)
        : new Endpoint(scheme, authority, prefix + "/" + Target.segment(bucket), given);
  }

  String url(String target) {
    return scheme + "://" + authority + target;
  }
}
