package dev.safelight.cloud.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Policies that AWS keeps for everybody. See AWS: "AWS Managed Policy Reference", checked 2026-11.
/// Their ids here are made up; their documents say what AWS's do.
public final class AwsManaged {
  private static final Instant SINCE = Instant.parse("2015-02-06T18:39:46Z");

  private static final Map<String, ManagedPolicy> BY_ARN =
      List.of(
              policy(
                  "/",
                  "AdministratorAccess",
                  "Provides full access to AWS services and resources.",
                  """
                  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
                  """),
              policy(
                  "/service-role/",
                  "AWSLambdaBasicExecutionRole",
                  "Provides write permissions to CloudWatch Logs.",
                  """
                  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup",
                  "logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}
                  """),
              policy(
                  "/",
                  "AmazonS3ReadOnlyAccess",
                  "Provides read only access to all buckets via the AWS Management Console.",
                  """
                  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*",
                  "s3:Describe*","s3-object-lambda:Get*","s3-object-lambda:List*"],"Resource":"*"}]}
                  """),
              policy(
                  "/",
                  "AmazonS3FullAccess",
                  "Provides full access to all buckets via the AWS Management Console.",
                  """
                  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*",
                  "s3-object-lambda:*"],"Resource":"*"}]}
                  """),
              policy(
                  "/",
                  "IAMReadOnlyAccess",
                  "Provides read only access to IAM via the AWS Management Console.",
                  """
                  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[
                  "iam:GenerateCredentialReport","iam:GenerateServiceLastAccessedDetails","iam:Get*",
                  "iam:List*","iam:SimulateCustomPolicy","iam:SimulatePrincipalPolicy"],"Resource":"*"}]}
                  """))
          .stream()
          .collect(Collectors.toUnmodifiableMap(ManagedPolicy::arn, Function.identity()));

  private AwsManaged() {}

  /// The document of one of them, if it is known here.
  public static Optional<String> document(String arn) {
    return Optional.ofNullable(BY_ARN.get(arn)).map(ManagedPolicy::document);
  }

  static Map<String, ManagedPolicy> byArn() {
    return BY_ARN;
  }

  private static ManagedPolicy policy(
      String path, String name, String description, String document) {
    var letters = name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z2-7]", "");
    return new ManagedPolicy(
        "arn:aws:iam::aws:policy" + path + name,
        path,
        name,
        "ANPA" + (letters + "AAAAAAAAAAAAAAAAA").substring(0, 17),
        document.strip(),
        description,
        SINCE,
        1,
        1,
        SINCE);
  }
}
