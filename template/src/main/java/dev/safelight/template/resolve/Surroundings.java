package dev.safelight.template.resolve;

import java.util.List;
import java.util.Optional;

/// What a template may ask of the account and region it is deployed to. Called while a template is
/// resolved, as the stack's caller; may throw what the caller of [Resolver] wants to see.
public interface Surroundings {
  /// What the Systems Manager parameter holds (a `StringList` with its commas); empty where there
  /// is none, or where it is a `SecureString`, which AWS refuses here.
  Optional<String> ssmParameter(String name);

  /// The value exported under that name by a stack of the same account and region.
  Optional<String> export(String name);

  /// Names such as `us-east-1a`; empty for a region that is not there.
  List<String> availabilityZones(String region);

  /// An account with nothing in it, which has AWS's usual three zones a region.
  static Surroundings empty() {
    return new Surroundings() {
      @Override
      public Optional<String> ssmParameter(String name) {
        return Optional.empty();
      }

      @Override
      public Optional<String> export(String name) {
        return Optional.empty();
      }

      @Override
      public List<String> availabilityZones(String region) {
        return List.of(region + "a", region + "b", region + "c");
      }
    };
  }
}
