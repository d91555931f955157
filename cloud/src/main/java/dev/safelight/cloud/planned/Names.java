package dev.safelight.cloud.planned;

import dev.safelight.template.Resource;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.Attributes;
import dev.safelight.template.resolve.Resolved;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What resources will answer to `Ref` and `GetAtt`, worked out from their names. What only making
/// them can tell is a placeholder that nobody takes for a real one: [#UNKNOWN]. Used by one thread.
///
/// AWS: "Fn::GetAtt" and the return values of each resource type's page.
final class Names implements Attributes {
  /// In place of the twelve letters and digits that AWS draws for a name.
  static final String UNKNOWN = "XXXXXXXXXXXX";

  private final Resolved resolved;
  private final String account;
  private final String region;
  private final String stack;
  private final Map<String, String> physicalIds;
  private final Map<String, Node.Fields> properties = new HashMap<>();
  private final Set<String> asking = new HashSet<>();

  Names(
      Resolved resolved,
      String account,
      String region,
      String stack,
      Map<String, String> physicalIds) {
    this.resolved = resolved;
    this.account = account;
    this.region = region;
    this.stack = stack;
    this.physicalIds = Map.copyOf(physicalIds);
  }

  /// A resource's properties, with everything that they refer to.
  Node.Fields properties(Resource resource) {
    var known = properties.get(resource.id());
    if (known != null) {
      return known;
    }
    if (!asking.add(resource.id())) { // The resolver has refused cycles.
      throw new IllegalStateException(resource.id() + " needs itself");
    }
    var late = resolved.late(resource, this);
    asking.remove(resource.id());
    properties.put(resource.id(), late);
    return late;
  }

  @Override
  public Optional<String> ref(String id) {
    return find(id)
        .map(it ->
            switch (it.type()) {
              case "AWS::IAM::ManagedPolicy" -> arn(it);
              case "AWS::SNS::Topic", "AWS::Lambda::Alias" -> arn(it);
              case "AWS::Lambda::Version" -> Values.text(properties(it), "FunctionName") + ":1";
              case "AWS::SQS::Queue" -> url(it);
              case "AWS::S3::BucketPolicy" -> Values.text(properties(it), "Bucket");
              default -> name(it);
            });
  }

  @Override
  public Optional<String> attribute(String id, String attribute) {
    return find(id)
        .map(it ->
            switch (attribute) {
              case "Arn", "PolicyArn", "TopicArn", "AliasArn" -> arn(it);
              case "QueueName", "TopicName" -> name(it);
              case "QueueUrl" -> url(it);
              case "DomainName" -> name(it) + ".s3.amazonaws.com";
              case "RegionalDomainName" -> name(it) + ".s3." + region + ".amazonaws.com";
              case "DualStackDomainName" -> name(it) + ".s3.dualstack." + region + ".amazonaws.com";
              case "WebsiteURL" ->
                  "http://" + name(it) + ".s3-website-" + region + ".amazonaws.com";
              case "Value", "Type" -> Values.text(properties(it), attribute);
              default -> it.id() + "." + attribute + "-" + UNKNOWN;
            });
  }

  private Optional<Resource> find(String id) {
    return Optional.ofNullable(resolved.resources().get(id));
  }

  /// The name that it is given, or will be: `STACK-LOGICALID-XXXXXXXXXXXX`. AWS: "Name type".
  String name(Resource resource) {
    var given =
        switch (resource.type()) {
          case "AWS::S3::Bucket" -> "BucketName";
          case "AWS::IAM::Role" -> "RoleName";
          case "AWS::IAM::User" -> "UserName";
          case "AWS::IAM::Group" -> "GroupName";
          case "AWS::IAM::ManagedPolicy" -> "ManagedPolicyName";
          case "AWS::IAM::Policy" -> "PolicyName";
          case "AWS::Lambda::Function" -> "FunctionName";
          case "AWS::Logs::LogGroup" -> "LogGroupName";
          case "AWS::SQS::Queue" -> "QueueName";
          case "AWS::SNS::Topic" -> "TopicName";
          case "AWS::SSM::Parameter", "AWS::Lambda::Alias" -> "Name";
          case "AWS::CloudWatch::Alarm" -> "AlarmName";
          default -> "";
        };
    var text = given.isEmpty() ? "" : Values.text(properties(resource), given);
    if (!text.isEmpty()) {
      return text;
    }
    var there = physicalIds.get(resource.id());
    if (there != null) {
      // Some are ARNs or addresses, whose last part is the name.
      return there.substring(Math.max(there.lastIndexOf('/'), there.lastIndexOf(':')) + 1);
    }
    var made = stack + '-' + resource.id() + '-' + UNKNOWN;
    return resource.type().equals("AWS::S3::Bucket")
        ? made.toLowerCase(java.util.Locale.ROOT)
        : made;
  }

  String arn(Resource resource) {
    var name = name(resource);
    return switch (resource.type()) {
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
      case "AWS::IAM::Role" -> iam("role", resource, name);
      case "AWS::IAM::User" -> iam("user", resource, name);
      case "AWS::IAM::Group" -> iam("group", resource, name);
      case "AWS::IAM::ManagedPolicy" -> iam("policy", resource, name);
      case "AWS::Lambda::Function" -> regional("lambda", "function:" + name);
      case "AWS::Lambda::Alias" ->
          regional(
                  "lambda",
                  "function:" + function(Values.text(properties(resource), "FunctionName")))
              + ":"
              + name;
      // With the streams' asterisk, as GetAtt gives it.
      case "AWS::Logs::LogGroup" -> regional("logs", "log-group:" + name + ":*");
      case "AWS::SQS::Queue" -> regional("sqs", name);
      case "AWS::SNS::Topic" -> regional("sns", name);
      case "AWS::CloudWatch::Alarm" -> regional("cloudwatch", "alarm:" + name);
      case "AWS::SSM::Parameter" ->
          regional("ssm", "parameter" + (name.startsWith("/") ? "" : "/") + name);
      default -> name;
    };
  }

  String functionArn(String name) {
    return regional("lambda", "function:" + name);
  }

  private String regional(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, account, resource);
  }

  private String iam(String kind, Resource resource, String name) {
    return "arn:aws:iam::%s:%s%s%s".formatted(account, kind, path(resource), name);
  }

  String path(Resource resource) {
    var path = Values.text(properties(resource), "Path");
    return path.isEmpty() ? "/" : path;
  }

  private String url(Resource queue) {
    return "https://sqs.%s.amazonaws.com/%s/%s".formatted(region, account, name(queue));
  }

  /// The bare name of a function that is given by name or by any of its ARNs.
  static String function(String nameOrArn) {
    int at = nameOrArn.indexOf("function:");
    var rest = at < 0 ? nameOrArn : nameOrArn.substring(at + "function:".length());
    return rest.split(":", 2)[0];
  }
}
