package dev.safelight.cli.design;

/// The pipeline of this product: a role that may only write logs, a function that runs as it, a
/// bucket whose policy lets that role read originals and write thumbnails, and the wiring between
/// bucket and function.
///
/// @param account 12 digits
/// @param bucket the bucket's name
/// @param function the function's name
/// @param role the execution role's name
/// @param bucketPolicy where access to the photographs is granted, and the only place
public record Design(
    String account,
    String region,
    String bucket,
    String function,
    String role,
    String bucketPolicy) {
  public static final String ORIGINALS = "originals/";
  public static final String THUMBNAILS = "thumbnails/";

  /// The standard names.
  public static Design of(String account, String region) {
    var bucket = "safelight-photos-" + account;
    var role = "LambdaThumbRole";
    return new Design(
        account, region, bucket, "thumbnailer", role, bucketPolicy(account, bucket, role));
  }

  public Design withBucketPolicy(String document) {
    return new Design(account, region, bucket, function, role, document);
  }

  public String roleArn() {
    return roleArn(role);
  }

  public String roleArn(String name) {
    return "arn:aws:iam::" + account + ":role/" + name;
  }

  public String bucketArn() {
    return "arn:aws:s3:::" + bucket;
  }

  public String functionArn() {
    return "arn:aws:lambda:" + region + ":" + account + ":function:" + function;
  }

  public String logGroup() {
    return "/aws/lambda/" + function;
  }

  /// Who may wear the role: Lambda, and nobody else.
  public String trustPolicy() {
    return """
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "LambdaMayAssume",
          "Effect": "Allow",
          "Principal": {"Service": "lambda.amazonaws.com"},
          "Action": "sts:AssumeRole"
        }
      ]
    }
    """;
  }

  /// What the role may do by itself: write logs. Nothing of S3.
  public String logsOnly() {
    return """
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "WriteLogs",
          "Effect": "Allow",
          "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
          "Resource": "*"
        }
      ]
    }
    """;
  }

  private static String bucketPolicy(String account, String bucket, String role) {
    return """
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "ReadOriginals",
          "Effect": "Allow",
          "Principal": {"AWS": "%1$s"},
          "Action": "s3:GetObject",
          "Resource": "%2$s/originals/*"
        },
        {
          "Sid": "WriteThumbnails",
          "Effect": "Allow",
          "Principal": {"AWS": "%1$s"},
          "Action": "s3:PutObject",
          "Resource": "%2$s/thumbnails/*"
        },
        {
          "Sid": "OnlyOverTls",
          "Effect": "Deny",
          "Principal": "*",
          "Action": "s3:*",
          "Resource": ["%2$s", "%2$s/*"],
          "Condition": {"Bool": {"aws:SecureTransport": "false"}}
        }
      ]
    }
    """
        .formatted("arn:aws:iam::" + account + ":role/" + role, "arn:aws:s3:::" + bucket);
  }

  /// Every new original is told to the function.
  public String notification() {
    return """
    <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
      <CloudFunctionConfiguration>
        <Id>originals-to-%s</Id>
        <CloudFunction>%s</CloudFunction>
        <Event>s3:ObjectCreated:*</Event>
        <Filter><S3Key><FilterRule><Name>prefix</Name><Value>originals/</Value></FilterRule></S3Key></Filter>
      </CloudFunctionConfiguration>
    </NotificationConfiguration>
    """
        .formatted(function, functionArn());
  }
}
