package dev.safelight.cloud.cloudformation.resource;

import static dev.safelight.cloud.cloudformation.resource.Examples.answers;
import static dev.safelight.cloud.cloudformation.resource.Examples.tags;
import static dev.safelight.cloud.cloudformation.resource.Examples.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetAliasRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;

/// The types of Lambda.
final class FunctionExamples {
  static final String ROLE = "arn:aws:iam::123456789012:role/worker-1";
  static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:";

  private FunctionExamples() {}

  static List<Example> all() {
    return List.of(function(), permission(), version(), alias(), config());
  }

  /// A function for the others to be about.
  static CreateFunctionRequest maker(String name) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .role(ROLE)
        .runtime("provided.al2023")
        .handler("bootstrap")
        .architecturesWithStrings(architecture())
        .code(code -> code.zipFile(SdkBytes.fromByteArray(zip("one"))))
        .build();
  }

  static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }

  static byte[] zip(String content) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bootstrap"));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static Example function() {
    return Example.of(
        "AWS::Lambda::Function",
        """
        {"Code": {"S3Bucket": "artifacts", "S3Key": "one.zip"}, "Role": "%s", "Handler": "bootstrap",
         "Runtime": "provided.al2023", "Architectures": ["%s"]}\
        """
            .formatted(ROLE, architecture()),
        (shop, name) ->
            answers(
                shop,
                GetFunctionRequest.builder().functionName(name).build(),
                GetFunctionConcurrencyRequest.builder().functionName(name).build()),
        "Code",
        "{\"S3Bucket\": \"artifacts\", \"S3Key\": \"one.zip\"}",
        "{\"S3Bucket\": \"artifacts\", \"S3Key\": \"two.zip\"}",
        "Description",
        text("one"),
        text("two"),
        "Runtime",
        text("provided.al2023"),
        text("java21"),
        "Handler",
        text("bootstrap"),
        text("example.Handler::handle"),
        "Role",
        text(ROLE),
        text(ROLE.replace("-1", "-2")),
        "MemorySize",
        text("256"),
        "512",
        "Timeout",
        text("10"),
        "20",
        "Environment",
        "{\"Variables\": {\"AA\": \"1\", \"BB\": 2}}",
        "{\"Variables\": {\"BB\": \"3\"}}",
        "LoggingConfig",
        "{\"LogGroup\": \"/one\"}",
        "{\"LogGroup\": \"/two\", \"LogFormat\": \"Text\"}",
        "ReservedConcurrentExecutions",
        text("2"),
        "0",
        "Tags",
        tags("one", "1", "two", "2"),
        tags("two", "3", "three", "3"));
  }

  /// All that it has makes a new one where it changes: there is nothing to update.
  private static Example version() {
    return Example.of(
        "AWS::Lambda::Version",
        "{\"FunctionName\": \"draft\", \"Description\": \"first\"}",
        (shop, arn) ->
            // Its number differs, what it is does not.
            answers(
                    shop,
                    GetFunctionRequest.builder()
                        .functionName("draft")
                        .qualifier(arn.substring(arn.lastIndexOf(':') + 1))
                        .build())
                .replace(arn, "arn"));
  }

  private static Example alias() {
    return Example.of(
        "AWS::Lambda::Alias",
        "{\"FunctionName\": \"maker\", \"FunctionVersion\": \"1\", \"Name\": \"LIVE\"}",
        (shop, _) ->
            answers(shop, GetAliasRequest.builder().functionName("maker").name("LIVE").build()),
        "FunctionVersion",
        "1",
        text("$LATEST"),
        "Description",
        text("one"),
        text("two"));
  }

  /// All that it has makes a new one where it changes: there is nothing to update.
  private static Example permission() {
    return Example.of(
        "AWS::Lambda::Permission",
        """
        {"FunctionName": "arn:aws:lambda:us-east-1:123456789012:function:maker",
         "Action": "lambda:InvokeFunction", "Principal": "s3.amazonaws.com",
         "SourceAccount": "123456789012", "SourceArn": "arn:aws:s3:::shelf"}\
        """,
        (shop, _) -> answers(shop, GetPolicyRequest.builder().functionName("maker").build()));
  }

  private static Example config() {
    return Example.of(
        "AWS::Lambda::EventInvokeConfig",
        "{\"FunctionName\": \"maker\", \"Qualifier\": \"$LATEST\"}",
        (shop, _) ->
            answers(
                shop,
                GetFunctionEventInvokeConfigRequest.builder()
                    .functionName("maker")
                    .qualifier("$LATEST")
                    .build()),
        "MaximumRetryAttempts",
        "0",
        text("1"),
        "MaximumEventAgeInSeconds",
        text("60"),
        "120",
        "DestinationConfig",
        "{\"OnFailure\": {\"Destination\": \"%sinbox\"}}".formatted(QUEUE),
        "{\"OnSuccess\": {\"Destination\": \"%soutbox\"}}".formatted(QUEUE));
  }
}
