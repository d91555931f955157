package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Payload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;

/// What a bucket's owner sets about how objects are kept.
class ConfigurationTest {
  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
    bench.call("PUT", "/photos");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String versioning(String inner) {
    return "<VersioningConfiguration>" + inner + "</VersioningConfiguration>";
  }

  private static String lifecycle(String... rules) {
    return "<LifecycleConfiguration><Rule>"
        + String.join("</Rule><Rule>", rules)
        + "</Rule></LifecycleConfiguration>";
  }

  private static String cors(String inner) {
    return "<CORSConfiguration><CORSRule>" + inner + "</CORSRule></CORSConfiguration>";
  }

  private static String tagging(String... pairs) {
    var tags = new StringBuilder("<Tagging><TagSet>");
    for (var pair : pairs) {
      var parts = pair.split("=", -1);
      tags.append("<Tag><Key>%s</Key><Value>%s</Value></Tag>".formatted(parts[0], parts[1]));
    }
    return tags.append("</TagSet></Tagging>").toString();
  }

  @Test
  void versioningIsSaidAsItWasSet() {
    assertThat(bench.call("GET", "/photos?versioning").text()).doesNotContain("Status");
    assertThat(bench.put("/photos?versioning", versioning("<Status>Enabled</Status>")).status())
        .isEqualTo(200);
    assertThat(bench.call("GET", "/photos?versioning").element("Status")).isEqualTo("Enabled");
    bench.put("/photos?versioning", versioning("<Status>Suspended</Status>"));
    assertThat(bench.call("GET", "/photos?versioning").element("Status")).isEqualTo("Suspended");
  }

  @ParameterizedTest
  @CsvSource({
    "<Status>Off</Status>, 400, MalformedXML",
    "'', 400, IllegalVersioningConfigurationException",
    "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>, 501, NotImplemented",
    "<Status>Enabled</Status><MfaDelete>Perhaps</MfaDelete>, 400, MalformedXML",
  })
  void aVersioningThatCannotBeIsRefused(String inner, int status, String code) {
    var refused = bench.put("/photos?versioning", versioning(inner));
    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.element("Code")).isEqualTo(code);
    assertThat(bench.call("GET", "/photos?versioning").text()).doesNotContain("Status");
  }

  @Test
  void whatIsNotSetIsMissedByItsName() {
    assertThat(bench.call("GET", "/photos?lifecycle").element("Code"))
        .isEqualTo("NoSuchLifecycleConfiguration");
    assertThat(bench.call("GET", "/photos?cors").element("Code"))
        .isEqualTo("NoSuchCORSConfiguration");
    assertThat(bench.call("GET", "/photos?tagging").element("Code")).isEqualTo("NoSuchTagSet");
    for (var setting : new String[] {"lifecycle", "cors", "tagging", "encryption"}) {
      assertThat(bench.call("DELETE", "/photos?" + setting).status()).isEqualTo(204);
      assertThat(bench.call("DELETE", "/nowhere?" + setting).element("Code"))
          .isEqualTo("NoSuchBucket");
    }
  }

  @Test
  void aLifecycleIsSaidAsItWasSet() {
    var rules =
        lifecycle(
            "<ID>uploads</ID><Filter><Prefix></Prefix></Filter><Status>Enabled</Status><AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
            "<ID>versions</ID><Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><ObjectSizeGreaterThan>5</ObjectSizeGreaterThan></And></Filter><Status>Disabled</Status><NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>",
            "<ID>dated</ID><Prefix>b/</Prefix><Status>Enabled</Status><Expiration><Date>2027-01-01T00:00:00Z</Date></Expiration>");
    assertThat(bench.put("/photos?lifecycle", rules).status()).isEqualTo(200);
    var kept = bench.call("GET", "/photos?lifecycle");
    assertThat(kept.header("x-amz-transition-default-minimum-object-size"))
        .isEqualTo("all_storage_classes_128K");
    assertThat(kept.elements("ID")).containsExactly("uploads", "versions", "dated");
    assertThat(kept.element("DaysAfterInitiation")).isEqualTo("7");
    assertThat(kept.element("NewerNoncurrentVersions")).isEqualTo("2");
    assertThat(kept.element("Date")).startsWith("2027-01-01T00:00:00");
    assertThat(kept.element("ObjectSizeGreaterThan")).isEqualTo("5");
    assertThat(bench.call("DELETE", "/photos?lifecycle").status()).isEqualTo(204);
    assertThat(bench.call("GET", "/photos?lifecycle").status()).isEqualTo(404);
  }

  @Test
  void aRuleWithoutAnIdGetsOne() {
    bench.put(
        "/photos?lifecycle",
        lifecycle(
            "<Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>",
            "<Filter/><Status>Enabled</Status><Expiration><Days>2</Days></Expiration>"));
    assertThat(bench.call("GET", "/photos?lifecycle").elements("ID"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration>|MalformedXML",
        "<Filter/><Prefix>a</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>|MalformedXML",
        "<Filter/><Expiration><Days>1</Days></Expiration>|MalformedXML",
        "<Filter/><Status>On</Status><Expiration><Days>1</Days></Expiration>|MalformedXML",
        "<Filter/><Status>Enabled</Status>|InvalidRequest",
        "<Filter/><Status>Enabled</Status><Expiration><Days>0</Days></Expiration>|InvalidArgument",
        "<Filter/><Status>Enabled</Status><Expiration/>|MalformedXML",
        "<Filter/><Status>Enabled</Status><Expiration><Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>|MalformedXML",
        "<Filter/><Status>Enabled</Status><Expiration><Date>2027-01-01T00:00:01Z</Date></Expiration>|InvalidArgument",
        "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><Status>Enabled</Status><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>|InvalidRequest",
        "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><Status>Enabled</Status><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>|InvalidRequest",
        "<Filter><Prefix>a</Prefix><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>|MalformedXML",
        "<Filter><And><Prefix>a</Prefix></And></Filter><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>|MalformedXML",
        "<Filter/><Status>Enabled</Status><NoncurrentVersionExpiration><NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>|MalformedXML",
        "<Filter/><Status>Enabled</Status><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>101</NewerNoncurrentVersions></NoncurrentVersionExpiration>|InvalidArgument",
        "<Filter/><Status>Enabled</Status><Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>|NotImplemented",
        "<Filter/><Status>Enabled</Status><NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>GLACIER</StorageClass></NoncurrentVersionTransition>|NotImplemented",
        "<Filter/><Status>Enabled</Status><Forget><Days>1</Days></Forget>|MalformedXML",
      })
  void aLifecycleThatCannotBeIsRefused(String rule, String code) {
    assertThat(bench.put("/photos?lifecycle", lifecycle(rule)).element("Code")).isEqualTo(code);
    assertThat(bench.call("GET", "/photos?lifecycle").status()).isEqualTo(404);
  }

  @Test
  void whatCouldNotBeReadAgainIsNotKept() {
    var old = "<?xml version=\"1.1\"?>";
    var rule =
        "<Prefix>a&#1;</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>";
    assertThat(bench.put("/photos?lifecycle", old + lifecycle(rule)).element("Code"))
        .isEqualTo("MalformedXML");
    assertThat(bench.call("GET", "/photos?lifecycle").status()).isEqualTo(404);
    var origin = "<AllowedOrigin>http://a&#1;</AllowedOrigin><AllowedMethod>GET</AllowedMethod>";
    assertThat(bench.put("/photos?cors", old + cors(origin)).element("Code"))
        .isEqualTo("MalformedXML");
    assertThat(bench.call("GET", "/photos?cors", "Origin", "http://b").status()).isEqualTo(404);
    assertThat(bench.put("/photos?lifecycle", old + lifecycle(rule.replace("&#1;", ""))).status())
        .isEqualTo(200);
  }

  @Test
  void twoRulesOfOneIdAreRefused() {
    var rule = "<ID>a</ID><Filter/><Status>Enabled</Status><Expiration><Days>1</Days></Expiration>";
    assertThat(bench.put("/photos?lifecycle", lifecycle(rule, rule)).element("Message"))
        .isEqualTo("Rule ID must be unique. Found same ID for more than one rule");
  }

  @Test
  void aCorsConfigurationIsSaidAsItWasSet() {
    var rule =
        "<ID>web</ID><AllowedOrigin>https://*.example.com</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>300</MaxAgeSeconds>";
    assertThat(bench.put("/photos?cors", cors(rule)).status()).isEqualTo(200);
    var kept = bench.call("GET", "/photos?cors");
    assertThat(kept.elements("AllowedMethod")).containsExactly("GET", "PUT");
    assertThat(kept.element("AllowedOrigin")).isEqualTo("https://*.example.com");
    assertThat(kept.element("MaxAgeSeconds")).isEqualTo("300");
    bench.call("DELETE", "/photos?cors");
    assertThat(bench.call("GET", "/photos?cors").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<AllowedOrigin>*</AllowedOrigin>",
        "<AllowedMethod>GET</AllowedMethod>",
        "<AllowedOrigin>http://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>OPTIONS</AllowedMethod>",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>**</AllowedHeader>",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>*</ExposeHeader>",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>a&#13;&#10;Set-Cookie: b</ExposeHeader>",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader></ExposeHeader>",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>a b</AllowedHeader>",
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>x-*&#10;</AllowedHeader>",
      })
  void aCorsConfigurationThatCannotBeIsRefused(String rule) {
    var refused = bench.put("/photos?cors", cors(rule), "Origin", "https://a");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(bench.call("GET", "/photos?cors").status()).isEqualTo(404);
  }

  @Test
  void aBucketsTagsAreSaidAsTheyWereSet() {
    assertThat(bench.put("/photos?tagging", tagging("a=1", "b=")).status()).isEqualTo(204);
    var kept = bench.call("GET", "/photos?tagging");
    assertThat(kept.elements("Key")).containsExactly("a", "b");
    assertThat(kept.elements("Value")).containsExactly("1", "");
    assertThat(bench.put("/photos?tagging", tagging("aws:x=1")).element("Code"))
        .isEqualTo("InvalidTag");
    assertThat(bench.put("/photos?tagging", tagging("a=1", "a=2")).element("Code"))
        .isEqualTo("InvalidTag");
    var many = new String[51];
    java.util.Arrays.setAll(many, i -> "k" + i + "=v");
    assertThat(bench.put("/photos?tagging", tagging(many)).element("Code")).isEqualTo("BadRequest");
    assertThat(bench.call("GET", "/photos?tagging").elements("Key")).containsExactly("a", "b");
    bench.call("DELETE", "/photos?tagging");
    assertThat(bench.call("GET", "/photos?tagging").status()).isEqualTo(404);
  }

  @Test
  void settingsGoWithTheirBucket() {
    bench.put("/photos?versioning", versioning("<Status>Enabled</Status>"));
    bench.put("/photos?tagging", tagging("a=1"));
    bench.call("DELETE", "/photos");
    bench.call("PUT", "/photos");
    assertThat(bench.call("GET", "/photos?versioning").text()).doesNotContain("Status");
    assertThat(bench.call("GET", "/photos?tagging").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, versioning, s3:PutBucketVersioning",
    "GET, versioning, s3:GetBucketVersioning",
    "PUT, lifecycle, s3:PutLifecycleConfiguration",
    "GET, lifecycle, s3:GetLifecycleConfiguration",
    "DELETE, lifecycle, s3:PutLifecycleConfiguration",
    "PUT, cors, s3:PutBucketCORS",
    "GET, cors, s3:GetBucketCORS",
    "DELETE, cors, s3:PutBucketCORS",
    "PUT, tagging, s3:PutBucketTagging",
    "GET, tagging, s3:GetBucketTagging",
    "DELETE, tagging, s3:PutBucketTagging",
    "DELETE, encryption, s3:PutEncryptionConfiguration",
  })
  void eachNeedsItsAction(String method, String setting, String action) {
    var caller = Bench.user(Bench.ACCOUNT, "bob");
    var body = Payload.of("<Wrong/>".getBytes(StandardCharsets.UTF_8));
    bench.allow(
        caller,
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "*", "Resource": "*"},
          {"Effect": "Deny", "Action": "%s", "Resource": "arn:aws:s3:::photos"}]}\
        """
            .formatted(action));
    var denied = bench.as(caller, method, "/photos?" + setting, body);
    assertThat(denied.element("Code")).isEqualTo("AccessDenied");
    assertThat(denied.element("Message")).isEqualTo(action);
  }

  @Test
  void callsFromInsideComeAsShapes() {
    var put =
        PutBucketVersioningRequest.builder()
            .bucket("photos")
            .versioningConfiguration(to -> to.status("Enabled"))
            .build();
    assertThat(bench.s3.recognise(put, Bench.ACCOUNT).orElseThrow().name())
        .isEqualTo("PutBucketVersioning");
    var get = GetBucketLifecycleConfigurationRequest.builder().bucket("photos").build();
    assertThat(bench.s3.recognise(get, Bench.ACCOUNT).orElseThrow().needs().getFirst().action())
        .isEqualTo("s3:GetLifecycleConfiguration");
  }
}
