package dev.safelight.template;

import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;

/// One output.
///
/// @param export the name it is exported under; [Node.Absent] where it is not exported
/// @param condition empty where there is none
public record Output(
    String name, String description, Node value, Node export, String condition, Place place) {
  public boolean isExported() {
    return !(export instanceof Node.Absent);
  }

  public Output with(Node newValue, Node newExport) {
    return new Output(name, description, newValue, newExport, condition, place);
  }
}
