package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Access;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/// Who is told how an asynchronous event ended. See AWS: "Capturing records of Lambda asynchronous
/// invocations".
sealed interface Destination {
  String arn();

  /// What the function's role must be allowed.
  Access access();

  /// The last word of the action, as AWS's refusals have it.
  default String verb() {
    return switch (this) {
      case ToQueue _ -> "SendMessage";
      case ToFunction _ -> "InvokeFunction";
    };
  }

  /// The call that delivers a record.
  SdkPojo delivery(String document);

  String region();

  record ToQueue(String arn, String region, String account, String name) implements Destination {
    @Override
    public Access access() {
      return Access.to("sqs:SendMessage", arn);
    }

    @Override
    public SdkPojo delivery(String document) {
      return SendMessageRequest.builder()
          .queueUrl("/" + account + "/" + name)
          .messageBody(document)
          .build();
    }
  }

  record ToFunction(String arn, String region) implements Destination {
    @Override
    public Access access() {
      return Access.to("lambda:InvokeFunction", arn);
    }

    @Override
    public SdkPojo delivery(String document) {
      return InvokeRequest.builder()
          .functionName(arn)
          .invocationType(InvocationType.EVENT)
          .payload(SdkBytes.fromUtf8String(document))
          .build();
    }
  }

  Pattern QUEUE = Pattern.compile("arn:aws:sqs:([a-z0-9-]+):(\\d{12}):([A-Za-z0-9_-]{1,80})");
  Pattern FUNCTION =
      Pattern.compile(
          "arn:aws:lambda:([a-z0-9-]+):\\d{12}:function:([A-Za-z0-9_-]{1,64})(:(\\$LATEST|[A-Za-z0-9_-]{1,128}))?");
  Pattern ELSEWHERE = Pattern.compile("arn:aws:(sns|events|s3|kafka):.*");

  /// A destination that was accepted; empty where the ARN is none that is served here.
  static Optional<Destination> of(String arn) {
    var queue = QUEUE.matcher(arn);
    if (queue.matches()) {
      return Optional.of(new ToQueue(arn, queue.group(1), queue.group(2), queue.group(3)));
    }
    var function = FUNCTION.matcher(arn);
    return function.matches()
        ? Optional.of(new ToFunction(arn, function.group(1)))
        : Optional.empty();
  }

  /// A destination as a request names it.
  ///
  /// @throws dev.safelight.cloud.call.Fault naming what is not served here
  static Destination require(String arn, FunctionArn function) {
    var elsewhere = ELSEWHERE.matcher(arn);
    if (elsewhere.matches()) {
      throw Configuration.invalid(
          "The destination %s is not supported by this environment: queues and functions are"
              .formatted(arn));
    }
    var destination =
        of(arn)
            .orElseThrow(
                () -> Configuration.invalid("The destination ARN %s is invalid.".formatted(arn)));
    if (arn.equals(function.toString())) {
      throw Configuration.invalid("You can't specify the function as a destination for itself.");
    }
    return destination;
  }
}
