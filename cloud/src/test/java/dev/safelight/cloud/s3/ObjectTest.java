package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Payload;
import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects, put and read back as clients do.
class ObjectTest {
  private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
    assertThat(bench.call("PUT", "/photos").status()).isEqualTo(200);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatIsPutIsReadBackWithItsHeaders() {
    var put =
        bench.put(
            "/photos/originals/a%20b%2B%C3%A9.jpg",
            "hello",
            "Content-Type",
            "image/jpeg",
            "Cache-Control",
            "max-age=60",
            "Content-Disposition",
            "inline",
            "Content-Language",
            "de",
            "Content-Encoding",
            "aws-chunked,gzip",
            "x-amz-meta-Camera",
            "Box");
    assertThat(put.status()).isEqualTo(200);
    assertThat(put.header("ETag")).isEqualTo('"' + MD5_OF_HELLO + '"');
    assertThat(put.header("x-amz-checksum-crc64nvme"))
        .isEqualTo(ChecksumAlgorithm.CRC64NVME.base64("hello".getBytes(UTF_8)));
    assertThat(put.header("x-amz-server-side-encryption")).isEqualTo("AES256");

    var got = bench.call("GET", "/photos/originals/a%20b%2B%C3%A9.jpg");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.text()).isEqualTo("hello");
    assertThat(got.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(got.header("Cache-Control")).isEqualTo("max-age=60");
    assertThat(got.header("Content-Disposition")).isEqualTo("inline");
    assertThat(got.header("Content-Language")).isEqualTo("de");
    assertThat(got.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(got.header("x-amz-meta-camera")).isEqualTo("Box");
    assertThat(got.header("Last-Modified")).isEqualTo("Tue, 24 Nov 2026 12:00:00 GMT");
    assertThat(got.header("x-amz-checksum-crc64nvme")).isEmpty();
    assertThat(
            bench
                .call(
                    "GET", "/photos/originals/a%20b%2B%C3%A9.jpg", "x-amz-checksum-mode", "ENABLED")
                .header("x-amz-checksum-type"))
        .isEqualTo("FULL_OBJECT");
  }

  @Test
  void headSaysTheSameWithoutTheBody() {
    bench.put("/photos/k", "hello");
    var head = bench.call("HEAD", "/photos/k");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("5");
    assertThat(head.header("Content-Type")).isEqualTo("binary/octet-stream");
    assertThat(head.body()).isEmpty();
    assertThat(bench.call("HEAD", "/photos/none").status()).isEqualTo(404);
    assertThat(bench.call("HEAD", "/photos/none").body()).isEmpty();
  }

  @Test
  void anOverwriteReplacesBytesAndLeavesOneFile() {
    bench.put("/photos/k", "old");
    bench.put("/photos/k", "new");
    assertThat(bench.call("GET", "/photos/k").text()).isEqualTo("new");
    assertThat(bench.files()).isEqualTo(1);
    assertThat(bench.call("DELETE", "/photos/k").status()).isEqualTo(204);
    assertThat(bench.call("DELETE", "/photos/k").status()).isEqualTo(204);
    assertThat(bench.files()).isZero();
  }

  @Test
  void anEmptyObjectIsAnObject() {
    bench.put("/photos/empty", "");
    var got = bench.call("GET", "/photos/empty");
    assertThat(got.status()).isEqualTo(200);
    assertThat(got.body()).isEmpty();
    assertThat(bench.call("HEAD", "/photos/empty").header("Content-Length")).isEqualTo("0");
    assertThat(bench.call("GET", "/photos/empty", "Range", "bytes=0-").status()).isEqualTo(416);
  }

  @Test
  void rangesGiveTheirBytes() {
    bench.put("/photos/k", "0123456789");
    var middle = bench.call("GET", "/photos/k", "Range", "bytes=2-4");
    assertThat(middle.status()).isEqualTo(206);
    assertThat(middle.text()).isEqualTo("234");
    assertThat(middle.header("Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(bench.call("GET", "/photos/k", "Range", "bytes=-3").text()).isEqualTo("789");
    assertThat(bench.call("GET", "/photos/k", "Range", "bytes=8-100").text()).isEqualTo("89");
    var beyond = bench.call("GET", "/photos/k", "Range", "bytes=10-");
    assertThat(beyond.status()).isEqualTo(416);
    assertThat(beyond.element("ActualObjectSize")).isEqualTo("10");
  }

  @Test
  void conditionsOfReadsAreKept() {
    bench.put("/photos/k", "hello");
    var tag = '"' + MD5_OF_HELLO + '"';
    assertThat(bench.call("GET", "/photos/k", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(bench.call("HEAD", "/photos/k", "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(bench.call("GET", "/photos/k", "If-None-Match", tag).header("ETag")).isEqualTo(tag);
    assertThat(bench.call("GET", "/photos/k", "If-Match", tag).status()).isEqualTo(200);
    var failed = bench.call("GET", "/photos/k", "If-Match", "\"other\"");
    assertThat(failed.status()).isEqualTo(412);
    assertThat(failed.element("Condition")).isEqualTo("If-Match");
    var same = "Tue, 24 Nov 2026 12:00:00 GMT";
    assertThat(bench.call("GET", "/photos/k", "If-Modified-Since", same).status()).isEqualTo(304);
    assertThat(bench.call("GET", "/photos/k", "If-Unmodified-Since", same).status()).isEqualTo(200);
  }

  @Test
  void conditionalWritesSeeWhatIsThere() {
    assertThat(bench.put("/photos/k", "one", "If-None-Match", "*").status()).isEqualTo(200);
    assertThat(bench.put("/photos/k", "two", "If-None-Match", "*").status()).isEqualTo(412);
    assertThat(bench.put("/photos/k", "two", "If-None-Match", "\"x\"").status()).isEqualTo(501);
    assertThat(bench.put("/photos/k", "two", "If-Match", "\"x\"").status()).isEqualTo(412);
    assertThat(bench.put("/photos/none", "two", "If-Match", "\"x\"").status()).isEqualTo(404);
    assertThat(bench.call("DELETE", "/photos/k", "If-Match", "\"x\"").status()).isEqualTo(412);
    assertThat(bench.call("GET", "/photos/k").text()).isEqualTo("one");
    assertThat(bench.files()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "..",
        "../../etc/passwd",
        "/lead",
        "a//b",
        "a/../b",
        "%00",
        "%2e%2e",
        "%F0%9F%98%80",
        "a+b",
        "%0A",
        "%7F",
        "CON",
        "a%5Cb",
        "k%253F"
      })
  void hostileKeysAreData(String raw) {
    assertThat(bench.put("/photos/" + raw, raw).status()).isEqualTo(200);
    assertThat(bench.call("GET", "/photos/" + raw).text()).isEqualTo(raw);
    var listed = bench.call("GET", "/photos?list-type=2&encoding-type=url");
    assertThat(listed.element("KeyCount")).isEqualTo("1");
    assertThat(listed.element("Key")).isEqualTo(Keys.encoded(Keys.decoded(raw)));
    assertThat(bench.files()).isEqualTo(1);
  }

  @Test
  void differentSpellingsOfAKeyAreOneKey() {
    bench.put("/photos/%61", "x");
    assertThat(bench.call("GET", "/photos/a").text()).isEqualTo("x");
    assertThat(bench.call("GET", "/a", "Host", "photos.s3.localhost:4566").text()).isEqualTo("x");
  }

  @Test
  void longKeysAreRefused() {
    assertThat(bench.put("/photos/" + "k".repeat(1024), "x").status()).isEqualTo(200);
    var tooLong = bench.put("/photos/" + "k".repeat(1025), "x");
    assertThat(tooLong.element("Code")).isEqualTo("KeyTooLongError");
    assertThat(bench.put("/photos/%ff", "x").element("Code")).isEqualTo("InvalidURI");
    assertThat(bench.put("/photos/%4", "x").element("Code")).isEqualTo("InvalidURI");
  }

  @Test
  void aPayloadThatBreaksOffLeavesNothing() {
    var payload =
        new Payload() {
          @Override
          public InputStream open() {
            return new SequenceInputStream(
                new ByteArrayInputStream("half".getBytes(UTF_8)),
                new InputStream() {
                  @Override
                  public int read() throws IOException {
                    throw new IOException("the signature of a chunk does not match");
                  }
                });
          }

          @Override
          public OptionalLong length() {
            return OptionalLong.of(8);
          }
        };
    var broken = bench.as(Bench.ADMIN, "PUT", "/photos/k", payload);
    assertThat(broken.element("Code")).isEqualTo("IncompleteBody");
    assertThat(bench.files()).isZero();
    assertThat(bench.call("GET", "/photos/k").status()).isEqualTo(404);
  }

  @Test
  void aPayloadThatIsNotWhatItsHeadersSayLeavesNothing() {
    var other = ChecksumAlgorithm.CRC32.base64("other".getBytes(UTF_8));
    assertThat(bench.put("/photos/k", "hello", "x-amz-checksum-crc32", other).element("Code"))
        .isEqualTo("BadDigest");
    assertThat(
            bench
                .put("/photos/k", "hello", "Content-MD5", ChecksumAlgorithm.MD5.base64(new byte[0]))
                .element("Code"))
        .isEqualTo("BadDigest");
    assertThat(bench.put("/photos/k", "hello", "Content-MD5", "x").element("Code"))
        .isEqualTo("InvalidDigest");
    assertThat(bench.put("/photos/k", "hello", "x-amz-checksum-crc32", "x").element("Code"))
        .isEqualTo("InvalidRequest");
    assertThat(bench.put("/photos/k", "hello", "x-amz-sdk-checksum-algorithm", "CRC32").status())
        .isEqualTo(400);
    assertThat(
            bench
                .put(
                    "/photos/k",
                    "hello",
                    "x-amz-checksum-crc32",
                    other,
                    "x-amz-checksum-sha1",
                    ChecksumAlgorithm.SHA1.base64(new byte[0]))
                .element("Code"))
        .isEqualTo("InvalidRequest");
    assertThat(bench.files()).isZero();
  }

  @Test
  void aTrailerIsHeldToTheBytes() {
    var bytes = "hello".getBytes(UTF_8);
    var right =
        trailing(bytes, Map.of("x-amz-checksum-crc32", ChecksumAlgorithm.CRC32.base64(bytes)));
    var put =
        bench.as(Bench.ADMIN, "PUT", "/photos/k", right, "x-amz-trailer", "x-amz-checksum-crc32");
    assertThat(put.header("x-amz-checksum-crc32")).isEqualTo("NhCmhg==");
    var wrong = trailing(bytes, Map.of("x-amz-checksum-crc32", "AAAAAA=="));
    assertThat(
            bench
                .as(Bench.ADMIN, "PUT", "/photos/l", wrong, "x-amz-trailer", "x-amz-checksum-crc32")
                .element("Code"))
        .isEqualTo("BadDigest");
    assertThat(
            bench
                .as(
                    Bench.ADMIN,
                    "PUT",
                    "/photos/l",
                    trailing(bytes, Map.of()),
                    "x-amz-trailer",
                    "x-amz-checksum-crc32")
                .element("Code"))
        .isEqualTo("MalformedTrailerError");
    assertThat(bench.files()).isEqualTo(1);
  }

  private static Payload trailing(byte[] bytes, Map<String, String> trailers) {
    return new Payload() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }

      @Override
      public OptionalLong length() {
        return OptionalLong.of(bytes.length);
      }

      @Override
      public Map<String, String> trailers() {
        return trailers;
      }
    };
  }

  @Test
  void aBodyOfUnknownLengthIsRefused() {
    var payload =
        new Payload() {
          @Override
          public InputStream open() {
            return new ByteArrayInputStream(new byte[1]);
          }

          @Override
          public OptionalLong length() {
            return OptionalLong.empty();
          }
        };
    assertThat(bench.as(Bench.ADMIN, "PUT", "/photos/k", payload).status()).isEqualTo(411);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x-amz-website-redirect-location: /x",
        "x-amz-server-side-encryption: aws:kms",
        "x-amz-server-side-encryption-customer-algorithm: AES256",
        "x-amz-storage-class: GLACIER",
        "x-amz-object-lock-mode: GOVERNANCE",
        "x-amz-write-offset-bytes: 5",
        "x-amz-never-heard-of: 1",
        "If-Modified-Since: Tue, 24 Nov 2026 12:00:00 GMT"
      })
  void whatIsNotActedOnIsRefusedByName(String header) {
    int colon = header.indexOf(": ");
    var refused =
        bench.put("/photos/k", "x", header.substring(0, colon), header.substring(colon + 2));
    assertThat(refused.status()).isEqualTo(501);
    assertThat(refused.text()).contains(header.substring(0, colon));
    assertThat(bench.files()).isZero();
  }

  @Test
  void aclsThatSayMoreThanTheOwnerAreRefused() {
    assertThat(bench.put("/photos/k", "x", "x-amz-acl", "public-read").element("Code"))
        .isEqualTo("AccessControlListNotSupported");
    assertThat(bench.put("/photos/k", "x", "x-amz-grant-read", "id=1").element("Code"))
        .isEqualTo("AccessControlListNotSupported");
    assertThat(bench.put("/photos/k", "x", "x-amz-acl", "bucket-owner-full-control").status())
        .isEqualTo(200);
  }

  @Test
  void metadataHasALimit() {
    assertThat(bench.put("/photos/k", "x", "x-amz-meta-a", "v".repeat(2047)).status())
        .isEqualTo(200);
    assertThat(bench.put("/photos/k", "x", "x-amz-meta-a", "v".repeat(2048)).element("Code"))
        .isEqualTo("MetadataTooLarge");
  }

  @Test
  void aCopyIsAnObjectOfItsOwn() {
    bench.put("/photos/a%20b", "hello", "Content-Type", "image/png", "x-amz-meta-one", "1");
    var copy = bench.call("PUT", "/photos/copy", "x-amz-copy-source", "/photos/a%20b");
    assertThat(copy.status()).isEqualTo(200);
    assertThat(copy.element("ETag")).isEqualTo('"' + MD5_OF_HELLO + '"');
    bench.call("DELETE", "/photos/a%20b");
    var got = bench.call("GET", "/photos/copy");
    assertThat(got.text()).isEqualTo("hello");
    assertThat(got.header("Content-Type")).isEqualTo("image/png");
    assertThat(got.header("x-amz-meta-one")).isEqualTo("1");
    assertThat(bench.files()).isEqualTo(1);
    bench.call("DELETE", "/photos/copy");
    assertThat(bench.files()).isZero();
  }

  @Test
  void aCopyOntoItselfMustChangeSomething() {
    bench.put("/photos/k", "hello", "x-amz-meta-one", "1");
    assertThat(bench.call("PUT", "/photos/k", "x-amz-copy-source", "photos/k").status())
        .isEqualTo(400);
    var replaced =
        bench.call(
            "PUT",
            "/photos/k",
            "x-amz-copy-source",
            "photos/k",
            "x-amz-metadata-directive",
            "REPLACE",
            "x-amz-meta-two",
            "2");
    assertThat(replaced.status()).isEqualTo(200);
    var got = bench.call("GET", "/photos/k");
    assertThat(got.text()).isEqualTo("hello");
    assertThat(got.header("x-amz-meta-one")).isEmpty();
    assertThat(got.header("x-amz-meta-two")).isEqualTo("2");
    assertThat(
            bench
                .call(
                    "PUT",
                    "/photos/l",
                    "x-amz-copy-source",
                    "photos/k",
                    "x-amz-copy-source-if-none-match",
                    "*")
                .status())
        .isEqualTo(412);
  }

  @Test
  void aBulkDeleteTellsOfEachKey() {
    bench.put("/photos/a", "1");
    bench.put("/photos/b", "2");
    var body =
        "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>a</Key></Object>"
            + "<Object><Key>none</Key></Object></Delete>";
    var digest = ChecksumAlgorithm.CRC32.base64(body.getBytes(UTF_8));
    var deleted = bench.post("/photos?delete", body, "x-amz-checksum-crc32", digest);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.elements("Deleted")).containsExactly("<Key>a</Key>", "<Key>none</Key>");
    assertThat(bench.call("GET", "/photos/b").status()).isEqualTo(200);
    assertThat(bench.post("/photos?delete", body).element("Code")).isEqualTo("InvalidRequest");
    assertThat(
            bench.post("/photos?delete", body, "x-amz-checksum-crc32", "AAAAAA==").element("Code"))
        .isEqualTo("BadDigest");
  }

  @Test
  void tagsAreKeptAndChanged() {
    bench.put("/photos/k", "x", "x-amz-tagging", "colour=red&size=big%20one");
    assertThat(bench.call("GET", "/photos/k").header("x-amz-tagging-count")).isEqualTo("2");
    assertThat(bench.call("GET", "/photos/k?tagging").elements("Value"))
        .containsExactly("red", "big one");
    bench.put(
        "/photos/k?tagging",
        "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>");
    assertThat(bench.call("GET", "/photos/k?tagging").elements("Key")).containsExactly("a");
    assertThat(bench.call("DELETE", "/photos/k?tagging").status()).isEqualTo(204);
    assertThat(bench.call("GET", "/photos/k?tagging").elements("Key")).isEmpty();
    assertThat(bench.put("/photos/k", "x", "x-amz-tagging", "a=1&a=2").element("Code"))
        .isEqualTo("InvalidTag");
    assertThat(bench.put("/photos/k", "x", "x-amz-tagging", "aws:a=1").element("Message"))
        .isEqualTo("System tags cannot be added/updated by requester");
    assertThat(bench.put("/photos/k", "x", "x-amz-tagging", "a=1&A=2").element("Code"))
        .isEqualTo("InvalidTag");
    assertThat(
            bench
                .put(
                    "/photos/k?tagging",
                    "<Tagging><TagSet><Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>A</Key><Value>2</Value></Tag></TagSet></Tagging>")
                .element("Code"))
        .isEqualTo("InvalidTag");
  }

  @Test
  void headersThatTheReaderWantsAreShown() {
    bench.put("/photos/k", "x");
    var target = "/photos/k?response-content-type=text%2Fplain&response-cache-control=no-store";
    var got = bench.call("GET", target);
    assertThat(got.header("Content-Type")).isEqualTo("text/plain");
    assertThat(got.header("Cache-Control")).isEqualTo("no-store");
  }
}
