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
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// Lambda's protocol: requests in path, query, headers and JSON become the SDK's shapes, shapes
/// become answers. Thread-safe. See AWS: Smithy "AWS restJson1 protocol"; "Lambda API Reference",
/// "Common errors".
public final class RestJson implements Protocol {
  private static final HttpMembers MEMBERS =
      new HttpMembers(
          (member, problem) -> new Fault(400, "ValidationException", member + ": " + problem));

  /// The request's shape.
  ///
  /// @param builder of the shape, such as `CreateFunctionRequest.builder()`
  /// @param labels decoded parts of the path by name, such as `FunctionName`
  /// @param body JSON, or the payload itself where the shape has one (`Invoke`); may be empty
  /// @throws Fault `ValidationException` naming the member, `SerializationException` where it is no
  ///   JSON
  public <R, B extends SdkPojo & SdkBuilder<?, R>> R read(
      B builder, Request request, Map<String, String> labels, byte[] body) {
    MEMBERS.fill(builder, request, labels);
    var payload = Shapes.payload(builder);
    if (payload.isEmpty()) {
      JsonReader.fill(builder, body);
    } else if (body.length > 0) {
      payload.ifPresent(field -> field.set(builder, payload(field, body)));
    }
    return builder.build();
  }

  private static Object payload(SdkField<?> field, byte[] body) {
    if (field.marshallingType().getKnownType() == MarshallingKnownType.SDK_BYTES) {
      return SdkBytes.fromByteArray(body);
    }
    var document = Shapes.builder(field);
    JsonReader.fill(document, body);
    return Shapes.build(document);
  }

  @Override
  public Reply render(Request request, String operation, Answer answer) {
    return switch (answer) {
      case Answer.Later(var later) -> render(request, operation, later.get());
      case Answer.Again _ -> throw new IllegalStateException("an answer of a call that waits");
      case Answer.Streamed(var status, var shape, var body) ->
          reply(request, status, HttpMembers.write(shape), body);
      case Answer.Shaped(var status, var shape) -> {
        var body = status == 204 ? Body.EMPTY : body(shape);
        yield reply(request, status, HttpMembers.write(shape), body);
      }
    };
  }

  private static Body body(SdkPojo shape) {
    var payload = Shapes.payload(shape);
    if (payload.isEmpty()) {
      return Shapes.inDocument(shape).isEmpty()
          ? Body.EMPTY
          : new Body.Bytes(JsonWriter.write(shape));
    }
    return Shapes.value(payload.get(), shape)
        .<Body>map(value ->
            switch (value) {
              case SdkBytes bytes -> new Body.Bytes(bytes.asByteArray());
              case SdkPojo document -> new Body.Bytes(JsonWriter.write(document));
              default -> throw new IllegalArgumentException("no body is a " + value.getClass());
            })
        .orElse(Body.EMPTY);
  }

  /// A fault's details become members of the error document.
  @Override
  public Reply render(Request request, Fault fault) {
    var members = new LinkedHashMap<String, String>();
    members.put("Type", fault.status() < 500 ? "User" : "Service");
    // Refusals come from what stands before the service, and are spelt in lower case there. Clients
    // read
    // either.
    members.put(fault.code().endsWith("TokenException") ? "message" : "Message", fault.text());
    members.putAll(fault.details());
    return reply(
        request,
        fault.status(),
        List.of(new Header("x-amzn-ErrorType", fault.code())),
        new Body.Bytes(JsonWriter.write(members)));
  }

  private static Reply reply(Request request, int status, List<Header> lines, Body body) {
    var all = new ArrayList<Header>();
    all.add(new Header("x-amzn-RequestId", request.id()));
    all.add(new Header("Content-Type", "application/json"));
    all.addAll(lines);
    return new Reply(status, new Headers(all), body);
  }

  @Override
  public Fault unauthenticated(Refusal refusal) {
    return JsonRefusals.fault(refusal, 403);
  }

  @Override
  public Fault denied(String message) {
    return new Fault(403, "AccessDeniedException", message.isEmpty() ? "Access Denied" : message);
  }

  @Override
  public Fault unknown(String operation) {
    return new Fault(
        501, "NotImplemented", "The operation " + operation + " is not implemented here.");
  }

  @Override
  public boolean quotesResource() {
    return false;
  }
}
