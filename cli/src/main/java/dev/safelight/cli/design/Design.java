package dev.safelight.cli.design;

import dev.safelight.cli.deploy.Stack;

/// What the parts of Safelight's own stack are called: a function, the role that it wears, the
/// bucket whose originals become thumbnails, the log.
///
/// @param account 12 digits
/// @param bucket the bucket's name
/// @param function the function's name
/// @param role the execution role's name
public record Design(
    String account, String region, String bucket, String function, String role, String logGroup) {
  public static final String STACK = "safelight";
  public static final String ORIGINALS = "originals/";
  public static final String THUMBNAILS = "thumbnails/";

  /// The names of the stack [#STACK] where no parameter says otherwise.
  public static Design of(String account, String region) {
    return new Design(
        account,
        region,
        STACK + "-photos-" + account,
        STACK + "-thumbnailer",
        "LambdaThumbRole",
        "/aws/lambda/" + STACK + "-thumbnailer");
  }

  /// As a stack's outputs say.
  public static Design of(String account, String region, Stack stack) {
    var role = stack.output("RoleArn");
    return new Design(
        account,
        region,
        stack.output("Bucket"),
        stack.output("FunctionName"),
        role.substring(role.lastIndexOf('/') + 1),
        stack.output("LogGroup"));
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
}
