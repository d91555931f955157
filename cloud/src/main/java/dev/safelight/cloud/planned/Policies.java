package dev.safelight.cloud.planned;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.iam.AwsManaged;
import dev.safelight.policy.PolicyType;
import dev.safelight.template.Resource;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.resolve.Resolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every policy of a template by what it hangs on: `role/NAME`, `user/NAME`, `group/NAME`,
/// `s3/BUCKET`, `sqs/QUEUE`, `lambda/FUNCTION`, `trust/ROLE`.
final class Policies {
  private final Names names;
  private final String account;
  private final Map<String, List<Applied>> hanging = new LinkedHashMap<>();
  private final Map<String, Resource> managed = new LinkedHashMap<>();
  private final Set<String> unknown = new LinkedHashSet<>();

  Policies(Resolved resolved, Names names, String account) {
    this.names = names;
    this.account = account;
    for (var resource : resolved.resources().values()) {
      if (resource.type().equals("AWS::IAM::ManagedPolicy")) {
        managed.put(names.arn(resource), resource);
      }
    }
    resolved.resources().values().forEach(this::add);
  }

  List<Applied> of(String owner) {
    return List.copyOf(hanging.getOrDefault(owner, List.of()));
  }

  /// All owners.
  Set<String> owners() {
    return Set.copyOf(hanging.keySet());
  }

  List<Applied> all() {
    return hanging.values().stream().flatMap(List::stream).toList();
  }

  /// Managed policies whose documents are not known here.
  Set<String> unknown() {
    return Set.copyOf(unknown);
  }

  private void add(Resource resource) {
    var properties = names.properties(resource);
    switch (resource.type()) {
      case "AWS::IAM::Role" -> {
        bearer("role", resource, properties);
        properties.get("AssumeRolePolicyDocument").ifPresent(document -> trust(resource, document));
      }
      case "AWS::IAM::User" -> bearer("user", resource, properties);
      case "AWS::IAM::Group" -> bearer("group", resource, properties);
      case "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy" -> attached(resource, properties);
      case "AWS::S3::BucketPolicy" -> {
        var bucket = Values.text(properties, "Bucket");
        resourcePolicy(
            "s3/" + bucket, "bucket policy of " + bucket, "arn:aws:s3:::" + bucket, properties);
      }
      case "AWS::SQS::QueuePolicy" -> {
        for (var url : Values.texts(properties, "Queues")) {
          var queue = url.substring(url.lastIndexOf('/') + 1);
          resourcePolicy("sqs/" + queue, "queue policy of " + queue, queue, properties);
        }
      }
      case "AWS::Lambda::Permission" -> permission(resource, properties);
      default -> {}
    }
  }

  private void put(String owner, Applied policy) {
    hanging.computeIfAbsent(owner, _ -> new ArrayList<>()).add(policy);
  }

  /// Inline policies, managed ones and the boundary of a role, user or group.
  private void bearer(String kind, Resource resource, Node.Fields properties) {
    var owner = kind + "/" + names.name(resource);
    var arn = names.arn(resource);
    hanging.computeIfAbsent(owner, _ -> new ArrayList<>());
    for (var inline : Values.maps(properties, "Policies")) {
      inline
          .get("PolicyDocument")
          .ifPresent(document ->
              put(
                  owner,
                  Documents.read(
                      PolicyType.IDENTITY, Values.text(inline, "PolicyName"), arn, document)));
    }
    for (var policy : Values.texts(properties, "ManagedPolicyArns")) {
      managed(owner, PolicyType.IDENTITY, policy);
    }
    var boundary = Values.text(properties, "PermissionsBoundary");
    if (!boundary.isEmpty()) {
      managed(owner, PolicyType.PERMISSIONS_BOUNDARY, boundary);
    }
  }

  private void managed(String owner, PolicyType type, String arn) {
    var own = managed.get(arn);
    var name = arn.substring(arn.lastIndexOf('/') + 1);
    if (own != null) {
      names
          .properties(own)
          .get("PolicyDocument")
          .ifPresent(document -> put(owner, Documents.read(type, name, arn, document)));
      return;
    }
    var aws = AwsManaged.document(arn);
    if (aws.isEmpty()) {
      unknown.add(arn);
    }
    aws.ifPresent(text -> put(owner, Documents.read(type, name, arn, text, Place.NOWHERE)));
  }

  private void attached(Resource resource, Node.Fields properties) {
    var document = properties.get("PolicyDocument");
    if (document.isEmpty()) {
      return;
    }
    var name = names.name(resource);
    // Also where nobody bears it: AWS would refuse it.
    var _ = Documents.read(PolicyType.IDENTITY, name, names.arn(resource), document.get());
    boolean inline = resource.type().equals("AWS::IAM::Policy");
    for (var kind : List.of("role", "user", "group")) {
      var members = kind.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + kind.substring(1);
      for (var member : Values.texts(properties, members + "s")) {
        var arn =
            inline ? "arn:aws:iam::" + account + ":" + kind + "/" + member : names.arn(resource);
        put(kind + "/" + member, Documents.read(PolicyType.IDENTITY, name, arn, document.get()));
      }
    }
  }

  private void trust(Resource role, Node document) {
    var name = names.name(role);
    put(
        "trust/" + name,
        Documents.read(
            PolicyType.ROLE_TRUST, "trust policy of " + name, names.arn(role), document));
  }

  private void resourcePolicy(String owner, String name, String place, Node.Fields properties) {
    properties
        .get("PolicyDocument")
        .ifPresent(
            document -> put(owner, Documents.read(PolicyType.RESOURCE, name, place, document)));
  }

  private void permission(Resource resource, Node.Fields properties) {
    var function = Names.function(Values.text(properties, "FunctionName"));
    put(
        "lambda/" + function,
        Documents.read(
            PolicyType.RESOURCE,
            "function policy of " + function,
            function,
            Permission.document(resource.id(), function, properties, names),
            resource.place()));
  }
}
