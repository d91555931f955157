package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.authorise.Service.Recognised;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Headers;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Peer;
import dev.safelight.cloud.call.Request;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds whatever is sent, and in whatever order.
class LawsTest {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "get", "");
  private static final List<String> WORDS =
      List.of(
          "/",
          "//",
          "photos",
          "..",
          "%00",
          "%2F",
          "%",
          "%zz",
          "%ff",
          "%C3%A9",
          "+",
          "?",
          "&",
          "=",
          "acl",
          "policy",
          "uploads",
          "uploadId=x",
          "partNumber=1",
          "list-type=2",
          "delete",
          "tagging",
          "max-keys=",
          "prefix=",
          "x-id=GetObject",
          "versionId=1",
          "a".repeat(700),
          "*",
          ":",
          "\u0000",
          "\r\n",
          "é",
          "😀",
          "arn:aws:s3:::other/k");
  private static final List<String> HEADERS =
      List.of(
          "Host",
          "Range",
          "If-Match",
          "If-None-Match",
          "x-amz-copy-source",
          "x-amz-acl",
          "x-amz-tagging",
          "x-amz-meta-a",
          "Content-MD5",
          "x-amz-checksum-crc32",
          "x-amz-trailer",
          "x-amz-storage-class",
          "x-amz-unheard-of");

  @TempDir Path data;

  @Test
  void whateverIsSentIsAnOperationOnItsOwnBucketOrAFault() {
    var random = new Random(11);
    int understood = 0;
    try (var bench = new Bench(data)) {
      for (int i = 0; i < 20_000; i++) {
        var request = random(bench, random);
        try {
          switch (bench.s3.recognise(request, Bench.ACCOUNT)) {
            case Recognised.As<S3Operation>(var operation) -> {
              understood++;
              for (var access : operation.needs()) {
                assertThat(access.resource()).matches("(?s)arn:aws:s3:::(\\*|[a-z0-9.-]+(/.+)?)");
              }
            }
            case Recognised.Unknown<S3Operation>(var name) -> assertThat(name).isNotBlank();
          }
        } catch (Fault fault) {
          assertThat(fault.status()).isBetween(400, 501);
        }
      }
    }
    assertThat(understood).isGreaterThan(100);
  }

  private static Request random(Bench bench, Random random) {
    var target = new StringBuilder(random.nextInt(8) == 0 ? "" : "/");
    if (random.nextBoolean()) {
      target.append("photos");
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      target.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    var headers = Headers.of("Host", random.nextInt(8) == 0 ? "a.b.localhost" : "localhost");
    for (int i = random.nextInt(3); i > 0; i--) {
      headers =
          headers.with(
              HEADERS.get(random.nextInt(HEADERS.size())), WORDS.get(random.nextInt(WORDS.size())));
    }
    return new Request(
        "R",
        bench.now,
        METHODS.get(random.nextInt(METHODS.size())),
        target.toString(),
        headers,
        Payload.of("<Delete/>".getBytes(UTF_8)),
        new Peer("127.0.0.1", ""));
  }

  @Test
  void writersAtOnceLeaveOneWholeObjectAndOneFile() throws Exception {
    try (var bench = new Bench(data);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bench.call("PUT", "/photos");
      var writers =
          IntStream.range(0, 40)
              .mapToObj(i ->
                  threads.submit(() ->
                      i % 5 == 4
                          ? bench.call("DELETE", "/photos/k")
                          : bench.put("/photos/k", ("text " + i).repeat(100 + i))))
              .toList();
      for (var writer : writers) {
        assertThat(writer.get().status()).isLessThan(300);
      }
      assertThat(bench.put("/photos/k", "last").status()).isEqualTo(200);
      assertThat(bench.call("GET", "/photos/k").text()).isEqualTo("last");
      assertThat(bench.files()).isEqualTo(1);
    }
  }

  @Test
  void oneOfManyConditionalWritersWins() throws Exception {
    try (var bench = new Bench(data);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      bench.call("PUT", "/photos");
      var writers =
          IntStream.range(0, 20)
              .mapToObj(
                  i -> threads.submit(() -> bench.put("/photos/k", "w" + i, "If-None-Match", "*")))
              .toList();
      int won = 0;
      for (var writer : writers) {
        won += writer.get().status() == 200 ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
      assertThat(bench.files()).isEqualTo(1);
    }
  }

  @Test
  void aReaderKeepsItsBytesWhileTheyAreReplaced() throws Exception {
    try (var bench = new Bench(data)) {
      bench.call("PUT", "/photos");
      bench.put("/photos/k", "old");
      var pieces = new Pieces(bench.store.objects());
      try (var body =
          bench.store.read(transaction -> {
            var object = new ObjectRows(pieces).find(transaction, "photos", "k").orElseThrow();
            return pieces.open(pieces.of(transaction, object.content()));
          })) {
        bench.put("/photos/k", "new and longer");
        var out = new ByteArrayOutputStream();
        body.writeTo(out);
        assertThat(out.toString(UTF_8)).isEqualTo("old");
      }
    }
  }

  @Test
  void everythingIsThereAfterARestart() {
    try (var bench = new Bench(data)) {
      bench.call("PUT", "/photos");
      bench.put("/photos/k", "hello", "Content-Type", "image/png");
    }
    try (var bench = new Bench(data)) {
      var got = bench.call("GET", "/photos/k");
      assertThat(got.text()).isEqualTo("hello");
      assertThat(got.header("Content-Type")).isEqualTo("image/png");
      assertThat(bench.files()).isEqualTo(1);
    }
  }
}
