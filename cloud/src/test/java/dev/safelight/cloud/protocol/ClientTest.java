package dev.safelight.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Unmodified clients at the other end: what they send is read as they meant it, what is written
/// they understand.
class ClientTest {
  private static final Map<String, String> OBJECT = Map.of("Bucket", "photos", "Key", "a");
  private final RestXml xml = new RestXml();
  private final RestJson json = new RestJson();
  private final AwsJson logs = new AwsJson("1.1", "Logs_20140328", CloudWatchLogsRequest.class);

  private static S3Client s3(Function<Request, Reply> answer) {
    return S3Client.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create("http://localhost"))
        .forcePathStyle(true)
        .credentialsProvider(Wire.CREDENTIALS)
        .httpClient(new Wire(answer))
        .build();
  }

  private static LambdaClient lambda(Function<Request, Reply> answer) {
    return LambdaClient.builder()
        .region(Region.US_EAST_1)
        .endpointOverride(URI.create("http://localhost"))
        .credentialsProvider(Wire.CREDENTIALS)
        .httpClient(new Wire(answer))
        .build();
  }

  @Test
  void aNotificationIsReadAsTheClientMeantIt() {
    var sent =
        PutBucketNotificationConfigurationRequest.builder()
            .bucket("photos")
            .notificationConfiguration(it ->
                it.lambdaFunctionConfigurations(told ->
                    told.id("thumb")
                        .lambdaFunctionArn("arn:aws:lambda:us-east-1:1:function:t")
                        .eventsWithStrings("s3:ObjectCreated:*")
                        .filter(filter ->
                            filter.key(
                                key -> key.filterRules(rule -> rule.name("prefix").value("a/"))))))
            .build();
    Function<Request, Reply> answer =
        request -> {
          var read =
              xml.read(
                  PutBucketNotificationConfigurationRequest.builder(),
                  request,
                  Map.of("Bucket", "photos"),
                  InMemory.bytes(request.payload()));
          assertThat(read.notificationConfiguration()).isEqualTo(sent.notificationConfiguration());
          return xml.render(
              request,
              "PutBucketNotificationConfiguration",
              Answer.of(PutBucketNotificationConfigurationResponse.builder().build()));
        };
    try (var client = s3(answer)) {
      assertThat(client.putBucketNotificationConfiguration(sent).responseMetadata().requestId())
          .isEqualTo("4442587FB7D0A2F9");
    }
  }

  @Test
  void anUploadIsCompleted() {
    var parts =
        CompletedMultipartUpload.builder()
            .parts(
                CompletedPart.builder().partNumber(1).eTag("\"1\"").checksumCRC32("AA==").build(),
                CompletedPart.builder().partNumber(2).eTag("\"2\"").build())
            .build();
    Function<Request, Reply> answer =
        request -> {
          var read =
              xml.read(
                  CompleteMultipartUploadRequest.builder(),
                  request,
                  OBJECT,
                  InMemory.bytes(request.payload()));
          assertThat(read.multipartUpload()).isEqualTo(parts);
          assertThat(read.uploadId()).isEqualTo("u/1+");
          return xml.render(
              request,
              "CompleteMultipartUpload",
              Answer.of(
                  CompleteMultipartUploadResponse.builder()
                      .eTag("\"3-2\"")
                      .bucket("photos")
                      .serverSideEncryption("AES256")
                      .build()));
        };
    try (var client = s3(answer)) {
      var done =
          client.completeMultipartUpload(
              it -> it.bucket("photos").key("a").uploadId("u/1+").multipartUpload(parts));
      assertThat(done.eTag()).isEqualTo("\"3-2\"");
      assertThat(done.serverSideEncryptionAsString()).isEqualTo("AES256");
    }
  }

  @Test
  void listingsAndLocationsAreUnderstood() {
    var listing =
        ListObjectsV2Response.builder()
            .name("photos")
            .keyCount(1)
            .isTruncated(false)
            .contents(
                it -> it.key("ü \"&").size(3L).lastModified(Instant.parse("2026-01-01T00:00:00Z")))
            .commonPrefixes(it -> it.prefix("p/"))
            .build();
    try (var client = s3(it -> xml.render(it, "ListObjectsV2", Answer.of(listing)))) {
      var read = client.listObjectsV2(it -> it.bucket("photos"));
      assertThat(read.equalsBySdkFields(listing)).as(read.toString()).isTrue();
    }
    var location =
        GetBucketLocationResponse.builder()
            .locationConstraint(BucketLocationConstraint.EU_WEST_1)
            .build();
    try (var client = s3(it -> xml.render(it, "GetBucketLocation", Answer.of(location)))) {
      assertThat(client.getBucketLocation(it -> it.bucket("photos")).locationConstraint())
          .isEqualTo(BucketLocationConstraint.EU_WEST_1);
    }
  }

  @Test
  void objectsAndTheirMetadataArrive() {
    var shape =
        GetObjectResponse.builder()
            .contentType("image/jpeg")
            .contentLength(4L)
            .lastModified(Instant.parse("2026-01-01T00:00:00Z"))
            .metadata(Map.of("camera", "F3"))
            .build();
    Function<Request, Reply> answer =
        request ->
            xml.render(
                request,
                "GetObject",
                new Answer.Streamed(200, shape, new Body.Bytes(Requests.bytes("data"))));
    try (var client = s3(answer)) {
      var got = client.getObjectAsBytes(it -> it.bucket("photos").key("a"));
      assertThat(got.asUtf8String()).isEqualTo("data");
      assertThat(got.response().metadata()).isEqualTo(Map.of("camera", "F3"));
      assertThat(got.response().lastModified()).isEqualTo(shape.lastModified());
    }
    var head = HeadObjectResponse.builder().contentLength(4L).build();
    try (var client = s3(it -> xml.render(it, "HeadObject", Answer.of(head)))) {
      assertThat(client.headObject(it -> it.bucket("photos").key("a")).contentLength())
          .isEqualTo(4);
    }
  }

  @Test
  void faultsBecomeTheClientsExceptions() {
    var missing = new Fault(404, "NoSuchKey", "The specified key does not exist.");
    try (var client = s3(it -> xml.render(it, missing))) {
      assertThatExceptionOfType(NoSuchKeyException.class)
          .isThrownBy(() -> client.getObjectAsBytes(it -> it.bucket("photos").key("a")))
          .withMessageContaining("4442587FB7D0A2F9");
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(() -> client.headObject(it -> it.bucket("photos").key("a")))
          .matches(refusal -> refusal.statusCode() == 404);
    }
    var gone = new Fault(404, "ResourceNotFoundException", "Function not found: thumb");
    try (var client = lambda(it -> json.render(it, gone))) {
      assertThatExceptionOfType(ResourceNotFoundException.class)
          .isThrownBy(() -> client.getFunction(it -> it.functionName("thumb")))
          .withMessageContaining("Function not found: thumb")
          .matches(refusal -> refusal.type().equals("User"));
    }
  }

  @Test
  void functionsAreDefinedAndInvoked() {
    var sent =
        CreateFunctionRequest.builder()
            .functionName("thumb")
            .runtime("java25")
            .timeout(30)
            .publish(true)
            .environment(it -> it.variables(Map.of("A", "\u0000ü")))
            .code(it -> it.zipFile(SdkBytes.fromByteArray(new byte[] {80, 75, 3, 4})))
            .build();
    Function<Request, Reply> create =
        request -> {
          var read =
              json.read(
                  CreateFunctionRequest.builder(),
                  request,
                  Map.of(),
                  InMemory.bytes(request.payload()));
          assertThat(read).isEqualTo(sent);
          return json.render(
              request,
              "CreateFunction",
              new Answer.Shaped(
                  201, CreateFunctionResponse.builder().functionName("thumb").build()));
        };
    try (var client = lambda(create)) {
      assertThat(client.createFunction(sent).functionName()).isEqualTo("thumb");
    }
    Function<Request, Reply> invoke =
        request -> {
          var read =
              json.read(
                  InvokeRequest.builder(),
                  request,
                  Map.of("FunctionName", "thumb"),
                  InMemory.bytes(request.payload()));
          return json.render(
              request,
              "Invoke",
              new Answer.Later(() ->
                  Answer.of(
                      InvokeResponse.builder()
                          .payload(read.payload())
                          .executedVersion("$LATEST")
                          .build())));
        };
    try (var client = lambda(invoke)) {
      var answer =
          client.invoke(
              it -> it.functionName("thumb").payload(SdkBytes.fromUtf8String("{\"a\":1}")));
      assertThat(answer.payload().asUtf8String()).isEqualTo("{\"a\":1}");
      assertThat(answer.executedVersion()).isEqualTo("$LATEST");
      assertThat(answer.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void logsAreSearched() {
    Function<Request, Reply> answer =
        request -> {
          assertThat(logs.operation(request)).isEqualTo("FilterLogEvents");
          var read = logs.read(FilterLogEventsRequest.builder(), InMemory.bytes(request.payload()));
          assertThat(read.logGroupName()).isEqualTo("/aws/lambda/thumb");
          return logs.render(
              request,
              "FilterLogEvents",
              Answer.of(
                  FilterLogEventsResponse.builder()
                      .events(FilteredLogEvent.builder().message("hi").timestamp(7L).build())
                      .build()));
        };
    try (var client =
        CloudWatchLogsClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://localhost"))
            .credentialsProvider(Wire.CREDENTIALS)
            .httpClient(new Wire(answer))
            .build()) {
      var found = client.filterLogEvents(it -> it.logGroupName("/aws/lambda/thumb"));
      assertThat(found.events()).extracting(FilteredLogEvent::message).isEqualTo(List.of("hi"));
    }
  }
}
