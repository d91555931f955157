package dev.safelight.template.schema;

import java.util.List;

/// One property.
///
/// @param limits of the value, or of each item of a list
public record PropertySchema(Kind kind, boolean isRequired, Replaces replaces, List<Limit> limits) {
  public PropertySchema {
    limits = List.copyOf(limits);
  }
}
