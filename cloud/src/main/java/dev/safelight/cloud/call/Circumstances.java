package dev.safelight.cloud.call;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The condition keys that a call brings whatever it asks for: `aws:SourceIp`,
/// `aws:SecureTransport`, `aws:CurrentTime`, `aws:UserAgent`, `aws:RequestedRegion`, `s3:authType`
/// ... See AWS: "AWS global condition context keys".
///
/// @param via the services that the caller's call came through, in order, such as
///   `cloudformation.amazonaws.com` (`aws:CalledVia`)
/// @param isForwarded whether a service makes the call with what its caller may do
///   (`aws:ViaAWSService`); AWS: "Forward access sessions"
public record Circumstances(
    String region, Map<String, List<String>> keys, List<String> via, boolean isForwarded) {
  /// Of those that call others here, the ones that AWS lists under `aws:CalledVia`; Lambda, which
  /// reads its packages with what its caller may do, is not among them.
  private static final Set<String> NAMED = Set.of("cloudformation.amazonaws.com");

  public Circumstances {
    keys = Map.copyOf(keys);
    via = List.copyOf(via);
  }

  public Circumstances(String region, Map<String, List<String>> keys) {
    this(region, keys, List.of(), false);
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
    return new Circumstances(region, more, via, isForwarded);
  }

  /// The same call made by a service with what its caller may do. Whoever has called the service
  /// stays in the chain: a policy that forbids what comes through CloudFormation forbids it at
  /// whatever remove.
  ///
  /// @param inherited the services that the service's own call came through
  public Circumstances through(List<String> inherited, String service) {
    var chain = new ArrayList<>(inherited);
    if (NAMED.contains(service)) {
      chain.add(service);
    }
    return new Circumstances(region, keys, chain, true);
  }
}
