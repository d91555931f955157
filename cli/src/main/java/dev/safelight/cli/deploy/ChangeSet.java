package dev.safelight.cli.deploy;

import dev.safelight.cli.api.Xml;
import java.util.ArrayList;
import java.util.List;

/// A change set as DescribeChangeSet shows it.
///
/// @param reason why its status is `FAILED`
public record ChangeSet(String id, String status, String reason, List<Change> changes) {
  public ChangeSet {
    changes = List.copyOf(changes);
  }

  /// What happens to one resource.
  ///
  /// @param replacement `True`, `False`, `Conditional`; empty unless modified
  /// @param properties what of it changes
  public record Change(
      String action,
      String resource,
      String type,
      String physicalId,
      String replacement,
      List<String> properties) {
    public Change {
      properties = List.copyOf(properties);
    }
  }

  static Change change(Xml member) {
    var change = member.at("ResourceChange");
    var properties = new ArrayList<String>();
    for (var detail : change.members("Details")) {
      var target = detail.at("Target");
      var name = target.text("Name").isEmpty() ? target.text("Attribute") : target.text("Name");
      if (!properties.contains(name)) {
        properties.add(name);
      }
    }
    return new Change(
        change.text("Action"),
        change.text("LogicalResourceId"),
        change.text("ResourceType"),
        change.text("PhysicalResourceId"),
        change.text("Replacement"),
        properties);
  }

  /// Whether it failed for the one reason that is no failure.
  public boolean isUnchanged() {
    return status.equals("FAILED")
        && (reason.contains("didn't contain changes")
            || reason.contains("No updates are to be performed"));
  }
}
