package dev.safelight.cloud.planned;

import dev.safelight.cloud.call.Access;
import dev.safelight.template.Resource;
import dev.safelight.template.resolve.Resolved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tags that a template puts on resources, as the condition keys that services make of them.
final class Tagged {
  /// Services whose resources' tags are keys, and types of theirs.
  private static final Set<String> SERVICES = Set.of("iam", "sts", "lambda", "sqs", "logs", "ssm");

  private static final Set<String> TYPES =
      Set.of(
          "AWS::IAM::Role",
          "AWS::IAM::User",
          "AWS::IAM::ManagedPolicy",
          "AWS::Lambda::Function",
          "AWS::SQS::Queue",
          "AWS::Logs::LogGroup",
          "AWS::SSM::Parameter");

  private final Names names;
  private final Map<String, Resource> resources = new LinkedHashMap<>();

  Tagged(Resolved resolved, Names names) {
    this.names = names;
    for (var resource : resolved.resources().values()) {
      if (TYPES.contains(resource.type())) {
        resources.put(bare(names.arn(resource)), resource);
      }
    }
  }

  /// The keys of an access's resource.
  Map<String, List<String>> keys(Access access) {
    var keys = new LinkedHashMap<String, List<String>>();
    find(access)
        .ifPresent(resource -> {
          keys.putAll(keys("aws:ResourceTag/", resource));
          if (resource.type().startsWith("AWS::IAM::")) {
            keys.putAll(keys("iam:ResourceTag/", resource));
          }
        });
    return keys;
  }

  /// Whether an access's resource has tags that the template does not say.
  boolean isUnknown(Access access) {
    return SERVICES.contains(access.service()) && find(access).isEmpty();
  }

  private Optional<Resource> find(Access access) {
    return Optional.ofNullable(resources.get(bare(access.resource())));
  }

  /// Without what stands for a group's streams, a function's version or alias.
  private static String bare(String arn) {
    int function = arn.indexOf(":function:");
    if (function < 0) {
      return arn.endsWith(":*") ? arn.substring(0, arn.length() - 2) : arn;
    }
    return arn.substring(0, function) + ":function:" + Names.function(arn);
  }

  /// The keys of a resource's tags.
  Map<String, List<String>> keys(String prefix, Resource resource) {
    var keys = new LinkedHashMap<String, List<String>>();
    var properties = names.properties(resource);
    // A parameter of Systems Manager has a map of them.
    if (resource.type().equals("AWS::SSM::Parameter")) {
      Values.map(properties, "Tags")
          .map()
          .forEach((key, value) -> keys.put(prefix + key, List.of(Values.text(value))));
      return keys;
    }
    for (var tag : Values.maps(properties, "Tags")) {
      keys.put(prefix + Values.text(tag, "Key"), List.of(Values.text(tag, "Value")));
    }
    return keys;
  }
}
