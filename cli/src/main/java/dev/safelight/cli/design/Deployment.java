package dev.safelight.cli.design;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.api.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Brings a [Design] about by signed calls, in the order in which its parts need each other. What
/// exists already is left as it is, but the function's code, which is brought up to date.
public final class Deployment {
  private final Aws aws;
  private final Design design;

  public Deployment(Aws aws, Design design) {
    this.aws = aws;
    this.design = design;
  }

  /// One part of the design: what it is, and the call that makes it.
  ///
  /// @param exists the error code that says that it is there already
  public record Part(String name, String outcome, String exists, Supplier<Result> call) {}

  /// The parts, in order.
  public List<Part> parts(Path functionZip) {
    return List.of(
        new Part(
            "role " + design.role(),
            "trusted by lambda.amazonaws.com alone",
            "EntityAlreadyExists",
            this::createRole),
        new Part("permissions of the role", "logs only, nothing of S3", "", this::putRolePolicy),
        new Part(
            "function " + design.function(),
            "may be created because Lambda may assume the role",
            "",
            () -> bringFunction(functionZip)),
        new Part("bucket " + design.bucket(), "created", "", this::createBucket),
        new Part(
            "bucket policy",
            "names the role: reads originals/*, writes thumbnails/*",
            "",
            this::putBucketPolicy),
        new Part(
            "function policy",
            "s3.amazonaws.com may invoke, for this bucket and account",
            "ResourceConflictException",
            this::addPermission),
        new Part(
            "notification", "new originals are told to the function", "", this::putNotification));
  }

  /// All parts, one after the other.
  ///
  /// @throws IllegalStateException naming the part that was refused, in AWS's words
  public void bringAbout(Path functionZip) {
    for (var part : parts(functionZip)) {
      var result = part.call().get();
      boolean there = !part.exists().isEmpty() && result.error().startsWith(part.exists());
      if (!result.ok() && !there) {
        throw new IllegalStateException(part.name() + " was refused: " + result.error());
      }
    }
  }

  private Result createRole() {
    return aws.iam(
        "CreateRole",
        Map.of("RoleName", design.role(), "AssumeRolePolicyDocument", design.trustPolicy()));
  }

  private Result putRolePolicy() {
    return aws.iam(
        "PutRolePolicy",
        Map.of(
            "RoleName", design.role(),
            "PolicyName", "LogsOnly",
            "PolicyDocument", design.logsOnly()));
  }

  /// A function that is there gets its code only where that is another: a package has tens of
  /// megabytes.
  private Result bringFunction(Path functionZip) {
    var zip = read(functionZip);
    var there = aws.lambda("/2015-03-31/functions/" + design.function() + "/configuration");
    if (!there.ok()) {
      return createFunction(design.function(), design.roleArn(), zip);
    }
    return there.json().path("CodeSha256").asText().equals(sha256(zip))
        ? there
        : aws.lambda(
            "PUT", "/2015-03-31/functions/" + design.function() + "/code", Map.of("ZipFile", zip));
  }

  /// Creates a function, under any name and role.
  public Result createFunction(String name, String roleArn, byte[] zip) {
    return aws.lambda(
        "POST",
        "/2015-03-31/functions",
        Map.of(
            "FunctionName",
            name,
            "Role",
            roleArn,
            "Runtime",
            "provided.al2023",
            "Handler",
            "bootstrap",
            "Architectures",
            List.of(architecture()),
            "MemorySize",
            1024,
            "Timeout",
            30,
            "Code",
            Map.of("ZipFile", zip)));
  }

  private Result createBucket() {
    return aws.s3("PUT", "/" + design.bucket(), new byte[0]);
  }

  private Result putBucketPolicy() {
    return aws.s3("PUT", "/" + design.bucket() + "?policy", Aws.bytes(design.bucketPolicy()));
  }

  private Result addPermission() {
    return aws.lambda(
        "POST",
        "/2015-03-31/functions/" + design.function() + "/policy",
        Map.of(
            "StatementId", "PhotosMayInvoke",
            "Action", "lambda:InvokeFunction",
            "Principal", "s3.amazonaws.com",
            "SourceArn", design.bucketArn(),
            "SourceAccount", design.account()));
  }

  private Result putNotification() {
    return aws.s3("PUT", "/" + design.bucket() + "?notification", Aws.bytes(design.notification()));
  }

  /// AWS's name of this machine's architecture: the zip is linked for it.
  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }

  /// As Lambda states it: base64.
  private static String sha256(byte[] zip) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(zip));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
