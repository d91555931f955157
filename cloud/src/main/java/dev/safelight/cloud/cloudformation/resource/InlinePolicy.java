package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.cloud.call.Fault;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// `AWS::IAM::Policy`: one inline policy of several users, roles and groups.
final class InlinePolicy implements ResourceType {
  /// AWS's ids look like `Stack-Policy-...`: five letters of each.
  private static final int LONGEST_ID = 24;

  private final Taken taken = new Taken();

  @Override
  public String name() {
    return "AWS::IAM::Policy";
  }

  @Override
  public Set<String> actsOn() {
    return Set.of("PolicyName", "PolicyDocument", "Roles", "Users", "Groups");
  }

  @Override
  public Made create(Wanted wanted, Calls calls) {
    var properties = new Properties(wanted.properties());
    var id = wanted.generatedName(LONGEST_ID);
    var holders = Holder.of(properties);
    if (holders.isEmpty()) {
      throw new Fault(
          400, "ValidationError", "At least one of [Groups,Roles,Users] must be non-empty.");
    }
    var policy = properties.required("PolicyName");
    var document = properties.document("PolicyDocument").orElse("");
    // IAM puts a policy over the one that is there, and what fails is removed again by its name.
    taken.unless(
        calls,
        holders.stream().map(holder -> holder.get(policy)).toList(),
        "An inline policy named " + policy + " already exists on one of [Groups,Roles,Users].",
        () -> {
          calls.begins(id);
          holders.forEach(holder -> calls.once(holder.put(policy, document)));
          return id;
        });
    return Made.of(id, Map.of("Id", id));
  }

  /// Puts it where it is new or changed, then takes it from where it was and is no more.
  @Override
  public Made update(Standing standing, Wanted wanted, Calls calls) {
    var before = new Properties(standing.properties());
    var after = new Properties(wanted.properties());
    var policy = after.required("PolicyName");
    var old = before.required("PolicyName");
    var isSame = before.agrees(after, "PolicyName", "PolicyDocument");
    var held = new HashSet<>(Holder.of(before));
    var holding = Holder.of(after);
    var document = after.document("PolicyDocument").orElse("");
    holding.stream()
        .filter(holder -> !isSame || !held.contains(holder))
        .forEach(holder -> calls.call(holder.put(policy, document)));
    held.stream()
        .filter(holder -> !policy.equals(old) || !holding.contains(holder))
        .forEach(holder -> Gone.isFine(calls, holder.delete(old)));
    return Made.of(standing.physicalId(), standing.attributes());
  }

  @Override
  public void delete(Standing standing, Calls calls) {
    var properties = new Properties(standing.properties());
    var policy = properties.required("PolicyName");
    Holder.of(properties).forEach(holder -> Gone.isFine(calls, holder.delete(policy)));
  }
}
