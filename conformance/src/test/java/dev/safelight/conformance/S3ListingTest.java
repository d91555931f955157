package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Listings against a slow, obvious model of them.
class S3ListingTest {
  @RegisterExtension static final Environment HERE = new Environment();
  private static final String BUCKET = "listed";
  private static final Comparator<String> BYTES =
      (one, other) ->
          Arrays.compareUnsigned(
              one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  private static final List<String> KEYS =
      List.of(
          "a",
          "a/1",
          "a/2",
          "a/b/1",
          "a/b/2",
          "a b",
          "a+b",
          "ab",
          "b/",
          "b/1",
          "b/é",
          "c//d",
          "photos/2025/x.jpg",
          "photos/2026/y.jpg",
          "photos/2026/z.jpg",
          "photos/index",
          "%",
          "~",
          "é",
          // UTF-16 would put the surrogate before it; UTF-8, S3's order, after.
          "\uff5e",
          "🦊");
  private static S3Client s3;

  @BeforeAll
  static void fillTheBucket() {
    s3 = HERE.admin().s3();
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
    for (var key : KEYS) {
      s3.putObject(o -> o.bucket(BUCKET).key(key), RequestBody.fromString(key));
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "'' | '' | 1000",
        "'' | '' | 1",
        "'' | / | 1000",
        "'' | / | 2",
        "a | '' | 3",
        "a | / | 1000",
        "a/ | / | 1",
        "photos/ | / | 1",
        "photos/202 | / | 2",
        "'' | b | 3",
        "nothing | / | 5",
        "é | '' | 1000"
      },
      delimiter = '|')
  void pagesTogetherAreWhatWasPut(String prefix, String delimiter, int most) {
    var keys = new ArrayList<String>();
    var folders = new ArrayList<String>();
    var pages =
        s3.listObjectsV2Paginator(list -> {
          list.bucket(BUCKET).prefix(prefix).maxKeys(most);
          if (!delimiter.isEmpty()) {
            list.delimiter(delimiter);
          }
        });
    for (var page : pages) {
      assertThat(page.keyCount()).isLessThanOrEqualTo(most);
      assertThat(page.contents().size() + page.commonPrefixes().size()).isEqualTo(page.keyCount());
      page.contents().stream().map(S3Object::key).forEach(keys::add);
      page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(folders::add);
    }
    assertThat(keys).containsExactlyElementsOf(keysBelow(prefix, delimiter));
    assertThat(folders).containsExactlyElementsOf(foldersBelow(prefix, delimiter));
  }

  private static List<String> keysBelow(String prefix, String delimiter) {
    return KEYS.stream()
        .filter(key -> key.startsWith(prefix) && end(key, prefix, delimiter) < 0)
        .sorted(BYTES)
        .toList();
  }

  private static Set<String> foldersBelow(String prefix, String delimiter) {
    var folders = new TreeSet<>(BYTES);
    for (var key : KEYS) {
      if (key.startsWith(prefix) && end(key, prefix, delimiter) >= 0) {
        folders.add(key.substring(0, end(key, prefix, delimiter)));
      }
    }
    return folders;
  }

  private static int end(String key, String prefix, String delimiter) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? -1 : at + delimiter.length();
  }

  @Test
  void aListingMayStartAfterAKey() {
    assertThat(
            s3.listObjectsV2(list -> list.bucket(BUCKET).startAfter("photos/2026/y.jpg"))
                .contents())
        .extracting(S3Object::key)
        .containsExactlyElementsOf(
            KEYS.stream()
                .filter(key -> BYTES.compare(key, "photos/2026/y.jpg") > 0)
                .sorted(BYTES)
                .toList());
  }

  @Test
  void theFirstKindOfListingPagesByMarker() {
    var keys = new ArrayList<String>();
    var marker = "";
    while (true) {
      var from = marker;
      var page = s3.listObjects(list -> list.bucket(BUCKET).marker(from).maxKeys(4));
      page.contents().stream().map(S3Object::key).forEach(keys::add);
      if (!page.isTruncated()) {
        break;
      }
      marker = keys.getLast();
    }
    assertThat(keys).containsExactlyElementsOf(KEYS.stream().sorted(BYTES).toList());
  }

  @Test
  void aMadeUpContinuationIsRefused() {
    Errors.refusal(
        400,
        "InvalidArgument",
        () -> s3.listObjectsV2(list -> list.bucket(BUCKET).continuationToken("made up")));
  }
}
