package dev.safelight.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cli.design.Design;
import dev.safelight.cloud.Settings;
import dev.safelight.cloud.Stopped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// What an environment promised before it was killed, it has when it runs again.
class CrashTest {
  private static final Design DESIGN = Design.of(Settings.ACCOUNT, Settings.REGION);
  private static final int WRITERS = 4;
  private static final int KILLS = 3;
  private static final long SEED = 20261124;

  @TempDir Path folder;

  /// By key: the bytes of an upload are told by its size and its key's hash.
  private final Map<String, Integer> tried = new ConcurrentHashMap<>();

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void killedInTheMidstOfUploadsItKeepsWhatItAcknowledgedAndNothingHalf() throws Exception {
    var home = homeWithATinyFunction();
    var random = new Random(SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      try (var up = Up.start(home, folder.resolve("data"))) {
        uploadUntilKilled(up, kill, random);
      }
    }
    try (var up = Up.start(home, folder.resolve("data"))) {
      var s3 = up.admin().s3();
      var kept = keys(s3);
      // Each kill cut off one upload of every writer: the moment was right in the midst of them.
      assertThat(tried).hasSize(acknowledged.size() + KILLS * WRITERS);
      assertThat(kept).containsAll(acknowledged);
      for (var key : kept) {
        assertThat(s3.getObjectAsBytes(o -> o.bucket(DESIGN.bucket()).key(key)).asByteArray())
            .as(key)
            .isEqualTo(bytes(key, tried.get(key)));
      }
      // Whoever is kept was told of, acknowledged or not: one commit holds both.
      Await.until("every event delivered", this::delivered, told -> told.containsAll(kept));
      assertThat(delivered()).isSubsetOf(kept);
    }
    assertThat(filesOnDisk()).isEqualTo(filesInTheDatabase());
    requireThatEveryDecisionCanBeExplained();
  }

  /// Of a stopped environment: the evidence of each record is there whole.
  private void requireThatEveryDecisionCanBeExplained() throws Exception {
    var ids = new ArrayList<String>();
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/safelight.db"));
        var statement = database.createStatement();
        var rows = statement.executeQuery("select id from audit where decisions <> '[]'")) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    assertThat(ids).hasSizeGreaterThan(acknowledged.size());
    try (var stopped = Stopped.open(folder.resolve("data"))) {
      for (var id : ids) {
        assertThat(stopped.explain(id))
            .contains("\"hasEvidence\":true")
            .contains("\"engineAgrees\":true")
            .doesNotContain("\"engineAgrees\":false");
      }
    }
  }

  /// Kills the process while its writers wait for answers: at a moment that the seed names, counted
  /// in answers and not in time.
  private void uploadUntilKilled(Up up, int round, Random random) throws Exception {
    var answers = new CountDownLatch(5 + random.nextInt(25));
    var writers = new ArrayList<Thread>();
    for (int writer = 0; writer < WRITERS; writer++) {
      var name = "originals/" + round + "-" + writer + "-";
      var sizes = new Random(random.nextLong());
      writers.add(
          Thread.ofVirtual()
              .start(() -> {
                var s3 = up.admin().s3();
                for (int i = 0; put(s3, name + i, size(sizes)); i++) {
                  answers.countDown();
                }
              }));
    }
    answers.await();
    up.kill();
    for (var writer : writers) {
      writer.join();
    }
  }

  /// Some lie in the database, some in files; a few take long enough to be cut in the middle.
  private static int size(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(100);
      case 1, 2 -> random.nextInt(200_000);
      default -> 2_000_000 + random.nextInt(4_000_000);
    };
  }

  /// @return false where no answer came
  private boolean put(S3Client s3, String key, int size) {
    tried.put(key, size);
    try {
      s3.putObject(
          o -> o.bucket(DESIGN.bucket()).key(key), RequestBody.fromBytes(bytes(key, size)));
      acknowledged.add(key);
      return true;
    } catch (SdkException _) {
      return false;
    }
  }

  private static byte[] bytes(String key, int size) {
    var bytes = new byte[size];
    new Random(key.hashCode()).nextBytes(bytes);
    return bytes;
  }

  private static Set<String> keys(S3Client s3) {
    return s3.listObjectsV2Paginator(l -> l.bucket(DESIGN.bucket())).contents().stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  private Set<String> delivered() {
    var file = folder.resolve("delivered");
    if (!Files.exists(file)) {
      return Set.of();
    }
    try {
      return Files.readString(file).lines().map(CrashTest::key).collect(Collectors.toSet());
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  private static String key(String event) {
    var from = event.indexOf("\"key\":\"") + 7;
    return java.net.URLDecoder.decode(
        event.substring(from, event.indexOf('"', from)), StandardCharsets.UTF_8);
  }

  /// `up` deploys the function that it finds where the build leaves it.
  private Path homeWithATinyFunction() throws Exception {
    var home = Files.createDirectories(folder.resolve("home"));
    Files.write(
        Files.createDirectories(home.resolve("thumbnail/target")).resolve("function.zip"),
        TinyFunction.zip(folder, "append", folder.resolve("delivered").toString()));
    Files.copy(Built.template(), home.resolve("template.yaml"));
    return home;
  }

  private Set<String> filesOnDisk() throws Exception {
    try (var files = Files.walk(folder.resolve("data/objects"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  private Set<String> filesInTheDatabase() throws Exception {
    var found = new HashSet<String>();
    try (var database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/safelight.db"));
        var statement = database.createStatement();
        var rows = statement.executeQuery("select id from object_file")) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void aDataDirectoryHasOneOwner() throws Exception {
    var home = homeWithATinyFunction();
    try (var _ = Up.start(home, folder.resolve("data"))) {
      var second = Up.process(home, folder.resolve("data")).start();
      var said = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(second.waitFor()).as(said).isEqualTo(2);
      assertThat(List.of(said.split("\n"))).anyMatch(line -> line.startsWith("safelight: "));
    }
  }
}
