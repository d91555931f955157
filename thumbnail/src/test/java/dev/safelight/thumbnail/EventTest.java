package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Notice.Ignored;
import dev.safelight.thumbnail.Notice.Malformed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
  /// All members that AWS documents for an event of version 2.3.
  static final String RECORD =
      """
      {"eventVersion":"2.3","eventSource":"aws:s3","awsRegion":"us-west-2","eventTime":"1970-01-01T00:00:00.000Z",
      "eventName":"ObjectCreated:Put","userIdentity":{"principalId":"AIDAEXAMPLE"},
      "requestParameters":{"sourceIPAddress":"203.0.113.7"},
      "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURI"},
      "s3":{"s3SchemaVersion":"1.0","configurationId":"originals",
      "bucket":{"name":"amzn-s3-demo-bucket","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},"arn":"arn:aws:s3:::amzn-s3-demo-bucket"},
      "object":{"key":"originals/Happy+Face.jpg","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
      "versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko","sequencer":"0055AED6DCD90281E5"}}}\
      """;

  @Test
  void theDocumentedEventIsUnderstood() {
    assertThat(read("{\"Records\":[" + RECORD + "]}"))
        .containsExactly(
            new Created(
                "amzn-s3-demo-bucket",
                "originals/Happy Face.jpg",
                "d41d8cd98f00b204e9800998ecf8427e",
                1024));
  }

  @Test
  void everyRecordIsReadAndOneThatIsWrongHidesNoOther() {
    var wrong = RECORD.replace("\"size\":1024", "\"size\":-1");
    assertThat(read("{\"Records\":[%s,%s,7,%s]}".formatted(RECORD, wrong, RECORD)))
        .hasSize(4)
        .satisfies(notices -> {
          assertThat(notices.get(0)).isInstanceOf(Created.class).isEqualTo(notices.get(3));
          assertThat(notices.get(1)).isInstanceOf(Malformed.class);
          assertThat(notices.get(2)).isInstanceOf(Malformed.class);
        });
    assertThat(read("{\"Records\":[]}")).isEmpty();
  }

  @Test
  void theTestEventIsIgnored() {
    assertIgnored(
        """
        {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z",
        "Bucket":"amzn-s3-demo-bucket","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3eKxsPzbB9wrR"}\
        """,
        "s3:TestEvent announces no object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"eventSource\":\"aws:s3\" | \"eventSource\":\"aws:sns\" | not a record of aws:s3",
        "\"eventSource\":\"aws:s3\", | '' | not a record of aws:s3",
        "\"eventVersion\":\"2.3\" | \"eventVersion\":\"3.0\" | eventVersion must be 2.x, was \"3.0\"",
        "\"eventVersion\":\"2.3\" | \"eventVersion\":2.3 | eventVersion",
        "amzn-s3-demo-bucket | a/b | no bucket's name",
        "amzn-s3-demo-bucket | a@evil.example | no bucket's name",
        "\"name\": | \"title\": | no bucket's name",
        "originals/Happy+Face.jpg | '' | key is empty",
        "Happy+Face | %C3%28 | object.key",
        "\"key\": | \"clef\": | object.key",
        "\"eTag\" | \"etag\" | eTag",
        "d41d8 | d41\\r\\nd8 | eTag",
        "d41d8 | d41\\\"d8 | eTag",
        "1024 | -1 | size",
        "1024 | 1.5 | size",
        "1024 | \"1024\" | size",
        "1024 | 99999999999999999999 | size",
        "\"s3\":{ | \"s4\":{ | no encoded key",
      })
  void aRecordThatLacksWhatIsNeededIsMalformed(String part, String replacement, String reason) {
    var changed = RECORD.replace(part, replacement);
    assertThat(changed).isNotEqualTo(RECORD);
    assertReason("{\"Records\":[" + changed + "]}", reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "7",
        "\"Records\"",
        "{\"Records\":{}}",
        "{\"Records\":null}",
        "{\"records\":[]}",
        "{\"Records\":[}"
      })
  void whatIsNoEventIsMalformed(String event) {
    assertReason(event, "not an S3 event");
  }

  @Test
  void whatHappensToObjectsBesidesIsIgnored() {
    assertIgnored(
        "{\"Records\":[" + RECORD.replace("ObjectCreated:Put", "ObjectRemoved:Delete") + "]}",
        "ObjectRemoved:Delete");
  }

  /// AWS: "EventBridge event message structure", its example.
  static final String BRIDGED =
      """
      {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created",
      "source":"aws.s3","account":"111122223333","time":"2021-11-12T00:00:00Z","region":"ca-central-1",
      "resources":["arn:aws:s3:::amzn-s3-demo-bucket1"],
      "detail":{"version":"0","bucket":{"name":"amzn-s3-demo-bucket1"},
      "object":{"key":"originals/a+b %2F.jpg","size":5,"etag":"b1946ac92492d2347c6235b4d2611184","version-id":"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e","sequencer":"617f08299329d189"},
      "request-id":"N4N7GDK58NMKJ12R","requester":"123456789012","source-ip-address":"1.2.3.4","reason":"PutObject"}}\
      """;

  @Test
  void aKeyOfEventBridgeIsNotEncoded() {
    assertThat(read(BRIDGED))
        .containsExactly(
            new Created(
                "amzn-s3-demo-bucket1",
                "originals/a+b %2F.jpg",
                "b1946ac92492d2347c6235b4d2611184",
                5));
  }

  @Test
  void otherEventsOfEventBridgeAreIgnoredOrMalformed() {
    assertIgnored(BRIDGED.replace("Object Created", "Object Deleted"), "Object Deleted");
    assertReason(BRIDGED.replace("\"key\"", "\"clef\""), "key is missing");
    assertReason(BRIDGED.replace("\"etag\"", "\"eTag\""), "eTag");
  }

  @Test
  void everyMessageOfAQueueHoldsAnEvent() {
    var messages =
        Event.read(
            queue(
                    message("m1", "{\"Records\":[" + RECORD + "," + RECORD + "]}"),
                    message("m2", BRIDGED),
                    message("m3", "no JSON"),
                    "{\"messageId\":\"m4\",\"eventSource\":\"aws:sqs\"}")
                .getBytes(UTF_8));
    assertThat(messages).extracting(Message::id).containsExactly("m1", "m2", "m3", "m4");
    assertThat(messages).allMatch(Message::isQueued);
    assertThat(messages.get(0).notices()).hasSize(2).hasOnlyElementsOfType(Created.class);
    assertThat(messages.get(1).notices()).hasOnlyElementsOfType(Created.class);
    assertThat(messages.get(2).notices()).hasOnlyElementsOfType(Malformed.class);
    assertThat(messages.get(3).notices()).hasOnlyElementsOfType(Malformed.class);
  }

  @Test
  void aMessageThatCouldNotBeReportedIsNotTakenForOne() {
    var nameless = "{\"eventSource\":\"aws:sqs\",\"body\":\"{}\"}";
    assertThat(Event.read(queue(nameless).getBytes(UTF_8)))
        .singleElement()
        .satisfies(message -> {
          assertThat(message.isQueued()).isFalse();
          assertThat(message.notices()).hasOnlyElementsOfType(Malformed.class);
        });
  }

  @Test
  void aKeyOfAMegabyteOfPercentSignsIsMalformedAndBrieflyToldOf() {
    for (var key : List.of("%".repeat(1 << 20), "%25".repeat(1 << 20), "a".repeat(1025))) {
      var event = "{\"Records\":[" + RECORD.replace("originals/Happy+Face.jpg", key) + "]}";
      assertThat(read(event))
          .singleElement()
          .satisfies(notice -> assertThat(((Malformed) notice).reason()).hasSizeLessThan(400));
    }
  }

  @Test
  void nothingThatIsReadThrows() {
    var random = new java.util.Random(8);
    var seeds = List.of("{\"Records\":[" + RECORD + "]}", BRIDGED, queue(message("m", BRIDGED)));
    for (int round = 0; round < 20_000; round++) {
      var event = seeds.get(round % seeds.size()).getBytes(UTF_8);
      for (int change = random.nextInt(4); change >= 0; change--) {
        event[random.nextInt(event.length)] = (byte) random.nextInt(256);
      }
      assertThat(Event.read(event)).isNotNull();
    }
  }

  static String message(String id, String body) {
    return "{\"messageId\":\"%s\",\"eventSource\":\"aws:sqs\",\"attributes\":{\"ApproximateReceiveCount\":\"1\"},\"body\":%s}"
        .formatted(
            id, dev.safelight.wire.json.JsonPrinter.print(dev.safelight.wire.json.Json.of(body)));
  }

  static String queue(String... messages) {
    return "{\"Records\":" + List.of(messages) + "}";
  }

  private static void assertReason(String event, String reason) {
    assertThat(read(event))
        .singleElement()
        .satisfies(notice -> assertThat(((Malformed) notice).reason()).contains(reason));
  }

  private static void assertIgnored(String event, String reason) {
    assertThat(read(event))
        .singleElement()
        .satisfies(notice -> assertThat(((Ignored) notice).reason()).contains(reason));
  }

  private static List<Notice> read(String event) {
    return Event.read(event.getBytes(UTF_8)).stream()
        .flatMap(message -> message.notices().stream())
        .toList();
  }
}
