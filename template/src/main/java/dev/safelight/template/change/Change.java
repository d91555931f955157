package dev.safelight.template.change;

import dev.safelight.template.schema.Replaces;
import java.util.List;

/// What happens to one resource.
///
/// @param replacement [Replacement#FALSE] unless modified
/// @param details why; empty unless modified
public record Change(
    Action action, String id, String type, Replacement replacement, List<Detail> details) {
  public Change {
    details = List.copyOf(details);
  }

  /// What changes about a resource; AWS's `Scope`.
  public enum Scope {
    PROPERTIES("Properties"),
    METADATA("Metadata"),
    DELETION_POLICY("DeletionPolicy"),
    UPDATE_REPLACE_POLICY("UpdateReplacePolicy");

    private final String text;

    Scope(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// Where a change comes from; AWS's `ChangeSource`.
  public enum Source {
    DIRECT("DirectModification"),
    PARAMETER("ParameterReference"),
    RESOURCE("ResourceReference"),
    ATTRIBUTE("ResourceAttribute");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    /// AWS's `Evaluation`: whether the new value is known before the change set is executed.
    public boolean isStatic() {
      return this == DIRECT || this == PARAMETER;
    }
  }

  /// One thing that changes.
  ///
  /// @param path of a property, such as `Code/S3Key`; empty for other scopes
  /// @param replaces whether this alone makes the resource anew
  /// @param causes the parameters, resources or attributes (`Role.Arn`) behind it
  public record Detail(
      Scope scope, String path, Replaces replaces, Source source, List<String> causes) {
    public Detail {
      causes = List.copyOf(causes);
    }

    /// As in a change set's `Target.Name`: the property that contains it.
    public String property() {
      var slash = path.indexOf('/');
      return slash < 0 ? path : path.substring(0, slash);
    }
  }
}
