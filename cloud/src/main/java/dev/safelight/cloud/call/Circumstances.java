package dev.safelight.cloud.call;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The condition keys that a call brings whatever it asks for: `aws:SourceIp`, `aws:SecureTransport`,
/// `aws:CurrentTime`, `aws:UserAgent`, `aws:RequestedRegion`, `s3:authType` ...
/// See AWS: "AWS global condition context keys".
public record Circumstances(String region, Map<String, List<String>> keys) {
  public Circumstances {
    keys = Map.copyOf(keys);
  }

  public Circumstances with(String key, String value) {
    var more = new LinkedHashMap<>(keys);
    more.put(key, List.of(value));
    return new Circumstances(region, more);
  }
}
