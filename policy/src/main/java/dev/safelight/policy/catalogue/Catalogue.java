package dev.safelight.policy.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// AWS's services by their prefixes, and twelve of them with their actions, resources and condition
/// keys: cloudformation, cloudtrail, ec2, events, iam, kms, lambda, logs, s3, secretsmanager, sqs,
/// sts.
///
/// Names are found whatever their case. A service is read when it is first asked for. Immutable to
/// its users, thread-safe. AWS: "Service Authorization Reference", as the package that [#source]
/// names had it.
public final class Catalogue {
  private final String source;
  private final Set<String> services;
  private final Set<String> controlled;
  private final Set<String> keyPrefixes;
  private final ConditionKeys global;
  private final Map<String, List<String>> sections;
  private final Map<String, Service> read = new ConcurrentHashMap<>();

  Catalogue(
      String source,
      Set<String> services,
      Set<String> controlled,
      Set<String> keyPrefixes,
      ConditionKeys global,
      Map<String, List<String>> sections) {
    this.source = source;
    this.services = Set.copyOf(services);
    this.controlled = Set.copyOf(controlled);
    this.keyPrefixes = Set.copyOf(keyPrefixes);
    this.global = global;
    this.sections = Map.copyOf(sections);
  }

  private static final class Held {
    static final Catalogue SNAPSHOT = SnapshotReader.read();
  }

  /// The one that comes with this library.
  public static Catalogue snapshot() {
    return Held.SNAPSHOT;
  }

  /// The package and version that the facts were taken from.
  public String source() {
    return source;
  }

  /// The prefixes of all of AWS's services, such as `s3`, in small letters.
  public Set<String> services() {
    return services;
  }

  /// The services that this catalogue knows the actions of.
  public Set<String> covered() {
    return sections.keySet();
  }

  /// The services whose resources an organisation's resource control policies reach.
  public Set<String> controlled() {
    return controlled;
  }

  public boolean isService(String prefix) {
    return services.contains(prefix.toLowerCase(Locale.ROOT));
  }

  /// A service by its prefix; empty where there is none such, and where it is not [#covered].
  public Optional<Service> service(String prefix) {
    var folded = prefix.toLowerCase(Locale.ROOT);
    var section = sections.get(folded);
    return section == null
        ? Optional.empty()
        : Optional.of(read.computeIfAbsent(folded, name -> SnapshotReader.service(name, section)));
  }

  /// An action by its full name, such as `s3:GetObject`; empty also for services not [#covered].
  public Optional<Action> action(String name) {
    var colon = name.indexOf(':');
    return colon < 0
        ? Optional.empty()
        : service(name.substring(0, colon))
            .flatMap(service -> service.action(name.substring(colon + 1)));
  }

  /// A condition key that a request may carry whatever its action, such as `aws:SourceIp` or
  /// `aws:PrincipalTag/team`.
  public Optional<ConditionKey> globalKey(String name) {
    return global.find(name);
  }

  /// Whether condition keys begin so without a service being called so: `saml`.
  boolean isKeyPrefix(String prefix) {
    return keyPrefixes.contains(prefix.toLowerCase(Locale.ROOT));
  }

  List<String> globalNames() {
    return global.names();
  }
}
