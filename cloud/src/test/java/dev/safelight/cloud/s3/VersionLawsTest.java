package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The service against a slow and obvious second one: lists in memory, newest version first.
class VersionLawsTest {
  private static final List<String> KEYS = List.of("a", "a/1", "a/2", "b", "c/d/1", "é");

  @TempDir Path data;

  private record Kept(String id, boolean marker, String text) {}

  private final TreeMap<String, List<Kept>> model = new TreeMap<>();
  private String status = "";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anySequenceOfCallsEndsAsTheModelDoes(long seed) {
    var random = new Random(seed);
    try (var bench = new Bench(data)) {
      bench.call("PUT", "/photos");
      for (int i = 0; i < 250; i++) {
        step(bench, random, i);
        if (i % 10 == 0) {
          compare(bench, random);
        }
      }
      for (var key : KEYS) {
        for (var kept : List.copyOf(versions(key))) {
          delete(bench, key, kept.id());
        }
      }
      assertThat(bench.files()).isZero();
      assertThat(bench.call("DELETE", "/photos").status()).isEqualTo(204);
    }
  }

  private List<Kept> versions(String key) {
    return model.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  private static String path(String key) {
    return "/photos/" + key.replace("é", "%C3%A9");
  }

  private void step(Bench bench, Random random, int i) {
    var key = KEYS.get(random.nextInt(KEYS.size()));
    switch (random.nextInt(10)) {
      case 0 -> {
        status = random.nextBoolean() ? "Enabled" : "Suspended";
        bench.put(
            "/photos?versioning",
            "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>");
      }
      case 1, 2, 3, 4 -> {
        var put = bench.put(path(key), "text " + i);
        add(key, new Kept(id(put.header("x-amz-version-id")), false, "text " + i));
      }
      case 5, 6 -> {
        var deleted = bench.call("DELETE", path(key));
        if (status.isEmpty()) {
          versions(key).clear();
        } else {
          add(key, new Kept(id(deleted.header("x-amz-version-id")), true, ""));
        }
      }
      case 7 -> {
        var all = versions(key);
        if (!all.isEmpty()) {
          delete(bench, key, all.get(random.nextInt(all.size())).id());
        }
      }
      case 8 -> copy(bench, random, key);
      default -> delete(bench, key, "null");
    }
  }

  private void copy(Bench bench, Random random, String key) {
    var from = KEYS.get(random.nextInt(KEYS.size()));
    var all = versions(from).stream().filter(kept -> !kept.marker()).toList();
    if (all.isEmpty()) {
      return;
    }
    var chosen = all.get(random.nextInt(all.size()));
    var copied =
        bench.call("PUT", path(key), "x-amz-copy-source", path(from) + "?versionId=" + chosen.id());
    assertThat(copied.status()).isEqualTo(200);
    add(key, new Kept(id(copied.header("x-amz-version-id")), false, chosen.text()));
  }

  /// Outside of an enabled bucket there is one null version.
  private void add(String key, Kept kept) {
    var all = versions(key);
    if (!status.equals("Enabled")) {
      assertThat(kept.id()).isEqualTo("null");
      all.removeIf(old -> old.id().equals("null"));
    }
    all.addFirst(kept);
  }

  private static String id(String header) {
    return header.isEmpty() ? "null" : header;
  }

  private void delete(Bench bench, String key, String id) {
    var deleted = bench.call("DELETE", path(key) + "?versionId=" + id);
    assertThat(deleted.status()).isEqualTo(204);
    boolean marker = versions(key).stream().anyMatch(kept -> kept.id().equals(id) && kept.marker());
    assertThat(deleted.header("x-amz-delete-marker")).isEqualTo(marker ? "true" : "");
    versions(key).removeIf(kept -> kept.id().equals(id));
  }

  private void compare(Bench bench, Random random) {
    for (var key : KEYS) {
      var all = versions(key);
      var got = bench.call("GET", path(key));
      if (all.isEmpty() || all.getFirst().marker()) {
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.header("x-amz-delete-marker")).isEqualTo(all.isEmpty() ? "" : "true");
      } else {
        assertThat(got.text()).isEqualTo(all.getFirst().text());
      }
      for (var kept : all) {
        var version = bench.call("GET", path(key) + "?versionId=" + kept.id());
        assertThat(version.status()).isEqualTo(kept.marker() ? 405 : 200);
        if (!kept.marker()) {
          assertThat(version.text()).isEqualTo(kept.text());
        }
      }
    }
    assertThat(listed(bench, random)).containsExactlyInAnyOrderElementsOf(wanted());
    assertThat(bench.call("GET", "/photos").elements("Key"))
        .containsExactlyElementsOf(
            model.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty() && !one.getValue().getFirst().marker())
                .map(java.util.Map.Entry::getKey)
                .toList());
  }

  private List<String> wanted() {
    return model.entrySet().stream()
        .flatMap(one ->
            Stream.iterate(0, i -> i < one.getValue().size(), i -> i + 1)
                .map(i -> one.getKey() + " " + one.getValue().get(i).id() + " " + (i == 0)))
        .toList();
  }

  /// Every page, of a random size.
  private static List<String> listed(Bench bench, Random random) {
    var found = new ArrayList<String>();
    var from = "";
    while (true) {
      var page = bench.call("GET", "/photos?versions&max-keys=" + (1 + random.nextInt(5)) + from);
      var keys = page.elements("Key");
      var ids = page.elements("VersionId");
      var latest = page.elements("IsLatest");
      for (int i = 0; i < keys.size(); i++) {
        found.add(keys.get(i) + " " + ids.get(i) + " " + latest.get(i));
      }
      if (page.element("IsTruncated").equals("false")) {
        return found;
      }
      from =
          "&key-marker="
              + page.element("NextKeyMarker").replace("é", "%C3%A9")
              + "&version-id-marker="
              + page.element("NextVersionIdMarker");
    }
  }
}
