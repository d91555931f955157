package dev.safelight.template;

import dev.safelight.template.document.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which capabilities a stack's maker must acknowledge. AWS: "Acknowledging IAM resources in
/// CloudFormation templates".
///
/// @param needed `CAPABILITY_IAM`, `CAPABILITY_NAMED_IAM` or none
/// @param types the resource types that ask for it
public record Capabilities(List<String> needed, List<String> types) {
  private static final String IAM = "CAPABILITY_IAM";
  private static final String NAMED = "CAPABILITY_NAMED_IAM";

  /// Each with the property that gives it a name of the maker's choice.
  private static final Map<String, String> NAMES =
      Map.of(
          "AWS::IAM::AccessKey", "",
          "AWS::IAM::Group", "GroupName",
          "AWS::IAM::InstanceProfile", "InstanceProfileName",
          "AWS::IAM::ManagedPolicy", "ManagedPolicyName",
          "AWS::IAM::Policy", "",
          "AWS::IAM::Role", "RoleName",
          "AWS::IAM::User", "UserName",
          "AWS::IAM::UserToGroupAddition", "");

  public Capabilities {
    needed = List.copyOf(needed);
    types = List.copyOf(types);
  }

  public static Capabilities of(Collection<Resource> resources) {
    var types =
        resources.stream().map(Resource::type).filter(NAMES::containsKey).distinct().sorted();
    var isNamed = resources.stream().anyMatch(Capabilities::isNamed);
    var list = types.toList();
    return new Capabilities(list.isEmpty() ? List.of() : List.of(isNamed ? NAMED : IAM), list);
  }

  private static boolean isNamed(Resource resource) {
    return resource
        .properties()
        .get(NAMES.getOrDefault(resource.type(), ""))
        .filter(node -> !(node instanceof Node.Absent))
        .isPresent();
  }

  /// Whether what was acknowledged is enough: the named one includes the other.
  public boolean areIn(Set<String> acknowledged) {
    return acknowledged.containsAll(needed)
        || (needed.equals(List.of(IAM)) && acknowledged.contains(NAMED));
  }

  /// What AWS answers to `InsufficientCapabilitiesException`.
  public String message() {
    return "Requires capabilities : [" + String.join(", ", needed) + "]";
  }

  /// `CapabilitiesReason` of ValidateTemplate.
  public String reason() {
    return "The following resource(s) require capabilities: [" + String.join(", ", types) + "]";
  }
}
