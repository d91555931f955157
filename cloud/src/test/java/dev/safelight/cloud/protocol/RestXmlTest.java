package dev.safelight.cloud.protocol;

import static dev.safelight.cloud.protocol.Requests.body;
import static dev.safelight.cloud.protocol.Requests.bytes;
import static dev.safelight.cloud.protocol.Requests.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.authorise.Refusal.Reason;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;

class RestXmlTest {
  private static final Map<String, String> BUCKET = Map.of("Bucket", "photos");
  private static final Map<String, String> OBJECT = Map.of("Bucket", "photos", "Key", "a b/ü.jpg");
  private final RestXml xml = new RestXml();

  private DeleteObjectsRequest delete(String document) {
    return xml.read(DeleteObjectsRequest.builder(), get("/photos?delete"), BUCKET, bytes(document));
  }

  @Test
  void labelsHeadersAndPrefixedHeadersBecomeMembers() {
    var put =
        xml.read(
            PutObjectRequest.builder(),
            get(
                "/photos/a",
                "Content-Type",
                "image/jpeg",
                "X-Amz-Meta-Camera",
                "F3",
                "x-amz-meta-camera",
                "F4",
                "Content-Length",
                "7",
                "x-amz-server-side-encryption-bucket-key-enabled",
                "true"),
            OBJECT,
            new byte[0]);
    assertThat(put.bucket()).isEqualTo("photos");
    assertThat(put.key()).isEqualTo("a b/ü.jpg");
    assertThat(put.contentType()).isEqualTo("image/jpeg");
    assertThat(put.contentLength()).isEqualTo(7);
    assertThat(put.bucketKeyEnabled()).isTrue();
    assertThat(put.metadata()).isEqualTo(Map.of("camera", "F3,F4"));
  }

  @Test
  void queryParametersBecomeMembers() {
    var list =
        xml.read(
            ListObjectsV2Request.builder(),
            get("/photos?list-type=2&prefix=originals%2Fa+b&delimiter=%2F&max-keys=7"),
            BUCKET,
            new byte[0]);
    assertThat(list.prefix()).isEqualTo("originals/a b");
    assertThat(list.delimiter()).isEqualTo("/");
    assertThat(list.maxKeys()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max-keys=seven",
        "max-keys=99999999999",
        "max-keys=7&max-keys=8",
        "max-keys=%zz",
        "max-keys=",
        "max-keys=%D9%A7"
      })
  void aParameterOfTheWrongTypeIsNamed(String query) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() ->
            xml.read(ListObjectsV2Request.builder(), get("/photos?" + query), BUCKET, new byte[0]))
        .matches(fault -> fault.code().equals("InvalidArgument") && fault.status() == 400)
        .withMessageContaining("max-keys");
  }

  @Test
  void aDateThatIsNoneIsIgnoredAsHttpDemands() {
    var read =
        xml.read(
            GetObjectRequest.builder(),
            get(
                "/photos/a",
                "If-Modified-Since",
                "yesterday",
                "If-Unmodified-Since",
                "Sun, 06 Nov 1994 08:49:37 GMT"),
            OBJECT,
            new byte[0]);
    assertThat(read.ifModifiedSince()).isNull();
    assertThat(read.ifUnmodifiedSince()).isEqualTo(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Delete><Object><Key>k2</Key></Object><Quiet>true</Quiet></Delete>",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
          <Object><Key>k2</Key></Object>
          <!-- whitespace and comments do not count -->
          <Quiet>true</Quiet>
        </Delete>
        """
      })
  void aDocumentIsReadWithAndWithoutItsNamespace(String document) {
    var delete = delete(document).delete();
    assertThat(delete.objects()).hasSize(1);
    assertThat(delete.objects().getFirst().key()).isEqualTo("k2");
    assertThat(delete.quiet()).isTrue();
  }

  @Test
  void theNotificationOfTheCommandLineIsRead() {
    var put =
        xml.read(
            PutBucketNotificationConfigurationRequest.builder(),
            get("/photos?notification"),
            BUCKET,
            bytes(
                "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                    + "<CloudFunctionConfiguration><Id>thumb</Id><CloudFunction>arn:aws:lambda:us-east-1:"
                    + "123456789012:function:thumb</CloudFunction><Event>s3:ObjectCreated:*</Event>"
                    + "<Event>s3:ObjectRemoved:*</Event><Filter><S3Key><FilterRule><Name>prefix</Name>"
                    + "<Value>originals/</Value></FilterRule></S3Key></Filter>"
                    + "</CloudFunctionConfiguration></NotificationConfiguration>"));
    var told = put.notificationConfiguration().lambdaFunctionConfigurations().getFirst();
    assertThat(told.id()).isEqualTo("thumb");
    assertThat(told.eventsAsStrings()).containsExactly("s3:ObjectCreated:*", "s3:ObjectRemoved:*");
    assertThat(told.filter().key().filterRules().getFirst().value()).isEqualTo("originals/");
  }

  @Test
  void attributesOfGranteesAreReadAndWritten() {
    var put =
        xml.read(
            PutBucketAclRequest.builder(),
            get("/photos?acl"),
            BUCKET,
            bytes(
                "<AccessControlPolicy><AccessControlList><Grant><Grantee"
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">"
                    + "<ID>1</ID></Grantee><Permission>READ</Permission></Grant></AccessControlList>"
                    + "</AccessControlPolicy>"));
    var grants = put.accessControlPolicy().grants();
    assertThat(grants.getFirst().grantee().typeAsString()).isEqualTo("CanonicalUser");
    var reply =
        xml.render(
            get("/photos?acl"),
            "GetBucketAcl",
            Answer.of(GetBucketAclResponse.builder().grants(grants).build()));
    assertThat(body(reply))
        .contains(
            "<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"CanonicalUser\">"
                + "<ID>1</ID></Grantee>");
  }

  @Test
  void anEmptyBodyLeavesThePayloadUnset() {
    var create = xml.read(CreateBucketRequest.builder(), get("/photos"), BUCKET, new byte[0]);
    assertThat(create.createBucketConfiguration()).isNull();
  }

  @Test
  void aPolicyIsTakenAsItIs() {
    var put =
        xml.read(
            PutBucketPolicyRequest.builder(),
            get("/photos?policy"),
            BUCKET,
            bytes("{\"a\": \"ü\"}"));
    assertThat(put.policy()).isEqualTo("{\"a\": \"ü\"}");
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() ->
            xml.read(
                PutBucketPolicyRequest.builder(),
                get("/photos?policy"),
                BUCKET,
                new byte[] {'{', (byte) 0xff}))
        .withMessageContaining("Policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Delete><Object><Key>a</Key><Colour>red</Colour></Object></Delete>",
        "<Delete><Object><Key>a<b/></Key></Object></Delete>",
        "<Delete><Quiet>true</Quiet><Quiet>false</Quiet></Delete>",
        "<Delete><Quiet>perhaps</Quiet></Delete>",
        "<Delete>text</Delete>",
        "<Erase/>",
        "<Delete>",
        "<Delete/><Delete/>",
        "not xml",
        "{}",
        "<!DOCTYPE Delete><Delete/>",
        "<!DOCTYPE Delete [<!ENTITY a \"b\">]><Delete><Object><Key>&a;</Key></Object></Delete>",
        "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Delete><Object><Key>&a;</Key></Object></Delete>",
        "<Delete><Object><Key>&undeclared;</Key></Object></Delete>"
      })
  void whatIsNotOfTheSchemaIsMalformed(String document) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> delete(document))
        .matches(fault -> fault.code().equals("MalformedXML") && fault.status() == 400);
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    var document = bytes("<Delete><Object><Key>??</Key></Object></Delete>");
    document["<Delete><Object><Key>".length()] = (byte) 0xff;
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(
            () -> xml.read(DeleteObjectsRequest.builder(), get("/photos?delete"), BUCKET, document))
        .matches(fault -> fault.code().equals("MalformedXML"));
  }

  @Test
  void anUnknownElementIsNamed() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> delete("<Delete><Object><Colour>red</Colour></Object></Delete>"))
        .withMessageContaining("Object[1].Colour");
  }

  @Test
  void aBottomlessDocumentIsRefused() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> delete("<Delete>".repeat(200_000)))
        .matches(fault -> fault.code().equals("MalformedXML"));
  }

  @Test
  void aHugeDocumentIsRefusedUnread() {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> delete(" ".repeat((4 << 20) + 1)))
        .matches(fault -> fault.code().equals("MaxMessageLengthExceeded"));
  }

  @Test
  void aListingIsWrittenFlatUnderItsOwnRoot() {
    var reply =
        xml.render(
            get("/photos?list-type=2"),
            "ListObjectsV2",
            Answer.of(
                ListObjectsV2Response.builder()
                    .name("photos")
                    .isTruncated(false)
                    .contents(one ->
                        one.key("a&b\r")
                            .size(3L)
                            .eTag("\"0\"")
                            .lastModified(Instant.parse("2026-01-02T03:04:05Z")))
                    .commonPrefixes(one -> one.prefix("x/"), two -> two.prefix("y/"))
                    .build()));
    assertThat(reply.headers().first("content-type")).contains("application/xml");
    assertThat(reply.headers().first("x-amz-request-id")).contains("4442587FB7D0A2F9");
    assertThat(reply.headers().first("x-amz-id-2")).isPresent();
    assertThat(body(reply))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + "<IsTruncated>false</IsTruncated><Contents><Key>a&amp;b&#xd;</Key>"
                + "<LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;0&quot;</ETag>"
                + "<Size>3</Size></Contents><Name>photos</Name>"
                + "<CommonPrefixes><Prefix>x/</Prefix></CommonPrefixes>"
                + "<CommonPrefixes><Prefix>y/</Prefix></CommonPrefixes></ListBucketResult>");
  }

  @Test
  void aWrappedListNamesItsItems() {
    var reply =
        xml.render(
            get("/"),
            "ListBuckets",
            Answer.of(
                ListBucketsResponse.builder()
                    .buckets(Bucket.builder().name("photos").build())
                    .build()));
    assertThat(body(reply))
        .contains("<ListAllMyBucketsResult xmlns=")
        .contains("<Buckets><Bucket><Name>photos</Name></Bucket></Buckets>");
    var none =
        xml.render(
            get("/"),
            "ListBuckets",
            Answer.of(ListBucketsResponse.builder().buckets(List.of()).build()));
    assertThat(body(none)).contains("<Buckets></Buckets>");
  }

  @Test
  void theMemberThatIsThePayloadIsTheRoot() {
    var copy =
        xml.render(
            get("/photos/a"),
            "CopyObject",
            Answer.of(
                CopyObjectResponse.builder()
                    .copyObjectResult(result -> result.eTag("\"1\""))
                    .versionId("3")
                    .build()));
    assertThat(body(copy))
        .contains("<CopyObjectResult xmlns=")
        .contains("<ETag>&quot;1&quot;</ETag>");
    assertThat(copy.headers().first("x-amz-version-id")).contains("3");
    var location =
        xml.render(
            get("/photos?location"),
            "GetBucketLocation",
            Answer.of(GetBucketLocationResponse.builder().build()));
    assertThat(body(location))
        .endsWith(
            "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></LocationConstraint>");
    var policy =
        xml.render(
            get("/photos?policy"),
            "GetBucketPolicy",
            Answer.of(GetBucketPolicyResponse.builder().policy("{}").build()));
    assertThat(body(policy)).isEqualTo("{}");
    assertThat(policy.headers().first("content-type")).contains("application/json");
  }

  @Test
  void anEmptyConfigurationIsStillADocument() {
    var reply =
        xml.render(
            get("/photos?notification"),
            "GetBucketNotificationConfiguration",
            Answer.of(GetBucketNotificationConfigurationResponse.builder().build()));
    assertThat(body(reply)).contains("<NotificationConfiguration xmlns=");
  }

  @Test
  void headersWithoutADocumentHaveNoBody() {
    var reply =
        xml.render(
            get("/photos/a"),
            "PutObject",
            Answer.of(PutObjectResponse.builder().eTag("e").build()));
    assertThat(reply.headers().first("etag")).contains("e");
    assertThat(reply.headers().first("content-type")).isEmpty();
    assertThat(reply.body().length()).isZero();
  }

  @Test
  void aStreamedAnswerCarriesItsShapesHeaders() {
    var reply =
        xml.render(
            get("/photos/a"),
            "GetObject",
            new Answer.Streamed(
                206,
                GetObjectResponse.builder()
                    .contentType("image/jpeg")
                    .contentLength(4L)
                    .lastModified(Instant.parse("2026-02-03T04:05:06Z"))
                    .metadata(Map.of("camera", "Größe\r\nx: y"))
                    .build(),
                new Body.Bytes(bytes("data"))));
    assertThat(reply.status()).isEqualTo(206);
    assertThat(body(reply)).isEqualTo("data");
    assertThat(reply.headers().first("last-modified")).contains("Tue, 03 Feb 2026 04:05:06 GMT");
    assertThat(reply.headers().all("content-length")).isEmpty();
    assertThat(reply.headers().first("x-amz-meta-camera"))
        .contains("=?UTF-8?B?R3LDtsOfZQ0KeDogeQ==?=");
  }

  @Test
  void aHeadReplyStatesItsLengthAndHasNoBody() {
    var reply =
        xml.render(
            Requests.of("HEAD", "/photos/a", Headers.NONE, ""),
            "HeadObject",
            Answer.of(HeadObjectResponse.builder().contentLength(4L).build()));
    assertThat(reply.headers().first("content-length")).contains("4");
    assertThat(reply.body().length()).isZero();
  }

  @Test
  void anErrorTellsItsDetailsInOrder() {
    var reply =
        xml.render(
            get("/photos/a"),
            new Fault(404, "NoSuchKey", "The specified key does not exist.", Map.of("Key", "a<b")));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(body(reply))
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code>"
                + "<Message>The specified key does not exist.</Message><Key>a&lt;b</Key>"
                + "<RequestId>4442587FB7D0A2F9</RequestId><HostId>")
        .endsWith("</HostId></Error>");
    var head =
        xml.render(
            Requests.of("HEAD", "/photos/a", Headers.NONE, ""), new Fault(404, "NoSuchKey", "x"));
    assertThat(head.status()).isEqualTo(404);
    assertThat(head.body().length()).isZero();
  }

  @Test
  void refusalsHaveS3sCodes() {
    record Expected(Reason reason, int status, String code) {}
    for (var expected :
        List.of(
            new Expected(Reason.MISSING, 403, "AccessDenied"),
            new Expected(Reason.MALFORMED, 400, "AuthorizationHeaderMalformed"),
            new Expected(Reason.UNKNOWN_KEY, 403, "InvalidAccessKeyId"),
            new Expected(Reason.WRONG_SIGNATURE, 403, "SignatureDoesNotMatch"),
            new Expected(Reason.UNSIGNED_HEADERS, 403, "AccessDenied"),
            new Expected(Reason.SKEWED, 403, "RequestTimeTooSkewed"),
            new Expected(Reason.WRONG_TOKEN, 400, "InvalidToken"),
            new Expected(Reason.EXPIRED_TOKEN, 400, "ExpiredToken"),
            new Expected(Reason.EXPIRED_LINK, 403, "AccessDenied"),
            new Expected(Reason.WRONG_SCOPE, 400, "AuthorizationHeaderMalformed"))) {
      var fault = xml.unauthenticated(new Refusal(expected.reason(), ""));
      assertThat(fault.status()).as(expected.toString()).isEqualTo(expected.status());
      assertThat(fault.code()).isEqualTo(expected.code());
      assertThat(fault.text()).isNotEmpty();
    }
    assertThat(xml.unauthenticated(new Refusal(Reason.UNKNOWN_KEY, "AKIA1")).details())
        .isEqualTo(Map.of("AWSAccessKeyId", "AKIA1"));
    assertThat(xml.denied("").text()).isEqualTo("Access Denied");
    assertThat(xml.unknown("GetBucketWebsite").status()).isEqualTo(501);
    assertThat(xml.unknown("GetBucketWebsite").text()).contains("GetBucketWebsite");
  }

  @Test
  void theBlockOfPublicAccessIsRead() {
    var put =
        xml.read(
            PutPublicAccessBlockRequest.builder(),
            get("/photos?publicAccessBlock"),
            BUCKET,
            bytes(
                "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls>"
                    + "<RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>"));
    assertThat(put.publicAccessBlockConfiguration().blockPublicAcls()).isTrue();
    assertThat(put.publicAccessBlockConfiguration().restrictPublicBuckets()).isFalse();
    assertThat(put.publicAccessBlockConfiguration().ignorePublicAcls()).isNull();
  }
}
