package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.template.document.Node;
import java.util.List;
import java.util.Set;

/// How resources of one type are made, changed and removed, by the calls of their service. Keeps
/// nothing of them; safe from any thread.
///
/// Each method may be run again from its beginning after a crash at any point of it, with the same
/// arguments, and then does what is left. A [dev.safelight.cloud.call.Fault] ends it: what was
/// refused by the service, in the service's words. AWS: "Resource type handler contract".
public interface ResourceType {
  /// Such as `AWS::S3::Bucket`.
  String name();

  /// The properties that are acted on, as [dev.safelight.template.schema.Used] spells them:
  /// `VersioningConfiguration.Status`, outer ones listed too. Whatever else a template sets is
  /// refused by name before anything is made.
  Set<String> actsOn();

  /// Makes it. Where that fails, [#delete] of the id given to [Calls#begins] follows; where it
  /// began nothing, nothing was made.
  Made create(Wanted wanted, Calls calls);

  /// Changes what can be changed in place.
  Made update(Standing standing, Wanted wanted, Calls calls);

  /// Removes it. What is gone already is no failure.
  void delete(Standing standing, Calls calls);

  /// Whether a change of the property at `path` (such as `Code/S3Key`), of which the schema says
  /// that it depends, makes a new resource.
  default boolean isReplacedBy(List<String> path, Node.Fields before, Node.Fields after) {
    return false;
  }
}
