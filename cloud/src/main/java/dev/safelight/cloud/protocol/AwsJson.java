package dev.safelight.cloud.protocol;

import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// The protocol of CloudWatch Logs, SQS and others: one path, the operation in `X-Amz-Target`, JSON
/// both ways. Thread-safe. See AWS: Smithy "AWS JSON 1.0 protocol", "AWS JSON 1.1 protocol".
///
/// @param version `1.0` or `1.1`
/// @param target what stands before the operation's name, such as `Logs_20140328`
/// @param shape any class of the SDK's package of shapes, such as `CloudWatchLogsRequest`
public record AwsJson(String version, String target, Class<?> shape) implements Protocol {
  /// The operation's name; empty where the header is missing or names another service.
  public String operation(Request request) {
    var header = request.headers().first("x-amz-target").orElse("");
    return header.startsWith(target + ".") ? header.substring(target.length() + 1) : "";
  }

  /// The request's shape.
  ///
  /// @throws Fault `ValidationException` naming the member, `SerializationException` where it is no
  ///   JSON
  public <R, B extends SdkPojo & SdkBuilder<?, R>> R read(B builder, byte[] body) {
    JsonReader.fill(builder, body);
    return builder.build();
  }

  @Override
  public Reply render(Request request, String operation, Answer answer) {
    return switch (answer) {
      case Answer.Later(var later) -> render(request, operation, later.get());
      case Answer.Again _ -> throw new IllegalStateException("an answer of a call that waits");
      case Answer.Streamed(var status, _, var body) -> reply(request, status, List.of(), body);
      case Answer.Shaped(var status, var shape) ->
          reply(
              request,
              status,
              List.of(),
              shape.sdkFields().isEmpty() ? Body.EMPTY : new Body.Bytes(JsonWriter.write(shape)));
    };
  }

  /// A fault's details become members of the error document.
  @Override
  public Reply render(Request request, Fault fault) {
    var members = new LinkedHashMap<String, String>();
    members.put("__type", fault.code());
    members.put("message", fault.text());
    members.putAll(fault.details());
    return reply(
        request,
        fault.status(),
        List.of(new Header("x-amzn-ErrorType", fault.code())),
        new Body.Bytes(JsonWriter.write(members)));
  }

  private Reply reply(Request request, int status, List<Header> lines, Body body) {
    var all = new ArrayList<Header>();
    all.add(new Header("x-amzn-RequestId", request.id()));
    all.add(new Header("Content-Type", "application/x-amz-json-" + version));
    all.addAll(lines);
    return new Reply(status, new Headers(all), body);
  }

  @Override
  public Fault unauthenticated(Refusal refusal) {
    return JsonRefusals.fault(refusal, 400);
  }

  @Override
  public Fault denied(String message) {
    return new Fault(400, "AccessDeniedException", message.isEmpty() ? "Access Denied" : message);
  }

  @Override
  public Fault unknown(String operation) {
    return Shapes.knows(shape, operation)
        ? new Fault(
            501, "NotImplemented", "The operation " + operation + " is not implemented here.")
        : new Fault(
            400, "UnknownOperationException", "There is no operation \"" + operation + "\".");
  }

  @Override
  public boolean quotesResource() {
    return false;
  }
}
