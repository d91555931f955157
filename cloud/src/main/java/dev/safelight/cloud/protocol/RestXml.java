package dev.safelight.cloud.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// S3's protocol: requests in path, query, headers and XML become the SDK's shapes, shapes become
/// answers. Thread-safe. See AWS: "Amazon S3 API Reference", "Error responses"; Smithy "AWS restXml
/// protocol".
public final class RestXml implements Protocol {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  /// DeleteObjects and CompleteMultipartUpload have the largest documents: some 2 MB.
  private static final int LARGEST = 4 << 20;

  private static final HttpMembers MEMBERS =
      new HttpMembers(
          (member, problem) -> new Fault(400, "InvalidArgument", member + ": " + problem + "."));
  private static final XmlReader READER = new XmlReader(RestXml::malformed);

  /// The request's shape.
  ///
  /// @param builder of the shape, such as `DeleteObjectsRequest.builder()`
  /// @param labels `Bucket` and `Key`, decoded
  /// @param body the document; not looked at where the shape has none. An empty one leaves its
  ///   member unset.
  /// @throws Fault `InvalidArgument` or `MalformedXML` naming the member that cannot be read
  public <R, B extends SdkPojo & SdkBuilder<?, R>> R read(
      B builder, Request request, Map<String, String> labels, byte[] body) {
    MEMBERS.fill(builder, request, labels);
    if (body.length > 0) {
      Shapes.payload(builder).ifPresent(field -> field.set(builder, payload(field, body)));
    }
    return builder.build();
  }

  private static Object payload(SdkField<?> field, byte[] body) {
    if (body.length > LARGEST) {
      throw new Fault(400, "MaxMessageLengthExceeded", "Your request was too big.");
    }
    return switch (field.marshallingType().getKnownType()) {
      case STRING ->
          Parameters.utf8(body)
              .orElseThrow(() -> malformed(field.locationName(), "this is not UTF-8"));
      case SDK_BYTES -> SdkBytes.fromByteArray(body);
      case SDK_POJO -> document(field, body);
      case NULL,
          DOCUMENT,
          INTEGER,
          LONG,
          SHORT,
          BYTE,
          FLOAT,
          DOUBLE,
          BIG_DECIMAL,
          BOOLEAN,
          INSTANT,
          LIST,
          MAP ->
          throw malformed(field.locationName(), "a body is not expected here");
    };
  }

  private static Object document(SdkField<?> field, byte[] body) {
    var name = field.locationName();
    try {
      var root = XmlElement.parse(body);
      if (!root.name().equals(name)) {
        throw malformed(root.name(), name + " is expected here");
      }
      var builder = Shapes.builder(field);
      READER.fill(builder, root, name);
      return Shapes.build(builder);
    } catch (XmlElement.Malformed broken) {
      throw malformed(name, String.valueOf(broken.getMessage()));
    }
  }

  /// A shape as S3 would write it, to be kept. [#shape] reads it again, which is tried here: what a
  /// client said in XML 1.1 can hold characters that no document in XML 1.0 has.
  ///
  /// @param builder an empty one of the same shape
  /// @throws Fault `MalformedXML` where it could not be read again
  public static String text(String root, SdkPojo builder, SdkPojo shape) {
    var bytes = document(root, shape);
    try {
      READER.fill(builder, XmlElement.parse(bytes), root);
    } catch (XmlElement.Malformed broken) {
      throw malformed(root, "it cannot be kept as XML 1.0: " + broken.getMessage());
    }
    return new String(bytes, UTF_8);
  }

  /// What [#text] wrote.
  public static <R, B extends SdkPojo & SdkBuilder<?, R>> R shape(B builder, String text) {
    try {
      var root = XmlElement.parse(text.getBytes(UTF_8));
      READER.fill(builder, root, root.name());
      return builder.build();
    } catch (XmlElement.Malformed broken) {
      throw new IllegalStateException("what was written here can be read", broken);
    }
  }

  private static Fault malformed(String member, String problem) {
    return new Fault(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema: "
            + member
            + ": "
            + problem
            + ".");
  }

  @Override
  public Reply render(Request request, String operation, Answer answer) {
    return switch (answer) {
      case Answer.Later(var later) -> render(request, operation, later.get());
      case Answer.Again _ -> throw new IllegalStateException("an answer of a call that waits");
      case Answer.Streamed(var status, var shape, var body) ->
          reply(request, status, HttpMembers.write(shape), body);
      case Answer.Shaped(var status, var shape) -> {
        var lines = HttpMembers.write(shape);
        if (request.method().equals("HEAD") || status == 204 || status == 304) {
          yield reply(request, status, lines, Body.EMPTY);
        }
        var payload = Shapes.payload(shape);
        if (payload.isEmpty() && Shapes.inDocument(shape).isEmpty()) {
          yield reply(request, status, lines, Body.EMPTY);
        }
        boolean json = operation.equals("GetBucketPolicy");
        lines.add(new Header("Content-Type", json ? "application/json" : "application/xml"));
        var bytes =
            payload
                .map(field -> payload(operation, field, shape))
                .orElseGet(() -> document(Roots.of(operation), shape));
        yield reply(request, status, lines, new Body.Bytes(bytes));
      }
    };
  }

  private static byte[] payload(String operation, SdkField<?> field, SdkPojo shape) {
    var value = Shapes.value(field, shape).orElse("");
    return switch (value) {
      case SdkPojo document -> document(field.locationName(), document);
      // An empty text: the region us-east-1, which S3 says with an empty element.
      case String text when operation.equals("GetBucketLocation") ->
          writer()
              .open(field.locationName(), NAMESPACE)
              .text(text)
              .close(field.locationName())
              .bytes();
      case String text -> text.getBytes(UTF_8);
      case SdkBytes bytes -> bytes.asByteArray();
      default -> throw new IllegalArgumentException("no document is made of " + value.getClass());
    };
  }

  private static byte[] document(String root, SdkPojo shape) {
    return writer().open(root, NAMESPACE).members(shape).close(root).bytes();
  }

  private static XmlWriter writer() {
    return new XmlWriter(moment -> Times.write(moment, Format.ISO_8601));
  }

  /// A fault's details become elements of the error document, between its message and the request
  /// id.
  @Override
  public Reply render(Request request, Fault fault) {
    if (request.method().equals("HEAD") || fault.status() == 304) {
      return reply(request, fault.status(), headers(fault), Body.EMPTY);
    }
    var lines = headers(fault);
    lines.add(new Header("Content-Type", "application/xml"));
    var error = writer().open("Error").leaf("Code", fault.code()).leaf("Message", fault.text());
    fault.details().forEach(error::leaf);
    error.leaf("RequestId", request.id()).leaf("HostId", host(request)).close("Error");
    return reply(request, fault.status(), lines, new Body.Bytes(error.bytes()));
  }

  private static List<Header> headers(Fault fault) {
    var lines = new ArrayList<Header>();
    fault.headers().forEach((name, value) -> lines.add(new Header(name, value)));
    return lines;
  }

  private static Reply reply(Request request, int status, List<Header> lines, Body body) {
    var all = new ArrayList<Header>();
    all.add(new Header("x-amz-request-id", request.id()));
    all.add(new Header("x-amz-id-2", host(request)));
    all.addAll(lines);
    if (request.method().equals("HEAD")) {
      body.close();
      return new Reply(status, new Headers(all), Body.EMPTY);
    }
    // The listener says how long a body is.
    all.removeIf(line -> line.name().equalsIgnoreCase("Content-Length"));
    return new Reply(status, new Headers(all), body);
  }

  /// S3's second id names the host that answered; there is one here, so it is made of the first.
  private static String host(Request request) {
    return Base64.getEncoder().encodeToString(("safelight/" + request.id()).getBytes(UTF_8));
  }

  @Override
  public Fault unauthenticated(Refusal refusal) {
    return XmlRefusals.fault(refusal);
  }

  @Override
  public Fault denied(String message) {
    return new Fault(403, "AccessDenied", message.isEmpty() ? "Access Denied" : message);
  }

  @Override
  public Fault unknown(String operation) {
    return new Fault(
        501,
        "NotImplemented",
        "A header you provided implies functionality that is not implemented: " + operation);
  }

  @Override
  public boolean quotesResource() {
    return true;
  }
}
