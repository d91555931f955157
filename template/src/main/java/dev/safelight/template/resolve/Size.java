package dev.safelight.template.resolve;

import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.document.Problem;

/// Counts what a template grows to: a long text of a mapping, referred to often, would make
/// gigabytes of a template of a megabyte.
final class Size {
  /// Characters, each value counted as ten more. AWS names no number.
  private static final int MOST = 32 << 20;

  private static final int EACH = 10;

  private int left = MOST;

  void count(Node node, String path) {
    left -= EACH;
    switch (node) {
      case Node.Scalar scalar -> left -= scalar.text().length();
      case Node.Null _, Node.Absent _ -> {}
      case Node.Items(var list, _) -> list.forEach(each -> count(each, path));
      case Node.Fields(var list, _) ->
          list.forEach(field -> {
            left -= field.name().length();
            count(field.value(), path);
          });
      case Node.Call call -> count(call.argument(), path);
    }
    if (left < 0) {
      throw Problem.of("Template error: the template becomes too large", path, Place.NOWHERE)
          .because("more than " + MOST + " characters once its references are resolved")
          .thrown();
    }
  }
}
