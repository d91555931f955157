package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Request;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Buckets: their names, places and settings.
class BucketTest {
  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aBucketIsMadeFoundAndDeleted() {
    var made = bench.call("PUT", "/photos");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.header("Location")).isEqualTo("/photos");
    assertThat(bench.call("HEAD", "/photos").header("x-amz-bucket-region")).isEqualTo("us-east-1");
    assertThat(bench.call("GET", "/photos?location").text()).contains("<LocationConstraint");
    assertThat(bench.call("GET", "/").elements("Name")).containsExactly("photos");
    bench.put("/photos/k", "x");
    assertThat(bench.call("DELETE", "/photos").element("Code")).isEqualTo("BucketNotEmpty");
    bench.call("DELETE", "/photos/k");
    assertThat(bench.call("DELETE", "/photos").status()).isEqualTo(204);
    assertThat(bench.call("HEAD", "/photos").status()).isEqualTo(404);
    assertThat(bench.call("GET", "/photos/k").element("Code")).isEqualTo("NoSuchBucket");
  }

  @Test
  void aBucketMayLieElsewhere() {
    var body =
        "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>";
    assertThat(bench.put("/photos", body).status()).isEqualTo(200);
    assertThat(bench.call("GET", "/photos?location").text()).contains(">eu-west-1</");
    assertThat(bench.put("/photos", body).element("Code")).isEqualTo("BucketAlreadyOwnedByYou");
    assertThat(bench.put("/other", body.replace("eu-west-1", "us-east-1")).element("Code"))
        .isEqualTo("InvalidLocationConstraint");
    assertThat(bench.put("/other", body.replace("eu-west-1", "moon")).element("Code"))
        .isEqualTo("InvalidLocationConstraint");
    assertThat(bench.put("/other", "<Create").element("Code")).isEqualTo("MalformedXML");
  }

  @Test
  void aNameBelongsToOneAccount() {
    bench.call("PUT", "/photos");
    assertThat(bench.call("PUT", "/photos").status()).isEqualTo(200);
    assertThat(bench.as(Bench.STRANGER, "PUT", "/photos", Payload.NONE).element("Code"))
        .isEqualTo("BucketAlreadyExists");
    assertThat(bench.as(Bench.STRANGER, "GET", "/", Payload.NONE).elements("Name")).isEmpty();
    assertThat(bench.as(Bench.ANONYMOUS, "PUT", "/nobody", Payload.NONE).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "UPPER",
        "a..b",
        "-ab",
        "ab-",
        "192.168.0.1",
        "xn--abc",
        "a_b",
        "abc--ol-s3",
        "b%2Fk",
        "a%3Ab",
        "aa*",
        "a%00b"
      })
  void namesThatAreNoneAreRefused(String name) {
    assertThat(bench.call("PUT", "/" + name).element("Code")).isEqualTo("InvalidBucketName");
  }

  @ParameterizedTest
  @CsvSource({
    "photos.s3.localhost:4566, /k, photos, k",
    "photos.localhost, /k, photos, k",
    "my.photos.s3.localhost, /k, my.photos, k",
    "photos.s3.eu-west-1.amazonaws.com, /k, photos, k",
    "photos.s3-eu-west-1.amazonaws.com, /k, photos, k",
    "photos.s3.amazonaws.com, //k, photos, /k",
    "photos.s3.us-east-1.localhost:4566, /, photos, ''",
    "PHOTOS.s3.localhost, /k, photos, k",
    "s3.localhost:4566, /photos/k, photos, k",
    "s3.us-east-1.amazonaws.com, /photos/a/b, photos, a/b",
    "localhost:4566, /photos/k, photos, k",
    "127.0.0.1:4566, /photos, photos, ''",
    "[::1]:4566, /photos/, photos, ''"
  })
  void hostsAndPathsNameTheSame(String host, String path, String bucket, String key) {
    var headers = Headers.of("Host", host);
    var request =
        new Request("R", bench.now, "GET", path, headers, Payload.NONE, new Peer("127.0.0.1", ""));
    assertThat(Address.of(request)).isEqualTo(new Address(bucket, key));
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /photos?acl, PutBucketAcl",
    "PUT, /photos?object-lock, PutBucketObjectLock",
    "PUT, /photos/k?acl, PutObjectAcl",
    "GET, /photos/k?torrent, GetObjectTorrent",
    "PUT, /photos/k?versionId=1, PutObjectVersionId",
    "GET, /photos/k?attributes, GetObjectAttributes",
    "POST, /photos/k?versionId=null, PostObjectVersionId",
    "PUT, /photos/k?partNumber=1, PutObjectPartNumber",
    "POST, /photos, PostBucket",
    "POST, /photos/k?select&select-type=2, PostObject",
    "DELETE, /photos?website, DeleteBucketWebsite",
    "PATCH, /photos/k, PATCH Object",
    "PUT, /, PutService"
  })
  void whatIsNotOursIsRefusedByName(String method, String target, String name) {
    bench.call("PUT", "/photos");
    bench.put("/photos/k", "x");
    var refused = bench.call(method, target);
    assertThat(refused.status()).isEqualTo(501);
    assertThat(refused.text()).contains(name);
    assertThat(bench.call("GET", "/photos/k").text()).isEqualTo("x");
  }

  @Test
  void aPresignedLinksHeadersCount() {
    bench.call("PUT", "/photos");
    assertThat(bench.put("/photos/k?x-id=PutObject&X-Amz-Signature=1", "x").status())
        .isEqualTo(200);
    assertThat(bench.put("/photos/k?x-amz-server-side-encryption=aws%3Akms", "x").status())
        .isEqualTo(501);
    assertThat(bench.put("/photos/k?x-amz-meta-a=b", "x").status()).isEqualTo(200);
    assertThat(bench.call("HEAD", "/photos/k").header("x-amz-meta-a")).isEqualTo("b");
    assertThat(bench.put("/photos/k?x-amz-meta-a=b", "x", "x-amz-meta-a", "c").status())
        .isEqualTo(400);
  }

  @Test
  void settingsAreKept() {
    bench.call("PUT", "/photos");
    assertThat(bench.call("GET", "/photos?versioning").text()).contains("VersioningConfiguration");
    assertThat(bench.call("GET", "/photos?encryption").element("SSEAlgorithm")).isEqualTo("AES256");
    var encryption =
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>%s</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>";
    assertThat(bench.put("/photos?encryption", encryption.formatted("AES256")).status())
        .isEqualTo(200);
    assertThat(bench.put("/photos?encryption", encryption.formatted("aws:kms")).status())
        .isEqualTo(501);
    assertThat(bench.call("GET", "/photos?acl").element("Permission")).isEqualTo("FULL_CONTROL");
    assertThat(bench.call("GET", "/photos?ownershipControls").element("ObjectOwnership"))
        .isEqualTo("BucketOwnerEnforced");
    var ownership =
        "<OwnershipControls><Rule><ObjectOwnership>%s</ObjectOwnership></Rule></OwnershipControls>";
    assertThat(
            bench
                .put("/photos?ownershipControls", ownership.formatted("BucketOwnerEnforced"))
                .status())
        .isEqualTo(200);
    assertThat(bench.put("/photos?ownershipControls", ownership.formatted("ObjectWriter")).status())
        .isEqualTo(501);
    assertThat(bench.call("GET", "/photos?publicAccessBlock").element("BlockPublicPolicy"))
        .isEqualTo("true");
    assertThat(bench.call("DELETE", "/photos?publicAccessBlock").status()).isEqualTo(204);
    assertThat(bench.call("GET", "/photos?publicAccessBlock").element("Code"))
        .isEqualTo("NoSuchPublicAccessBlockConfiguration");
    bench.put(
        "/photos?publicAccessBlock",
        "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>");
    assertThat(bench.call("GET", "/photos?publicAccessBlock").element("BlockPublicAcls"))
        .isEqualTo("true");
    assertThat(bench.call("GET", "/photos?publicAccessBlock").element("BlockPublicPolicy"))
        .isEqualTo("false");
  }

  @Test
  void anOtherOwnerThanExpectedIsRefused() {
    bench.call("PUT", "/photos");
    assertThat(bench.call("HEAD", "/photos", "x-amz-expected-bucket-owner", Bench.ACCOUNT).status())
        .isEqualTo(200);
    assertThat(bench.put("/photos/k", "x", "x-amz-expected-bucket-owner", "999999999999").status())
        .isEqualTo(403);
    assertThat(bench.files()).isZero();
  }
}
