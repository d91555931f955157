package dev.safelight.thumbnail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.thumbnail.Notice.Created;
import dev.safelight.thumbnail.Notice.Ignored;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3EventTest {
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
          assertThat(notices.get(1)).isInstanceOf(Ignored.class);
          assertThat(notices.get(2)).isInstanceOf(Ignored.class);
        });
    assertThat(read("{\"Records\":[]}")).isEmpty();
  }

  @Test
  void theTestEventIsIgnored() {
    assertReason(
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
        "\"eventSource\":\"aws:s3\" | \"eventSource\":\"aws:sqs\" | not an ObjectCreated event",
        "\"eventSource\":\"aws:s3\", | '' | not an ObjectCreated event",
        "ObjectCreated:Put | ObjectRemoved:Delete | \"ObjectRemoved:Delete\"",
        "\"eventVersion\":\"2.3\" | \"eventVersion\":\"3.0\" | eventVersion must be 2.x, was \"3.0\"",
        "\"eventVersion\":\"2.3\" | \"eventVersion\":2.3 | eventVersion",
        "amzn-s3-demo-bucket | a/b | bucket.name",
        "amzn-s3-demo-bucket | a@evil.example | bucket.name",
        "\"name\": | \"title\": | bucket.name",
        "originals/Happy+Face.jpg | '' | object.key",
        "Happy+Face | %C3%28 | object.key",
        "\"key\": | \"clef\": | object.key",
        "\"eTag\" | \"etag\" | eTag",
        "d41d8 | d41\\r\\nd8 | eTag",
        "d41d8 | d41\\\"d8 | eTag",
        "1024 | -1 | size",
        "1024 | 1.5 | size",
        "1024 | \"1024\" | size",
        "1024 | 99999999999999999999 | size",
        "\"s3\":{ | \"s4\":{ | bucket.name",
      })
  void aRecordThatLacksWhatIsNeededIsIgnoredWithAReason(
      String part, String replacement, String reason) {
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
  void whatIsNoEventIsIgnoredWithAReason(String event) {
    assertReason(event, "not an S3 event");
  }

  private static void assertReason(String event, String reason) {
    assertThat(read(event))
        .singleElement()
        .satisfies(notice -> assertThat(((Ignored) notice).reason()).contains(reason));
  }

  private static List<Notice> read(String event) {
    return S3Event.read(event.getBytes(UTF_8));
  }
}
