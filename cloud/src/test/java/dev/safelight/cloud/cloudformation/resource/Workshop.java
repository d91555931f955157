package dev.safelight.cloud.cloudformation.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.Inside;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Header;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Request;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.wire.sigv4.ContentHash;
import dev.safelight.wire.sigv4.Credentials;
import dev.safelight.wire.sigv4.HttpParts;
import dev.safelight.wire.sigv4.Signer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreateGroupRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/// A real environment in which resources are made, and power cuts while they are.
final class Workshop implements AutoCloseable {
  static final String ACCOUNT = "123456789012";
  static final String REGION = "us-east-1";
  static final int NEVER = Integer.MAX_VALUE;

  private final Inside inside;
  private Optional<Credentials> uploader = Optional.empty();
  Caller caller = new Caller.Root(ACCOUNT);

  Workshop(Path data) {
    inside = new Inside(data);
  }

  /// The power went.
  static final class Cut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /// What the examples need around them.
  Workshop furnished() {
    for (var name : List.of("worker-1", "worker-2")) {
      call(
          CreateRoleRequest.builder()
              .roleName(name)
              .assumeRolePolicyDocument(Examples.TRUST.formatted("lambda"))
              .build());
    }
    call(
        PutRolePolicyRequest.builder()
            .roleName("worker-1")
            .policyName("work")
            .policyDocument(Examples.DOCUMENT.formatted("sqs:*"))
            .build());
    call(CreateUserRequest.builder().userName("eve").build());
    call(CreateGroupRequest.builder().groupName("team").build());
    call(CreateGroupRequest.builder().groupName("crew").build());
    call(CreateBucketRequest.builder().bucket("shelf").build());
    call(CreateBucketRequest.builder().bucket("artifacts").build());
    call(
        PutBucketVersioningRequest.builder()
            .bucket("artifacts")
            .versioningConfiguration(versioning -> versioning.status("Enabled"))
            .build());
    put("artifacts", "one.zip", FunctionExamples.zip("one"));
    put("artifacts", "two.zip", FunctionExamples.zip("two"));
    call(CreateQueueRequest.builder().queueName("inbox").build());
    call(CreateQueueRequest.builder().queueName("outbox").build());
    call(CreateQueueRequest.builder().queueName("crate").build());
    call(FunctionExamples.maker("maker"));
    call(FunctionExamples.maker("draft"));
    call(PublishVersionRequest.builder().functionName("maker").build());
    call(
        AddPermissionRequest.builder()
            .functionName("maker")
            .statementId("s3")
            .action("lambda:InvokeFunction")
            .principal("s3.amazonaws.com")
            .build());
    call(
        SetQueueAttributesRequest.builder()
            .queueUrl(queue("outbox"))
            .attributes(
                Map.of(
                    QueueAttributeName.POLICY,
                    """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:*",
                     "Resource": "*", "Principal": {"Service": "s3.amazonaws.com"}}]}\
                    """))
            .build());
    return this;
  }

  /// Puts an object, signed and from outside: nobody inside carries bytes.
  ///
  /// @return its version
  String put(String bucket, String key, byte[] bytes) {
    if (uploader.isEmpty()) {
      call(CreateUserRequest.builder().userName("uploader").build());
      call(
          PutUserPolicyRequest.builder()
              .userName("uploader")
              .policyName("upload")
              .policyDocument(Examples.DOCUMENT.formatted("s3:PutObject"))
              .build());
      var made =
          ((CreateAccessKeyResponse)
                  call(CreateAccessKeyRequest.builder().userName("uploader").build()))
              .accessKey();
      uploader = Optional.of(new Credentials(made.accessKeyId(), made.secretAccessKey(), ""));
    }
    var target = "/" + bucket + "/" + key;
    var host =
        List.of(
            new dev.safelight.wire.sigv4.Header("Host", "localhost"),
            new dev.safelight.wire.sigv4.Header("Content-Length", String.valueOf(bytes.length)));
    var now = Instant.now();
    var signed =
        Signer.sign(
            new HttpParts("PUT", target, host),
            uploader.get(),
            REGION,
            "s3",
            now,
            ContentHash.of(bytes));
    var lines =
        signed.request().headers().stream()
            .map(line -> new Header(line.name(), line.value()))
            .toList();
    var reply =
        inside.handle(
            new Request(
                "request-1",
                now,
                "PUT",
                target,
                new Headers(lines),
                Payload.of(bytes),
                new Peer("127.0.0.1", "")));
    assertThat(reply.status()).isEqualTo(200);
    return reply.headers().first("x-amz-version-id").orElseThrow();
  }

  /// The address of a queue, as its service says it.
  static String queue(String name) {
    return "https://127.0.0.1:4567/" + ACCOUNT + '/' + name;
  }

  SdkPojo call(SdkPojo shape) {
    return inside.front().call(caller, REGION, shape);
  }

  /// What a stack remembers of one piece of work, over power cuts.
  final class Work implements Calls {
    final List<Map<String, String>> marks = new ArrayList<>();
    final List<SdkPojo> made = new ArrayList<>();
    String begun = "";
    private int next;
    private int left;

    /// Starts from the beginning, as after a restart.
    Work attempt(int calls) {
      next = 0;
      left = calls;
      return this;
    }

    @Override
    public SdkPojo call(SdkPojo request) {
      var answer = Workshop.this.call(request);
      made.add(request);
      cut();
      return answer;
    }

    @Override
    public Map<String, String> once(SdkPojo request, List<String> kept) {
      if (!nextIsMade()) {
        assertThat(begun.isEmpty() && kept.isEmpty()).as("begun before " + request).isFalse();
        var answer = Workshop.this.call(request);
        made.add(request);
        marks.add(Kept.of(answer, kept));
        next++;
        cut();
        return marks.getLast();
      }
      return marks.get(next++);
    }

    @Override
    public boolean nextIsMade() {
      return next < marks.size();
    }

    @Override
    public void begins(String physicalId) {
      assertThat(begun).isIn("", physicalId);
      begun = physicalId;
    }

    private void cut() {
      if (--left == 0) {
        throw new Cut();
      }
    }
  }

  static Node.Fields fields(String json) {
    return (Node.Fields) Document.readJson(json);
  }

  static Wanted wanted(String properties, SequencedMap<String, String> tags) {
    return new Wanted(
        ACCOUNT,
        REGION,
        "photos",
        "arn:aws:cloudformation:us-east-1:123456789012:stack/photos/1",
        "Thing",
        "A1B2C3D4E5F6",
        tags,
        fields(properties));
  }

  static Wanted wanted(String properties) {
    return wanted(properties, new LinkedHashMap<>());
  }

  static Standing standing(Made made, Wanted wanted) {
    return new Standing(
        ACCOUNT,
        REGION,
        wanted.stackName(),
        made.physicalId(),
        made.attributes(),
        wanted.tags(),
        wanted.properties());
  }

  Made create(ResourceType type, Wanted wanted) {
    return type.create(wanted, new Work().attempt(NEVER));
  }

  Made create(String type, String properties) {
    return create(type(type), wanted(properties));
  }

  void delete(ResourceType type, Made made, Wanted wanted) {
    type.delete(standing(made, wanted), new Work().attempt(NEVER));
  }

  static ResourceType type(String name) {
    return ResourceTypes.all().get(name);
  }

  /// The code of the fault that a call ends in; empty where it succeeds.
  String fault(Runnable work) {
    try {
      work.run();
      return "";
    } catch (Fault fault) {
      return fault.code();
    }
  }

  @Override
  public void close() {
    inside.close();
  }
}
