package dev.safelight.cli.deploy;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.api.Result;
import dev.safelight.wire.sigv4.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// The bucket that a function's package is uploaded to, as `aws cloudformation package` does: under
/// the hash of its content, once. Every call names the account that must own the bucket: its name
/// can be guessed, and buckets' names are everybody's.
///
/// @param bucket its name
/// @param own whether it is the one that this command makes
public record Artifacts(Aws aws, String account, String bucket, boolean own) {
  private static final String BLOCKED =
      """
      <PublicAccessBlockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">\
      <BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>\
      <BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>true</RestrictPublicBuckets>\
      </PublicAccessBlockConfiguration>\
      """;

  /// One for each account and region.
  public static Artifacts of(Aws aws, String account) {
    return new Artifacts(
        aws, account, "safelight-artifacts-%s-%s".formatted(account, aws.session().region()), true);
  }

  /// Uploads a file unless it is there.
  ///
  /// @param say is told before anything is made or sent
  /// @return its key
  public String upload(Path file, Consumer<String> say) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException broken) {
      throw new Refused("%s cannot be read: %s".formatted(file, broken.getMessage()));
    }
    return put(bytes, file.toString(), sha256(bytes) + ".zip", say);
  }

  /// Uploads a template that is too long to be sent whole.
  ///
  /// @return its address
  public String template(String text, Consumer<String> say) {
    var bytes = Aws.bytes(text);
    var key = put(bytes, "the template", sha256(bytes) + ".template", say);
    var at = aws.session().endpoint("s3");
    return "%s://%s%s/%s/%s".formatted(at.scheme(), at.authority(), at.prefix(), bucket, key);
  }

  private String put(byte[] bytes, String file, String key, Consumer<String> say) {
    require(say);
    var there = call("HEAD", "/" + key, new byte[0]);
    if (there.ok()) {
      say.accept("%s is there already: s3://%s/%s".formatted(file, bucket, key));
      return key;
    }
    say.accept("Uploading %s (%,d bytes) to s3://%s/%s".formatted(file, bytes.length, bucket, key));
    demand(call("PUT", "/" + key, bytes));
    return key;
  }

  private void require(Consumer<String> say) {
    int status = call("HEAD", "", new byte[0]).status();
    if (status == 200) {
      return;
    }
    if (status == 403) {
      throw new Refused(
          own
              ? "The bucket %s cannot be used: it is another account's, or yours and you may not list it. Name one that is yours with --bucket."
                  .formatted(bucket)
              : "The bucket %s cannot be used: it is another account's, or yours and you may not list it."
                  .formatted(bucket));
    }
    if (!own) {
      throw new Refused("There is no bucket %s (--bucket).".formatted(bucket));
    }
    say.accept(
        "Making the bucket %s for packages, with all public access blocked".formatted(bucket));
    var region = aws.session().region();
    // us-east-1 is the one region that must not be named.
    var where =
        region.equals("us-east-1")
            ? ""
            : "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>%s</LocationConstraint></CreateBucketConfiguration>"
                .formatted(region);
    demand(aws.s3("PUT", "/" + bucket, Aws.bytes(where)));
    demand(call("PUT", "?publicAccessBlock", Aws.bytes(BLOCKED)));
  }

  private Result call(String method, String rest, byte[] body) {
    return aws.s3(
        method,
        "/" + bucket + rest,
        List.of(new Header("x-amz-expected-bucket-owner", account)),
        body);
  }

  private static void demand(Result answer) {
    if (!answer.ok()) {
      throw new Refused(answer.error());
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
