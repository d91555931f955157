package dev.safelight.cloud.call;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The condition keys that a call brings whatever it asks for: `aws:SourceIp`,
/// `aws:SecureTransport`, `aws:CurrentTime`, `aws:UserAgent`, `aws:RequestedRegion`, `s3:authType`
/// ... See AWS: "AWS global condition context keys".
public record Circumstances(String region, Map<String, List<String>> keys) {
  public Circumstances {
    keys = Map.copyOf(keys);
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
    return new Circumstances(region, more);
  }
}
