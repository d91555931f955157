package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Requests as real clients spell them (AWS CLI 1.45, SDK for Java 2.57, SDK for JavaScript 3.1172,
/// CDK), seen on the wire in 2026-11.
class ClientsTest {
  @TempDir Path data;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT /cap-bucket | | CreateBucket",
        "GET /cap-bucket?list-type=2&prefix=originals%2F&delimiter=%2F&encoding-type=url | | ListObjectsV2",
        "GET /cap-bucket/?list-type=2&max-keys=1&prefix=a.json | | ListObjectsV2",
        "GET /cap-bucket/?location= | | GetBucketLocation",
        "GET /cap-bucket/?encryption= | | GetBucketEncryption",
        "PUT /cap-bucket?policy | x-amz-checksum-crc32: nrVd3g==; x-amz-sdk-checksum-algorithm: CRC32 | PutBucketPolicy",
        "PUT /cap-bucket?notification | | PutBucketNotificationConfiguration",
        "PUT /cap-bucket?publicAccessBlock | x-amz-checksum-crc32: sAffVw==; x-amz-sdk-checksum-algorithm: CRC32 | PutPublicAccessBlock",
        "PUT /cap-bucket/k2 | x-amz-sdk-checksum-algorithm: SHA256; x-amz-checksum-sha256: vR9mxofkXs2UsZLgHiVR0bfQ7Vc6u5El8s961wpu+Ns=; Expect: 100-continue | PutObject",
        "PUT /cap-bucket/originals/js%20a%2B%C3%A9.jpg?x-id=PutObject | x-amz-sdk-checksum-algorithm: CRC32; x-amz-checksum-crc32: HeDARA==; x-amz-user-agent: aws-sdk-js/3.1172.0 | PutObject",
        "PUT /cap-bucket/js4?x-id=PutObject | content-encoding: aws-chunked; x-amz-decoded-content-length: 1000; x-amz-content-sha256: STREAMING-UNSIGNED-PAYLOAD-TRAILER; x-amz-trailer: x-amz-checksum-crc32; x-amz-sdk-checksum-algorithm: CRC32 | PutObject",
        "PUT /artifacts-bkt/47537836a0433e13ca3555d90e09d982 | x-amz-server-side-encryption: AES256 | PutObject",
        "GET /cap-bucket/j3 | x-amz-te: append-md5; x-amz-checksum-crc32: AAAAAA==; x-amz-content-sha256: UNSIGNED-PAYLOAD | GetObject",
        "GET /cap-bucket/js3?x-id=GetObject | x-amz-checksum-mode: ENABLED | GetObject",
        "GET /cap-bucket/originals/big.bin | Range: bytes=16777216-; If-Match: \"dbe17ad0aed37cee35c40f5e60f10ce4-3\"; x-amz-checksum-mode: ENABLED | GetObject",
        "HEAD /cap-bucket/originals/a.jpg | | HeadObject",
        "POST /cap-bucket/js5?uploads= | x-amz-checksum-algorithm: CRC32 | CreateMultipartUpload",
        "PUT /cap-bucket/js5?partNumber=3&uploadId=Qa-_w&x-id=UploadPart | x-amz-sdk-checksum-algorithm: CRC32; x-amz-checksum-crc32: 4H2oww== | UploadPart",
        "POST /cap-bucket/js5?uploadId=Qa-_w | | CompleteMultipartUpload",
        "GET /photos/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F20261124%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20261124T120000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Security-Token=t&X-Amz-Signature=0 | | GetObject",
      })
  void realRequestsAreUnderstood(String line, String headers, String operation) {
    try (var bench = new Bench(data)) {
      var pairs = new ArrayList<String>(List.of("Host", "127.0.0.1:15001"));
      for (var header : headers == null ? new String[0] : headers.split("; ")) {
        pairs.addAll(List.of(header.split(": ", 2)));
      }
      var request =
          new Request(
              "R",
              bench.now,
              line.substring(0, line.indexOf(' ')),
              line.substring(line.indexOf(' ') + 1),
              Headers.of(pairs.toArray(String[]::new)),
              Payload.NONE,
              new Peer("127.0.0.1", ""));
      assertThat(bench.s3.recognise(request, Bench.ACCOUNT))
          .isInstanceOfSatisfying(
              Recognised.As.class,
              known -> assertThat(known.operation().name()).isEqualTo(operation));
    }
  }

  @Test
  void callsFromInsideComeAsShapes() {
    try (var bench = new Bench(data)) {
      assertThat(
              bench.s3.recognise(
                  CreateBucketRequest.builder().bucket("photos").build(), Bench.ACCOUNT))
          .hasValueSatisfying(operation -> {
            assertThat(operation.name()).isEqualTo("CreateBucket");
            assertThat(operation.carriesPayload()).isFalse();
          });
      assertThat(
              bench.s3.recognise(
                  PutBucketPolicyRequest.builder().bucket("photos").policy("{}").build(),
                  Bench.ACCOUNT))
          .hasValueSatisfying(operation ->
              assertThat(operation.needs().getFirst().action()).isEqualTo("s3:PutBucketPolicy"));
      assertThat(
              bench.s3.recognise(
                  CopyObjectRequest.builder()
                      .sourceBucket("photos")
                      .sourceKey("a b")
                      .destinationBucket("copies")
                      .destinationKey("c")
                      .build(),
                  Bench.ACCOUNT))
          .hasValueSatisfying(operation ->
              assertThat(operation.needs())
                  .extracting(Access::resource)
                  .containsExactly("arn:aws:s3:::photos/a b", "arn:aws:s3:::copies/c"));
      // An object's bytes do not fit into a shape.
      assertThat(
              bench.s3.recognise(
                  PutObjectRequest.builder().bucket("photos").key("k").build(), Bench.ACCOUNT))
          .isEmpty();
    }
  }
}
