package dev.safelight.policy;

import java.util.Locale;
import java.util.Set;

/// The services whose resources an organisation's resource control policies can reach, by the
/// prefix of their actions; elsewhere such a policy says nothing.
///
/// AWS: "Resource control policies (RCPs)", list of services that support RCPs, checked 2026-11.
final class ControlledServices {
  private static final Set<String> PREFIXES =
      Set.of(
          "aoss",
          "appconfig",
          "appstream",
          "autoscaling",
          "autoscaling-plans",
          "budgets",
          "clouddirectory",
          "cloudfront",
          "cloudsearch",
          "cloudtrail-data",
          "codeartifact",
          "codebuild",
          "codecommit",
          "codepipeline",
          "cognito-identity",
          "cognito-idp",
          "comprehend",
          "comprehendmedical",
          "compute-optimizer",
          "cost-optimization-hub",
          "dax",
          "dsql",
          "dynamodb",
          "ecr",
          "ecr-public",
          "events",
          "firehose",
          "fis",
          "fms",
          "gamelift",
          "health",
          "inspector-scan",
          "kendra",
          "kinesisvideo",
          "kms",
          "logs",
          "memorydb",
          "networkmonitor",
          "notifications",
          "opensearch",
          "pca-connector-ad",
          "personalize",
          "polly",
          "pricing",
          "resource-groups",
          "rolesanywhere",
          "s3",
          "secretsmanager",
          "servicediscovery",
          "signin",
          "sqs",
          "sts",
          "support",
          "swf",
          "textract",
          "timestream-influxdb",
          "transcribe",
          "transfer",
          "translate",
          "wafv2",
          "workspaces",
          "xray");

  private ControlledServices() {}

  static boolean include(String action) {
    var colon = action.indexOf(':');
    return colon > 0 && PREFIXES.contains(action.substring(0, colon).toLowerCase(Locale.ROOT));
  }
}
