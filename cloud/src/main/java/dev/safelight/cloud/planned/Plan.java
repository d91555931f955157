package dev.safelight.cloud.planned;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.safelight.WhoCan;
import dev.safelight.policy.Attached;
import dev.safelight.template.resolve.Attributes;
import dev.safelight.template.resolve.Resolved;
import java.util.List;

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

  private Plan(Resolved resolved, String account, String region, String stack) {
    this.account = account;
    this.names = new Names(resolved, account, region, stack);
    this.policies = new Policies(resolved, names, account);
    this.inhabitants = new Inhabitants(resolved, names, policies, account);
  }

  /// The plan of a resolved template.
  ///
  /// @param account 12 digits
  /// @throws IllegalArgumentException with the line, where AWS would refuse one of its policies
  public static Plan of(Resolved resolved, String account, String region, String stack) {
    return new Plan(resolved, account, region, stack);
  }

  /// What references to resources stand for.
  public Attributes attributes() {
    return names;
  }

  /// All policies that will hang on something.
  public List<Attached> policies() {
    return policies.all().stream().map(Applied::policy).toList();
  }

  /// Who may, as `FindPrincipals` answers it of an environment that runs; with `outside`, who is
  /// named but not made here, so that their other policies are not known, and `unknown`, the
  /// managed policies whose documents are not.
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
      }
      return answer.toString();
    } catch (Fault fault) {
      throw new IllegalArgumentException(fault.text(), fault);
    }
  }
}
