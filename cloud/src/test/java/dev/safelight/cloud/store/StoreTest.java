package dev.safelight.cloud.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final List<String> SCHEMA =
      List.of("create table if not exists note(id integer primary key, text text not null) strict");

  @TempDir Path folder;

  private Store open() {
    return Store.open(folder.resolve("data"), true, SCHEMA, new SecureRandom());
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    try (var store = open()) {
      store.write(transaction -> transaction.update("insert into note values (1, 'kept')"));
    }
    try (var store = open()) {
      assertThat(texts(store)).containsExactly("kept");
    }
  }

  @Test
  void anExceptionUndoesItsOwnWorkAndNoOther() throws Exception {
    try (var store = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results =
          IntStream.range(0, 400)
              .mapToObj(i ->
                  threads.submit(() ->
                      store.write(transaction -> {
                        transaction.update("insert into note values (?, ?)", i, "note " + i);
                        if (i % 3 == 0) {
                          throw new IllegalStateException("third");
                        }
                        return i;
                      })))
              .toList();
      for (int i = 0; i < 400; i++) {
        Future<Integer> result = results.get(i);
        if (i % 3 == 0) {
          assertThatThrownBy(result::get).hasRootCauseMessage("third");
        } else {
          assertThat(result.get()).isEqualTo(i);
        }
      }
      assertThat(texts(store)).hasSize(266).doesNotContain("note 0", "note 399");
    }
  }

  @Test
  void aFailedAttemptInsideATransactionKeepsWhatCameBefore() {
    try (var store = open()) {
      store.write(transaction -> {
        transaction.update("insert into note values (1, 'before')");
        assertThatThrownBy(() ->
                transaction.attempt(() -> {
                  transaction.update("insert into note values (2, 'within')");
                  throw new IllegalStateException("no");
                }))
            .hasMessage("no");
        return true;
      });
      assertThat(texts(store)).containsExactly("before");
    }
  }

  @Test
  void aReaderSeesWhatIsCommittedAndWaitsForNobody() {
    try (var store = open()) {
      store.write(transaction -> {
        transaction.update("insert into note values (1, 'uncommitted')");
        assertThat(texts(store)).isEmpty();
        return true;
      });
      assertThat(texts(store)).containsExactly("uncommitted");
    }
  }

  @Test
  void aStagedFileExistsOnlyOnceItIsKept() throws Exception {
    try (var store = open()) {
      String id;
      try (var staged = store.objects().stage(stream("kept"))) {
        id = staged.id();
        assertThat(staged.size()).isEqualTo(4);
        store.write(transaction -> {
          staged.keep(transaction);
          return true;
        });
      }
      try (var _ = store.objects().stage(stream("dropped"))) {
        assertThat(files()).hasSize(2);
      }
      assertThat(files()).containsExactly(id);
      assertThat(store.objects().bytes(id)).asString(UTF_8).isEqualTo("kept");
      assertThat(Files.readAllBytes(store.objects().path(id)))
          .asString(UTF_8)
          .doesNotContain("kept");
    }
  }

  @Test
  void aFileKeptInATransactionThatFailsIsGone() throws Exception {
    try (var store = open()) {
      try (var staged = store.objects().stage(stream("never"))) {
        assertThatThrownBy(() ->
                store.write(transaction -> {
                  staged.keep(transaction);
                  throw new IllegalStateException("no");
                }))
            .hasMessage("no");
      }
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aStreamThatBreaksLeavesNothing() throws Exception {
    try (var store = open()) {
      var broken =
          new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
              if (left == 0) {
                throw new IOException("gone"); // Each time: read(byte[]) swallows the first one.
              }
              left--;
              return 7;
            }
          };
      assertThatThrownBy(() -> store.objects().stage(broken)).hasMessage("gone");
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aRemovedFileStaysReadableWhereItIsOpen() throws Exception {
    try (var store = open()) {
      var staged = store.objects().stage(stream("old"));
      store.write(transaction -> {
        staged.keep(transaction);
        return true;
      });
      try (var file = store.objects().open(staged.id())) {
        store.write(transaction -> {
          store.objects().remove(transaction, staged.id());
          return true;
        });
        assertThat(files()).isEmpty();
        assertThat(file.size()).isEqualTo(3);
        assertThat(file.bytes()).asString(UTF_8).isEqualTo("old");
      }
    }
  }

  @Test
  void whatACrashLeftIsSweptAtTheNextStart() throws Exception {
    try (var store = open()) {
      var orphan = store.objects().stage(stream("orphan")); // never kept, never closed: a crash
      assertThat(files()).containsExactly(orphan.id());
    }
    try (var _ = open()) {
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void twoOwnersAreRefusedWithASentence() {
    try (var _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(DataDirectory.Unusable.class)
          .hasMessageContaining("is in use by another process")
          .hasMessageContaining("--data");
    }
  }

  @Test
  void aNewerFormatIsLeftByteForByteAsItIs() throws Exception {
    try (var store = open()) {
      store.write(transaction -> {
        transaction.execute("pragma user_version = " + (Store.VERSION + 1));
        return true;
      });
    }
    var database = folder.resolve("data/safelight.db");
    var before = Files.readAllBytes(database);
    assertThatThrownBy(this::open)
        .isInstanceOf(DataDirectory.Unusable.class)
        .hasMessageContaining("written by a newer Safelight");
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
  }

  @Test
  void anOlderFormatIsLeftByteForByteAsItIs() throws Exception {
    try (var store = open()) {
      store.write(transaction -> {
        transaction.execute("pragma user_version = " + (Store.VERSION - 1));
        return true;
      });
    }
    var database = folder.resolve("data/safelight.db");
    var before = Files.readAllBytes(database);
    assertThatThrownBy(this::open)
        .isInstanceOf(DataDirectory.Unusable.class)
        .hasMessageContaining("written by an earlier Safelight");
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
  }

  @Test
  void aLostOrChangedKeyIsRefusedWithASentence() throws Exception {
    String id;
    try (var store = open();
        var staged = store.objects().stage(stream("kept"))) {
      store.write(transaction -> {
        staged.keep(transaction);
        return true;
      });
      id = staged.id();
    }
    var key = folder.resolve("data/objects.key");
    assertThat(Files.getPosixFilePermissions(key))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    var right = Files.readAllBytes(key);
    Files.delete(key);
    assertThatThrownBy(this::open).hasMessageContaining("has lost its key objects.key");
    assertThat(key).doesNotExist();
    Files.write(key, new byte[31]);
    assertThatThrownBy(this::open).hasMessageContaining("has 31 bytes instead of 32");
    var wrong = right.clone();
    wrong[7] ^= 1;
    Files.write(key, wrong);
    assertThatThrownBy(this::open).hasMessageContaining("is not the one");
    Files.write(key, right);
    try (var store = open()) {
      assertThat(store.objects().bytes(id)).asString(UTF_8).isEqualTo("kept");
    }
  }

  @Test
  void aFileInPlaceOfADirectoryIsRefused() throws Exception {
    Files.writeString(folder.resolve("data"), "a file");
    assertThatThrownBy(this::open)
        .isInstanceOf(DataDirectory.Unusable.class)
        .hasMessageContaining("is a file");
    assertThat(Files.readString(folder.resolve("data"))).isEqualTo("a file");
  }

  @Test
  void stateIsReadableByItsUserAlone() throws Exception {
    try (var store = open()) {
      store.directory().write("secret", "s".getBytes(UTF_8));
      assertThat(Files.getPosixFilePermissions(folder.resolve("data")))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(Files.getPosixFilePermissions(folder.resolve("data/secret")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static List<String> texts(Store store) {
    return store.read(transaction ->
        transaction.all("select text from note order by id", row -> row.text("text")));
  }

  private List<String> files() throws IOException {
    var objects = folder.resolve("data/objects");
    if (!Files.exists(objects)) {
      return List.of();
    }
    try (var files = Files.walk(objects)) {
      return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
    }
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
