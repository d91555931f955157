package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.template.document.Node;
import java.util.SequencedMap;

/// A resource as its stack wants it. Immutable.
///
/// @param stackId the stack's ARN
/// @param tags of the stack; types that have tags give them to the resource
/// @param suffix 12 letters and digits drawn once for this resource, for names that the template
///   does not give: the same after a crash
/// @param properties without any call
public record Wanted(
    String account,
    String region,
    String stackName,
    String stackId,
    String logicalId,
    String suffix,
    SequencedMap<String, String> tags,
    Node.Fields properties) {
  /// `STACK-LOGICALID-SUFFIX`, its first two parts shortened to fit. AWS: "Name type".
  ///
  /// @param most the longest name of the type, in characters
  public String generatedName(int most) {
    int room = most - suffix.length() - 2;
    var stack = shortened(stackName, room - Math.min(logicalId.length(), room / 2));
    var logical = shortened(logicalId, room - stack.length());
    return stack + '-' + logical + '-' + suffix;
  }

  private static String shortened(String text, int most) {
    return text.substring(0, Math.min(text.length(), most));
  }
}
