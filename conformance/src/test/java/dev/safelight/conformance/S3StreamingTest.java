package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// Every way in which the SDK frames and signs an upload's payload. What was sent is looked at, so
/// that a test cannot pass by another way.
class S3StreamingTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "streams";
  private static final byte[] PAYLOAD = new byte[300_000];

  @BeforeAll
  static void makeTheBucket() {
    new Random(3).nextBytes(PAYLOAD);
    HERE.admin().s3().createBucket(bucket -> bucket.bucket(BUCKET));
  }

  private static void assertArrives(
      SdkClients admin, RequestChecksumCalculation calculation, String framing) {
    var sent = new AtomicReference<String>();
    var watcher =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            sent.set(
                context
                    .httpRequest()
                    .firstMatchingHeader("x-amz-content-sha256")
                    .orElse("no x-amz-content-sha256"));
          }
        };
    admin
        .s3(S3Client.builder().requestChecksumCalculation(calculation), watcher)
        .putObject(o -> o.bucket(BUCKET).key(framing), RequestBody.fromBytes(PAYLOAD));
    assertThat(sent.get()).isEqualTo(framing);
    assertThat(HERE.admin().s3().getObjectAsBytes(o -> o.bucket(BUCKET).key(framing)).asByteArray())
        .isEqualTo(PAYLOAD);
  }

  @Test
  void theFramingIsNotKeptAsTheContentsEncoding() {
    HERE.adminInTheClear()
        .s3()
        .putObject(
            o -> o.bucket(BUCKET).key("encoded").contentEncoding("gzip"),
            RequestBody.fromBytes(PAYLOAD));
    assertThat(HERE.admin().s3().headObject(o -> o.bucket(BUCKET).key("encoded")).contentEncoding())
        .isEqualTo("gzip");
  }

  @Test
  void unsignedChunksWithATrailingChecksumOverHttps() {
    assertArrives(
        HERE.admin(),
        RequestChecksumCalculation.WHEN_SUPPORTED,
        "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
  }

  @Test
  void signedChunksWithATrailingChecksumOverHttp() {
    assertArrives(
        HERE.adminInTheClear(),
        RequestChecksumCalculation.WHEN_SUPPORTED,
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
  }

  @Test
  void signedChunksOverHttp() {
    assertArrives(
        HERE.adminInTheClear(),
        RequestChecksumCalculation.WHEN_REQUIRED,
        "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
  }

  @Test
  void anUnsignedPayloadOverHttps() {
    assertArrives(HERE.admin(), RequestChecksumCalculation.WHEN_REQUIRED, "UNSIGNED-PAYLOAD");
  }
}
