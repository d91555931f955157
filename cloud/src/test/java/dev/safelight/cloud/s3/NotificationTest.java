package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.safelight.cloud.call.Payload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is told of what, and in which words.
class NotificationTest {
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:thumb";
  private static final String CONSENT =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
       "Principal": {"Service": "s3.amazonaws.com"}, "Action": "lambda:InvokeFunction",
       "Resource": "arn:aws:lambda:us-east-1:123456789012:function:thumb", "Condition": {
        "ArnLike": {"aws:SourceArn": "arn:aws:s3:::photos"},
        "StringEquals": {"aws:SourceAccount": "123456789012"}}}}\
      """;

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
    bench.call("PUT", "/photos");
    bench.functionPolicies.put(FUNCTION, CONSENT);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String rule(String id, String event, String prefix, String suffix) {
    return """
    <CloudFunctionConfiguration><Id>%s</Id><CloudFunction>%s</CloudFunction><Event>%s</Event>\
    <Filter><S3Key><FilterRule><Name>prefix</Name><Value>%s</Value></FilterRule>\
    <FilterRule><Name>Suffix</Name><Value>%s</Value></FilterRule></S3Key></Filter>\
    </CloudFunctionConfiguration>\
    """
        .formatted(id, FUNCTION, event, prefix, suffix);
  }

  private Bench.Response configure(String... rules) {
    return bench.put(
        "/photos?notification",
        "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
            + String.join("", rules)
            + "</NotificationConfiguration>");
  }

  private List<JsonNode> records() throws Exception {
    var records = new ArrayList<JsonNode>();
    for (var event : bench.events) {
      records.add(Json.MAPPER.readTree(event.document()).path("Records").path(0));
    }
    return records;
  }

  @Test
  void aFunctionIsToldWhatAwsTells() throws Exception {
    assertThat(configure(rule("thumb", "s3:ObjectCreated:*", "originals/", ".jpg")).status())
        .isEqualTo(200);
    bench.put("/photos/originals/a%20b%2B%C3%A9.jpg", "hello");
    bench.put("/photos/other.jpg", "hello");
    bench.put("/photos/originals/a.png", "hello");
    bench.call("DELETE", "/photos/originals/a%20b%2B%C3%A9.jpg");

    assertThat(bench.events).hasSize(1);
    var event = bench.events.getFirst();
    assertThat(event.principal()).isEqualTo("s3.amazonaws.com");
    assertThat(event.sourceArn()).isEqualTo("arn:aws:s3:::photos");
    assertThat(event.sourceAccount()).isEqualTo("123456789012");
    assertThat(event.destination()).isEqualTo(FUNCTION);
    var wanted =
        """
        {"Records": [{"eventVersion": "2.1", "eventSource": "aws:s3", "awsRegion": "us-east-1",
          "eventTime": "2026-11-24T12:00:00.250Z", "eventName": "ObjectCreated:Put",
          "userIdentity": {"principalId": "AWS:AIDAADMIN"},
          "requestParameters": {"sourceIPAddress": "192.0.2.7"},
          "responseElements": {"x-amz-request-id": "REQUEST2", "x-amz-id-2": "REQUEST2"},
          "s3": {"s3SchemaVersion": "1.0", "configurationId": "thumb",
            "bucket": {"name": "photos", "ownerIdentity": {"principalId": "%s"},
              "arn": "arn:aws:s3:::photos"},
            "object": {"key": "originals/a+b%%2B%%C3%%A9.jpg", "size": 5,
              "eTag": "5d41402abc4b2a76b9719d911017c592", "sequencer": "%s"}}}]}\
        """
            .formatted(
                Buckets.owner("123456789012").id(),
                records().getFirst().path("s3").path("object").path("sequencer").asText());
    assertThat(Json.MAPPER.readTree(event.document())).isEqualTo(Json.MAPPER.readTree(wanted));
  }

  @Test
  void everyKindOfChangeHasItsName() throws Exception {
    configure(
        rule("made", "s3:ObjectCreated:*", "", ""), rule("gone", "s3:ObjectRemoved:*", "", ""));
    bench.put("/photos/a", "hello");
    bench.call("PUT", "/photos/b", "x-amz-copy-source", "photos/a");
    var upload = bench.call("POST", "/photos/c?uploads").element("UploadId");
    var tag = bench.put("/photos/c?partNumber=1&uploadId=" + upload, "hello").header("ETag");
    bench.post(
        "/photos/c?uploadId=" + upload,
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
            + tag
            + "</ETag></Part></CompleteMultipartUpload>");
    bench.call("DELETE", "/photos/a");
    bench.call("DELETE", "/photos/a");
    assertThat(records().stream().map(one -> one.path("eventName").asText()))
        .containsExactly(
            "ObjectCreated:Put",
            "ObjectCreated:Copy",
            "ObjectCreated:CompleteMultipartUpload",
            "ObjectRemoved:Delete");
    assertThat(
            records().stream().map(one -> one.path("s3").path("object").path("sequencer").asText()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(records().getLast().path("s3").path("object").has("size")).isFalse();
  }

  @Test
  void aDeniedOrFailedWriteTellsNobody() {
    configure(rule("made", "s3:ObjectCreated:*", "", ""));
    bench.put("/photos/a", "hello", "If-Match", "\"x\"");
    bench.put("/photos/a", "hello", "x-amz-checksum-crc32", "AAAAAA==");
    bench.as(Bench.ANONYMOUS, "PUT", "/photos/a", Payload.NONE);
    assertThat(bench.events).isEmpty();
  }

  @Test
  void aFunctionThatDoesNotConsentIsNotConfigured() {
    bench.functionPolicies.put(FUNCTION, CONSENT.replace("s3:::photos", "s3:::other"));
    var refused = configure(rule("thumb", "s3:ObjectCreated:*", "", ""));
    assertThat(refused.element("Code")).isEqualTo("InvalidArgument");
    assertThat(refused.element("Message"))
        .isEqualTo("Unable to validate the following destination configurations");
    assertThat(bench.call("GET", "/photos?notification").elements("Id")).isEmpty();
  }

  @Test
  void aConfigurationIsReadBackAndReplaced() {
    configure(rule("one", "s3:ObjectCreated:Put", "a/", ".jpg"));
    var got = bench.call("GET", "/photos?notification");
    assertThat(got.text()).contains("<CloudFunctionConfiguration><Id>one</Id>");
    assertThat(got.elements("Event")).containsExactly("s3:ObjectCreated:Put");
    assertThat(got.elements("Value")).containsExactly("a/", ".jpg");
    configure();
    assertThat(bench.call("GET", "/photos?notification").elements("Id")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ObjectCreated:*, a/, .jpg, s3:ObjectCreated:*, a/b/, x.jpg, 400",
    "s3:ObjectCreated:*, '', .jpg, s3:ObjectCreated:Put, a/, .jpg, 400",
    "s3:ObjectCreated:*, '', '', s3:ObjectCreated:*, '', '', 400",
    "s3:ObjectCreated:*, a/, .jpg, s3:ObjectCreated:*, a/, .png, 200",
    "s3:ObjectCreated:*, a/, .jpg, s3:ObjectCreated:*, b/, .jpg, 200",
    "s3:ObjectCreated:*, a/, .jpg, s3:ObjectRemoved:*, a/, .jpg, 200",
    "s3:ObjectCreated:Put, a/, .jpg, s3:ObjectCreated:Copy, a/, .jpg, 200"
  })
  void rulesThatCouldBothMatchAreRefused(
      String event,
      String prefix,
      String suffix,
      String other,
      String with,
      String end,
      int status) {
    assertThat(
            configure(rule("one", event, prefix, suffix), rule("two", other, with, end)).status())
        .isEqualTo(status);
  }

  private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:made";
  private static final String TO_QUEUE =
      "<QueueConfiguration><Id>q</Id><Queue>%s</Queue><Event>s3:ObjectCreated:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name><Value>a/</Value></FilterRule></S3Key></Filter></QueueConfiguration>"
          .formatted(QUEUE);

  private void consentOfTheQueue() {
    bench.functionPolicies.put(
        QUEUE,
        CONSENT
            .replace("lambda:InvokeFunction", "sqs:SendMessage")
            .replace("arn:aws:lambda:us-east-1:123456789012:function:thumb", QUEUE));
  }

  @Test
  void aQueueThatDoesNotConsentIsNotConfigured() {
    var refused = configure(TO_QUEUE);
    assertThat(refused.element("Message"))
        .isEqualTo("Unable to validate the following destination configurations");
    assertThat(refused.element("ArgumentValue1"))
        .isEqualTo(
            "Permissions on the destination queue do not allow S3 to publish notifications from this bucket");
    assertThat(bench.events).isEmpty();
  }

  @Test
  void aQueueIsSentATestMessageAndThenWhatAFunctionIsTold() throws Exception {
    consentOfTheQueue();
    assertThat(configure(TO_QUEUE, rule("f", "s3:ObjectCreated:*", "b/", "")).status())
        .isEqualTo(200);
    var test = Json.MAPPER.readTree(bench.events.getFirst().document());
    assertThat(test.path("Event").asText()).isEqualTo("s3:TestEvent");
    assertThat(test.path("Bucket").asText()).isEqualTo("photos");
    bench.put("/photos/a/x", "hello");
    bench.put("/photos/b/x", "hello");
    assertThat(bench.events)
        .extracting(dev.safelight.cloud.call.Event::destination)
        .containsExactly(QUEUE, QUEUE, FUNCTION);
    assertThat(records().get(1).path("s3").path("configurationId").asText()).isEqualTo("q");
    var got = bench.call("GET", "/photos?notification").text();
    assertThat(got)
        .contains("<Queue>" + QUEUE + "</Queue>")
        .contains("<CloudFunction>" + FUNCTION + "</CloudFunction>");
  }

  @Test
  void aQueueAndAFunctionCannotBothBeToldOfTheSame() {
    consentOfTheQueue();
    assertThat(configure(TO_QUEUE, rule("f", "s3:ObjectCreated:*", "a/b", "")).status())
        .isEqualTo(400);
  }

  @Test
  void whatIsNotHereIsRefusedByName() {
    assertThat(configure("<TopicConfiguration></TopicConfiguration>").status()).isEqualTo(501);
    assertThat(configure("<EventBridgeConfiguration></EventBridgeConfiguration>").status())
        .isEqualTo(501);
    assertThat(configure(rule("one", "s3:ObjectTagging:*", "", "")).status()).isEqualTo(501);
    assertThat(configure(rule("one", "s3:ObjectPainted:*", "", "")).status()).isEqualTo(400);
    assertThat(
            configure(rule("one", "s3:ObjectCreated:*", "", "").replace("Suffix", "middle"))
                .status())
        .isEqualTo(400);
    assertThat(
            configure(rule("one", "s3:ObjectCreated:*", "", "").replace("Suffix", "prefix"))
                .status())
        .isEqualTo(400);
    assertThat(
            configure(
                    rule("one", "s3:ObjectCreated:*", "", "")
                        .replace("lambda:us-east-1", "lambda:eu-west-1"))
                .status())
        .isEqualTo(400);
    assertThat(
            configure(
                    rule("one", "s3:ObjectCreated:*", "a", ""),
                    rule("one", "s3:ObjectCreated:*", "b", ""))
                .status())
        .isEqualTo(400);
  }
}
