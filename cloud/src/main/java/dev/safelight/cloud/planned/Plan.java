package dev.safelight.cloud.planned;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.safelight.WhoCan;
import dev.safelight.policy.Attached;
import dev.safelight.template.resolve.Attributes;
import dev.safelight.template.resolve.Resolved;
import java.util.List;
import java.util.Map;

/// An account in which a template's resources are there and nothing else: who may do what. Nothing
/// is made or asked for. Used by one thread.
///
/// What has no name yet is called `STACK-LOGICALID-XXXXXXXXXXXX`, as AWS would call it but for its
/// last part.
public final class Plan {
  private final Names names;
  private final Policies policies;
  private final Inhabitants inhabitants;
  private final String account;

  private Plan(
      Resolved resolved,
      String account,
      String region,
      String stack,
      Map<String, String> physicalIds) {
    this.account = account;
    this.names = new Names(resolved, account, region, stack, physicalIds);
    this.policies = new Policies(resolved, names, account);
    this.inhabitants = new Inhabitants(resolved, names, policies, account);
  }

  /// The plan of a resolved template.
  ///
  /// @param account 12 digits
  /// @param physicalIds of resources that are there already, by their logical ids
  /// @throws IllegalArgumentException with the line, where AWS would refuse one of its policies
  public static Plan of(
      Resolved resolved,
      String account,
      String region,
      String stack,
      Map<String, String> physicalIds) {
    return new Plan(resolved, account, region, stack, physicalIds);
  }

  /// What references to resources stand for.
  public Attributes attributes() {
    return names;
  }

  /// A policy and what it hangs on.
  ///
  /// @param on the ARN; of a queue or a function its name
  public record Hung(String on, Attached policy) {}

  /// All policies.
  public List<Hung> policies() {
    return policies.all().stream().map(it -> new Hung(it.place(), it.policy())).toList();
  }

  /// Who may, as `FindPrincipals` answers it of an environment that runs; with `outside`, who is
  /// named but not made here, so that their other policies are not known, and `unknown`, the
  /// managed policies whose documents are not, and the groups whose members are not.
  ///
  /// @throws IllegalArgumentException as a sentence, where it is not one action and one resource
  public String principals(String action, String resource) {
    try {
      var answer = WhoCan.json(inhabitants, account, action, resource);
      if (answer instanceof ObjectNode root) {
        var outside = root.putArray("outside");
        inhabitants.outside().forEach(outside::add);
        var unknown = root.putArray("unknown");
        policies.unknown().forEach(unknown::add);
        inhabitants.unknownGroups().forEach(unknown::add);
      }
      return answer.toString();
    } catch (Fault fault) {
      throw new IllegalArgumentException(fault.text(), fault);
    }
  }
}
