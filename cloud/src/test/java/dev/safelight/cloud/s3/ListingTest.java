package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Listings agree with a slow, obvious model.
class ListingTest {
  private static final Comparator<String> BYTES =
      (one, two) -> Arrays.compareUnsigned(one.getBytes(UTF_8), two.getBytes(UTF_8));
  private static final List<String> ALPHABET =
      List.of("a", "b", "/", "//", "z", "é", "\u007f", "\uFFFD", "😀", "%", "+", " ", "&");

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

  private void put(String... keys) {
    for (var key : keys) {
      assertThat(bench.put("/photos/" + encoded(key), key).status()).isEqualTo(200);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /// Keys and common prefixes, each once, in the order of their bytes.
  private static List<String> model(Iterable<String> keys, String prefix, String delimiter) {
    var entries = new LinkedHashSet<String>();
    for (var key : keys) {
      if (key.startsWith(prefix)) {
        int found = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        entries.add(found < 0 ? "K" + key : "P" + key.substring(0, found + delimiter.length()));
      }
    }
    return List.copyOf(entries);
  }

  /// The same of an answer. Keys and prefixes stand apart there; together they are in order.
  private static List<String> entries(Bench.Response page) {
    var entries = new ArrayList<String>();
    page.elements("Key").forEach(key -> entries.add("K" + URLDecoder.decode(key, UTF_8)));
    for (var common : page.elements("CommonPrefixes")) {
      var prefix = common.replace("<Prefix>", "").replace("</Prefix>", "");
      entries.add("P" + URLDecoder.decode(prefix, UTF_8));
    }
    entries.sort(Comparator.comparing(entry -> entry.substring(1), BYTES));
    return entries;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pagesOfAnySizeTellWhatTheModelTells(long seed) {
    var random = new Random(seed);
    var keys = new TreeSet<>(BYTES);
    for (int i = 0; i < 40; i++) {
      var key = new StringBuilder();
      int length = 1 + random.nextInt(5);
      for (int j = 0; j < length; j++) {
        key.append(ALPHABET.get(random.nextInt(ALPHABET.size())));
      }
      keys.add(key.toString());
    }
    put(keys.toArray(String[]::new));
    for (var prefix : List.of("", "a", "/", "😀")) {
      for (var delimiter : List.of("", "/", "//", "é")) {
        var wanted = model(keys, prefix, delimiter);
        for (int most : new int[] {1, 7, 1000}) {
          assertThat(second(prefix, delimiter, most)).isEqualTo(wanted);
          if (!delimiter.isEmpty() || most == 1000) {
            assertThat(first(prefix, delimiter, most)).isEqualTo(wanted);
          }
        }
      }
    }
  }

  private List<String> second(String prefix, String delimiter, int most) {
    var all = new ArrayList<String>();
    var token = "";
    do {
      var page =
          bench.call(
              "GET",
              "/photos?list-type=2&encoding-type=url&prefix="
                  + encoded(prefix)
                  + "&delimiter="
                  + encoded(delimiter)
                  + "&max-keys="
                  + most
                  + (token.isEmpty() ? "" : "&continuation-token=" + encoded(token)));
      assertThat(page.status()).isEqualTo(200);
      var entries = entries(page);
      assertThat(page.element("KeyCount")).isEqualTo(Integer.toString(entries.size()));
      all.addAll(entries);
      token = page.element("NextContinuationToken");
      assertThat(page.element("IsTruncated")).isEqualTo(Boolean.toString(!token.isEmpty()));
    } while (!token.isEmpty());
    return all;
  }

  private List<String> first(String prefix, String delimiter, int most) {
    var all = new ArrayList<String>();
    var marker = "";
    do {
      var page =
          bench.call(
              "GET",
              "/photos?encoding-type=url&prefix="
                  + encoded(prefix)
                  + "&delimiter="
                  + encoded(delimiter)
                  + "&max-keys="
                  + most
                  + "&marker="
                  + encoded(marker));
      all.addAll(entries(page));
      marker = URLDecoder.decode(page.element("NextMarker"), UTF_8);
    } while (!marker.isEmpty());
    return all;
  }

  @Test
  void aPageHoldsAThousandAtMost() {
    put(IntStream.range(0, 1003).mapToObj("k%05d"::formatted).toArray(String[]::new));
    var page = bench.call("GET", "/photos?list-type=2&max-keys=5000");
    assertThat(page.elements("Key")).hasSize(1000).startsWith("k00000");
    assertThat(page.element("MaxKeys")).isEqualTo("1000");
    assertThat(second("k", "", 1000)).hasSize(1003);
    assertThat(bench.call("GET", "/photos?list-type=2&max-keys=0").element("IsTruncated"))
        .isEqualTo("false");
  }

  @Test
  void startAfterAndMarkerLeaveOutWhatLiesBefore() {
    put("a", "b", "c/1", "c/2", "d");
    var after = bench.call("GET", "/photos?list-type=2&start-after=b");
    assertThat(after.elements("Key")).containsExactly("c/1", "c/2", "d");
    assertThat(after.element("StartAfter")).isEqualTo("b");
    assertThat(bench.call("GET", "/photos?marker=c/1").elements("Key")).containsExactly("c/2", "d");
    assertThat(bench.call("GET", "/photos?marker=c/&delimiter=/").elements("CommonPrefixes"))
        .isEmpty();
  }

  @Test
  void ownersAreToldWhereAskedFor() {
    put("a");
    assertThat(bench.call("GET", "/photos?list-type=2").text()).doesNotContain("<Owner>");
    assertThat(bench.call("GET", "/photos?list-type=2&fetch-owner=true").text())
        .contains("<Owner>");
    assertThat(bench.call("GET", "/photos").text()).contains("<Owner>");
  }

  @ParameterizedTest
  @CsvSource({
    "list-type=3, InvalidArgument",
    "list-type=2&max-keys=-1, InvalidArgument",
    "list-type=2&max-keys=x, InvalidArgument",
    "list-type=2&encoding-type=base64, InvalidArgument",
    "list-type=2&continuation-token=!!, InvalidArgument",
    "list-type=2&continuation-token=, InvalidArgument",
    "list-type=2&prefix=a&prefix=b, InvalidArgument",
    "list-type=2&prefix=%ff, InvalidURI",
    "list-type=2&marker=a, NotImplemented",
    "versions&version-id-marker=null, InvalidArgument",
    "versions&key-marker=a&version-id-marker=zz, InvalidArgument",
    "versions&marker=a, NotImplemented"
  })
  void whatMakesNoListingIsRefused(String query, String code) {
    assertThat(bench.call("GET", "/photos?" + query).element("Code")).isEqualTo(code);
  }
}
