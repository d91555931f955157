package dev.safelight.cloud.protocol;

import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// The protocol of IAM, STS and CloudFormation: a form in, XML out. Thread-safe. See AWS: "IAM API
/// Reference", "Making query requests", "Common errors"; Smithy "AWS query protocol".
///
/// @param version the API's version, such as `2010-05-08`
/// @param namespace of answers, such as `https://iam.amazonaws.com/doc/2010-05-08/`
/// @param shape any class of the SDK's package of shapes, such as `IamRequest`
/// @param empty operations whose result is there and says nothing: clients look for its element
public record Query(String version, String namespace, Class<?> shape, Set<String> empty)
    implements Protocol {
  private static final Complaint COMPLAINT =
      (member, problem) -> new Fault(400, "ValidationError", member + ": " + problem);

  public Query {
    empty = Set.copyOf(empty);
  }

  public Query(String version, String namespace, Class<?> shape) {
    this(version, namespace, shape, Set.of());
  }

  /// A request's parameters, decoded, without those of a presigned link.
  public record Form(String action, Map<String, String> parameters) {
    public Form {
      parameters = Map.copyOf(parameters);
    }
  }

  /// What a request asks for. `GET` is answered like `POST`: links to `GetCallerIdentity` prove who
  /// somebody is.
  ///
  /// @throws Fault `MissingAction`, `InvalidAction` for another version, `ValidationError`
  public Form form(Request request) {
    var parameters = Parameters.parse(request.query(), COMPLAINT);
    parameters.keySet().removeIf(name -> name.startsWith("X-Amz-"));
    var body = InMemory.bytes(request.payload());
    var text =
        Parameters.utf8(body).orElseThrow(() -> COMPLAINT.of("body", "the form is not UTF-8"));
    Parameters.parse(text, COMPLAINT)
        .forEach((name, value) -> {
          if (parameters.put(name, value) != null) {
            throw COMPLAINT.of(name, "this parameter may be given once");
          }
        });
    var action = parameters.remove("Action");
    if (action == null || action.isEmpty()) {
      throw new Fault(
          400, "MissingAction", "The request must name its operation in the parameter Action.");
    }
    var asked = parameters.remove("Version");
    if (!version.equals(asked)) {
      throw new Fault(
          400,
          "InvalidAction",
          "Could not find operation %s for version %s"
              .formatted(action, asked == null ? "NO_VERSION_SPECIFIED" : asked));
    }
    return new Form(action, parameters);
  }

  /// The form's shape.
  ///
  /// @throws Fault `ValidationError` naming the parameter that cannot be read
  public <R, B extends SdkPojo & SdkBuilder<?, R>> R read(B builder, Form form) {
    FormReader.fill(builder, form.parameters(), COMPLAINT);
    return builder.build();
  }

  @Override
  public Reply render(Request request, String operation, Answer answer) {
    return switch (answer) {
      case Answer.Later(var later) -> render(request, operation, later.get());
      case Answer.Again _ -> throw new IllegalStateException("an answer of a call that waits");
      case Answer.Streamed(var status, _, var body) -> reply(request, status, body);
      case Answer.Shaped(var status, var result) -> {
        var xml = new XmlWriter(Times::writeShort).open(operation + "Response", namespace);
        if (!result.sdkFields().isEmpty() || empty.contains(operation)) {
          xml.open(operation + "Result").members(result).close(operation + "Result");
        }
        xml.open("ResponseMetadata").leaf("RequestId", request.id()).close("ResponseMetadata");
        yield reply(request, status, new Body.Bytes(xml.close(operation + "Response").bytes()));
      }
    };
  }

  /// A fault's details become elements of the error.
  @Override
  public Reply render(Request request, Fault fault) {
    var xml =
        new XmlWriter(Times::writeShort)
            .open("ErrorResponse", namespace)
            .open("Error")
            .leaf("Type", fault.status() < 500 ? "Sender" : "Receiver")
            .leaf("Code", fault.code())
            .leaf("Message", fault.text());
    fault.details().forEach(xml::leaf);
    xml.close("Error").leaf("RequestId", request.id()).close("ErrorResponse");
    return reply(request, fault.status(), new Body.Bytes(xml.bytes()));
  }

  private static Reply reply(Request request, int status, Body body) {
    return new Reply(
        status, Headers.of("x-amzn-RequestId", request.id(), "Content-Type", "text/xml"), body);
  }

  @Override
  public Fault unauthenticated(Refusal refusal) {
    return switch (refusal.reason()) {
      case MISSING ->
          new Fault(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
      case MALFORMED ->
          new Fault(
              400,
              "IncompleteSignature",
              Skew.or(refusal.detail(), "The Authorization header cannot be read."));
      case UNKNOWN_KEY, WRONG_TOKEN ->
          new Fault(
              403,
              "InvalidClientTokenId",
              "The security token included in the request is invalid.");
      case EXPIRED_TOKEN ->
          new Fault(403, "ExpiredToken", "The security token included in the request is expired");
      case WRONG_SIGNATURE, UNSIGNED_HEADERS ->
          new Fault(403, "SignatureDoesNotMatch", Skew.WRONG_SIGNATURE);
      case SKEWED, EXPIRED_LINK -> new Fault(403, "SignatureDoesNotMatch", Skew.message(refusal));
      case WRONG_SCOPE ->
          new Fault(
              403,
              "SignatureDoesNotMatch",
              Skew.or(refusal.detail(), "Credential should be scoped to correct service."));
    };
  }

  @Override
  public Fault denied(String message) {
    return new Fault(403, "AccessDenied", message.isEmpty() ? "Access Denied" : message);
  }

  @Override
  public Fault unknown(String operation) {
    return Shapes.knows(shape, operation)
        ? new Fault(
            501, "NotImplemented", "The operation " + operation + " is not implemented here.")
        : new Fault(
            400,
            "InvalidAction",
            "Could not find operation %s for version %s".formatted(operation, version));
  }

  @Override
  public boolean quotesResource() {
    return false;
  }
}
