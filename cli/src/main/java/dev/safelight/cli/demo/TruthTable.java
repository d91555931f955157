package dev.safelight.cli.demo;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.api.Result;
import dev.safelight.cli.demo.Report.Row;
import dev.safelight.cli.design.Design;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The design's truth table, tried with roles, a bucket and a policy of its own.
final class TruthTable {
  private final Aws admin;
  private final Design design;
  private final Function<Result, String> decision;
  private final Consumer<Row> found;

  TruthTable(Aws admin, Design design, Function<Result, String> decision, Consumer<Row> found) {
    this.admin = admin;
    this.design = design;
    this.decision = decision;
    this.found = found;
  }

  void tryAll() {
    var roles = new TestRoles(admin, design);
    roles.create("NamedByTheBucket", TestRoles.LOGS_ONLY);
    roles.create("DeniedByItself", DENIES_S3);
    roles.create("NamedByNobody", TestRoles.LOGS_ONLY);
    roles.createTrusted(
        "NotForLambda", "{\"Service\": \"ec2.amazonaws.com\"}", TestRoles.LOGS_ONLY);

    var bucket = design.bucket() + "-truth";
    demand(admin.s3("PUT", "/" + bucket, new byte[0]));
    demand(admin.s3("PUT", "/" + bucket + "?policy", Aws.bytes(policy(bucket))));
    demand(admin.s3("PUT", "/" + bucket + "/photo", Aws.bytes("a photograph")));

    var read = "/" + bucket + "/photo";
    found.accept(
        row(
            "role without S3 permission, bucket policy names it",
            "allowed",
            roles.assume("NamedByTheBucket").s3("GET", read, new byte[0])));
    found.accept(
        row(
            "role denies S3 explicitly, bucket policy names it",
            "denied",
            roles.assume("DeniedByItself").s3("GET", read, new byte[0])));
    found.accept(
        row(
            "bucket policy does not name the role",
            "denied",
            roles.assume("NamedByNobody").s3("GET", read, new byte[0])));
    var refused =
        admin.lambda(
            "POST",
            "/2015-03-31/functions",
            Map.of(
                "FunctionName", "never",
                "Role", design.roleArn("NotForLambda"),
                "Runtime", "provided.al2023",
                "Handler", "bootstrap",
                "Code", Map.of("ZipFile", emptyFunction())));
    found.accept(
        new Row(
            "trust policy without lambda.amazonaws.com, function created",
            "refused",
            refused.ok()
                ? "created"
                : refused.status() == 400 ? "refused" : "status " + refused.status(),
            refused.ok() ? "" : refused.error()));
  }

  /// The smallest package there is: it is never run.
  private static byte[] emptyFunction() {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bootstrap"));
      zip.write(Aws.bytes("#!/bin/sh\n"));
    } catch (IOException broken) {
      throw new UncheckedIOException("a zip in memory cannot be written", broken);
    }
    return bytes.toByteArray();
  }

  private Row row(String condition, String wanted, Result answer) {
    return new Row(
        condition,
        wanted,
        answer.ok() ? "allowed" : answer.status() == 403 ? "denied" : "status " + answer.status(),
        answer.ok() ? decision.apply(answer) : answer.error());
  }

  private static final String DENIES_S3 =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Sid": "NoS3", "Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}
      """;

  private String policy(String bucket) {
    return """
    {"Version": "2012-10-17", "Statement": [
      {"Sid": "TwoRolesMayRead", "Effect": "Allow",
       "Principal": {"AWS": ["%s", "%s"]},
       "Action": "s3:GetObject", "Resource": "arn:aws:s3:::%s/*"}]}
    """
        .formatted(design.roleArn("NamedByTheBucket"), design.roleArn("DeniedByItself"), bucket);
  }

  private static void demand(Result result) {
    if (!result.ok()) {
      throw new Failed(result.error());
    }
  }
}
