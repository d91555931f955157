package dev.safelight.cli.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is to be deployed.
///
/// @param template its file
/// @param capabilities that are acknowledged; empty for those that the template needs, which the
///   answer to the question acknowledges
/// @param role the service role's ARN; empty for none: the caller's own permissions count
/// @param bucket for packages; empty for the one that is made for them
public record Order(
    Path template,
    String stack,
    Map<String, String> parameters,
    List<String> capabilities,
    String role,
    String bucket) {
  private static final int LONGEST = 43;

  /// A template as the caller, with what it needs acknowledged.
  public static Order of(Path template, String stack, Map<String, String> parameters) {
    return new Order(template, stack, parameters, List.of(), "", "");
  }

  public Order {
    parameters = Map.copyOf(parameters);
    capabilities = List.copyOf(capabilities);
    if (!stack.matches("[a-z](-?[a-z0-9])*") || stack.length() > LONGEST) {
      throw new Refused(
          "The stack's name must be lower-case letters, digits and single hyphens, at most %d characters, was \"%s\" (%d): buckets' names are lower case and 63 characters at the most, and the stack's is its name, -photos- and the account."
              .formatted(LONGEST, stack, stack.length()));
    }
  }
}
