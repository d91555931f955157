package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Links that the SDK signed, followed by a client that knows nothing of AWS.
class S3PresignedTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "linked";
  private static final Duration LASTING = Duration.ofMinutes(10);
  private static S3Client s3;
  private static S3Presigner presigner;
  private static HttpClient stranger;

  @BeforeAll
  static void makeTheBucket() {
    s3 = HERE.admin().s3();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
    s3.putObject(o -> o.bucket(BUCKET).key("a b+é"), RequestBody.fromString("linked"));
    s3.putObject(o -> o.bucket(BUCKET).key("other"), RequestBody.fromString("not linked"));
    presigner = HERE.admin().presigner();
    stranger = HERE.admin().stranger();
  }

  private static String link(SdkClients by, String key) {
    return by.presigner()
        .presignGetObject(
            p -> p.signatureDuration(LASTING).getObjectRequest(o -> o.bucket(BUCKET).key(key)))
        .url()
        .toString();
  }

  private static HttpResponse<String> get(String link) throws Exception {
    return stranger.send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofString());
  }

  private static void assertRefused(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("<Code>" + code + "</Code>");
  }

  @Test
  void aLinkReadsItsObject() throws Exception {
    var answer = get(link(HERE.admin(), "a b+é"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("linked");
  }

  @Test
  void aLinkWritesItsObjectWithWhatWasSigned() throws Exception {
    var signed =
        presigner.presignPutObject(p ->
            p.signatureDuration(LASTING)
                .putObjectRequest(
                    o -> o.bucket(BUCKET).key("uploaded").contentType("text/x-upload")));
    var request =
        HttpRequest.newBuilder(signed.url().toURI())
            .PUT(HttpRequest.BodyPublishers.ofString("from a browser"));
    signed
        .signedHeaders()
        .forEach((name, values) -> {
          if (!name.equalsIgnoreCase("host")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    var answer = stranger.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var got = s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("uploaded"));
    assertThat(got.asUtf8String()).isEqualTo("from a browser");
    assertThat(got.response().contentType()).isEqualTo("text/x-upload");
  }

  @Test
  void aLinkIsForItsMethodAlone() throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(link(HERE.admin(), "other")))
            .PUT(HttpRequest.BodyPublishers.ofString("changed"))
            .build();
    assertRefused(stranger.send(request, BodyHandlers.ofString()), "SignatureDoesNotMatch");
    assertThat(s3.getObjectAsBytes(o -> o.bucket(BUCKET).key("other")).asUtf8String())
        .isEqualTo("not linked");
  }

  @Test
  void aLinkIsForItsKeyAlone() throws Exception {
    var link = link(HERE.admin(), "a b+é");
    assertRefused(
        get(link.replaceFirst("/linked/[^?]+", "/linked/other")), "SignatureDoesNotMatch");
  }

  @Test
  void aLinkHasItsSignersPermissions() throws Exception {
    var answer = get(link(HERE.user("signs-in-vain"), "other"));
    assertRefused(answer, "AccessDenied");
    assertThat(answer.body()).contains("user/signs-in-vain is not authorized to perform");
  }

  @Test
  void anExpiredLinkIsRefusedAndCannotBeMadeYounger() throws Exception {
    var link = signedAt(Instant.now().minus(Duration.ofHours(1)), Duration.ofMinutes(1));
    var answer = get(link);
    assertRefused(answer, "AccessDenied");
    assertThat(answer.body()).contains("Request has expired");
    assertRefused(
        get(link.replace("X-Amz-Expires=60", "X-Amz-Expires=7200")), "SignatureDoesNotMatch");
  }

  /// As the presigner signs, at another time.
  private static String signedAt(Instant time, Duration lasting) {
    var admin = HERE.place().keys();
    var signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(
                        AwsCredentialsIdentity.create(admin.accessKeyId(), admin.secretAccessKey()))
                    .request(
                        SdkHttpRequest.builder()
                            .method(SdkHttpMethod.GET)
                            .uri(HERE.admin().endpoint().resolve("/" + BUCKET + "/other"))
                            .build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, Settings.REGION)
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                    .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, lasting)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)));
    return signed.request().getUri().toString();
  }
}
