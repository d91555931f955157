package dev.safelight.cloud.sqs;

import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.AwsJson;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/// SQS's JSON protocol, which names each error twice: by its shape, and in `x-amzn-query-error` by
/// the code that the older XML protocol had, for programs that look for that one. Thread-safe. See
/// AWS: Smithy "AWS query compatible" trait; "Amazon SQS API Reference", "Common errors".
final class SqsProtocol implements Protocol {
  /// What an error was called before, where it was called otherwise.
  private static final Map<String, String> OLD_CODES =
      Map.ofEntries(
          Map.entry("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue"),
          Map.entry("QueueNameExists", "QueueAlreadyExists"),
          old("BatchEntryIdsNotDistinct"),
          old("BatchRequestTooLong"),
          old("EmptyBatchRequest"),
          old("InvalidBatchEntryId"),
          old("MessageNotInflight"),
          old("PurgeQueueInProgress"),
          old("QueueDeletedRecently"),
          old("TooManyEntriesInBatchRequest"),
          old("UnsupportedOperation"),
          Map.entry("AccessDeniedException", "AccessDenied"),
          Map.entry("InvalidParameterValueException", "InvalidParameterValue"),
          Map.entry("MissingParameterException", "MissingParameter"),
          Map.entry("UnrecognizedClientException", "InvalidClientTokenId"),
          Map.entry("InvalidSignatureException", "SignatureDoesNotMatch"),
          Map.entry("ExpiredTokenException", "ExpiredToken"),
          Map.entry("IncompleteSignatureException", "IncompleteSignature"),
          Map.entry("MissingAuthenticationTokenException", "MissingAuthenticationToken"));

  private static final Pattern ACTION = Pattern.compile("\\bsqs:[A-Za-z]+");

  private final AwsJson json = new AwsJson("1.0", "AmazonSQS", SqsRequest.class);

  private static Map.Entry<String, String> old(String code) {
    return Map.entry(code, "AWS.SimpleQueueService." + code);
  }

  AwsJson json() {
    return json;
  }

  @Override
  public Reply render(Request request, String operation, Answer answer) {
    return json.render(request, operation, answer);
  }

  @Override
  public Reply render(Request request, Fault fault) {
    var reply = json.render(request, fault);
    var headers = new ArrayList<>(reply.headers().lines());
    var code = OLD_CODES.getOrDefault(fault.code(), fault.code());
    headers.add(
        new Header("x-amzn-query-error", code + (fault.status() < 500 ? ";Sender" : ";Receiver")));
    return new Reply(reply.status(), new Headers(headers), reply.body());
  }

  @Override
  public Fault unauthenticated(Refusal refusal) {
    var fault = json.unauthenticated(refusal);
    return refusal.reason() == Refusal.Reason.MALFORMED
        ? fault
        : new Fault(403, fault.code(), fault.text());
  }

  /// SQS writes actions in lower case here.
  @Override
  public Fault denied(String message) {
    var text =
        ACTION.matcher(message).replaceAll(action -> action.group().toLowerCase(Locale.ROOT));
    return new Fault(403, "AccessDeniedException", text.isEmpty() ? "Access Denied" : text);
  }

  @Override
  public Fault unknown(String operation) {
    return json.unknown(operation);
  }

  @Override
  public boolean quotesResource() {
    return false;
  }
}
