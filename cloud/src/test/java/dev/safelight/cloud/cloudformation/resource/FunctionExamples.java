package dev.safelight.cloud.cloudformation.resource;

import static dev.safelight.cloud.cloudformation.resource.Examples.answers;
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
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;

/// The types of Lambda.
final class FunctionExamples {
  static final String ROLE = "arn:aws:iam::123456789012:role/worker-1";
  static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:";

  private FunctionExamples() {}

  static List<Example> all() {
    return List.of(permission(), config());
  }

  /// A function for the others to be about.
  static CreateFunctionRequest maker() {
    return CreateFunctionRequest.builder()
        .functionName("maker")
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
