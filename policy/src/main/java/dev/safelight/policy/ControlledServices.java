package dev.safelight.policy;

import dev.safelight.policy.catalogue.Catalogue;
import java.util.Locale;
import java.util.Set;

/// The services whose resources an organisation's resource control policies can reach, by the
/// prefix of their actions; elsewhere such a policy says nothing.
///
/// AWS: "Resource control policies (RCPs)", list of services that support RCPs, as the catalogue's
/// snapshot has it.
final class ControlledServices {
  private static final Set<String> PREFIXES = Catalogue.snapshot().controlled();

  private ControlledServices() {}

  static boolean include(String action) {
    var colon = action.indexOf(':');
    return colon > 0 && PREFIXES.contains(action.substring(0, colon).toLowerCase(Locale.ROOT));
  }
}
