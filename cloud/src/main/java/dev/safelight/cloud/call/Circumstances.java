package dev.safelight.cloud.call;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The condition keys that a call brings whatever it asks for: `aws:SourceIp`,
/// `aws:SecureTransport`, `aws:CurrentTime`, `aws:UserAgent`, `aws:RequestedRegion`, `s3:authType`
/// ... See AWS: "AWS global condition context keys".
///
/// @param via the services that the caller's call came through, in order, such as
///   `cloudformation.amazonaws.com`; empty for a call that the caller makes itself. AWS: "Forward
///   access sessions"
public record Circumstances(String region, Map<String, List<String>> keys, List<String> via) {
  public Circumstances {
    keys = Map.copyOf(keys);
    via = List.copyOf(via);
  }

  public Circumstances(String region, Map<String, List<String>> keys) {
    this(region, keys, List.of());
  }

  /// The keys that every call brings: its moment and its region.
  public static Circumstances at(Instant moment, String region) {
    return new Circumstances(
        region,
        Map.of(
            "aws:CurrentTime", List.of(moment.truncatedTo(ChronoUnit.SECONDS).toString()),
            "aws:EpochTime", List.of(String.valueOf(moment.getEpochSecond())),
            "aws:RequestedRegion", List.of(region)));
  }

  public Circumstances with(String key, String value) {
    var more = new LinkedHashMap<>(keys);
    more.put(key, List.of(value));
    return new Circumstances(region, more, via);
  }

  /// The same call made by a service with what its caller may do.
  public Circumstances through(String service) {
    return new Circumstances(region, keys, List.of(service));
  }
}
