package dev.safelight.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Object files read back what was written, or nothing.
class SealedFileTest {
  private static final int FULL = Sealing.CHUNK + Sealing.TAG;

  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(folder.resolve("data"), false, List.of(), new SecureRandom());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static byte[] plain(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private String kept(byte[] bytes) throws IOException {
    var staged = store.objects().stage(new ByteArrayInputStream(bytes));
    store.write(transaction -> {
      staged.keep(transaction);
      return true;
    });
    assertThat(staged.size()).isEqualTo(bytes.length);
    return staged.id();
  }

  private void refused(String id, byte[] content, byte[] plain) throws IOException {
    Files.write(store.objects().path(id), content);
    assertThatThrownBy(() -> store.objects().bytes(id))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
    // A chunk that is whole may still be read; what is handed out is right.
    try (var file = store.objects().open(id)) {
      for (long at = 0; at < plain.length; at += Sealing.CHUNK / 2) {
        var out = new ByteArrayOutputStream();
        try {
          file.copyTo(out, at, Math.min(100, plain.length - at));
        } catch (IOException _) {
          // What was written before is looked at all the same.
        }
        var got = out.toByteArray();
        assertThat(got).isEqualTo(Arrays.copyOfRange(plain, (int) at, (int) at + got.length));
      }
    } catch (IOException _) {
      // Refused as a whole.
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 65_535, 65_536, 65_537, 131_072, 200_000})
  void anyPartReadsAsItWasWritten(int size) throws IOException {
    var plain = plain(size);
    var id = kept(plain);
    var random = new Random(1);
    assertThat(store.objects().bytes(id)).isEqualTo(plain);
    try (var file = store.objects().open(id)) {
      assertThat(file.size()).isEqualTo(size);
      for (int i = 0; i < 50; i++) {
        int from = random.nextInt(size + 1);
        int length = random.nextInt(size - from + 1);
        var out = new ByteArrayOutputStream();
        file.copyTo(out, from, length);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(plain, from, from + length));
      }
      assertThatThrownBy(() -> file.copyTo(new ByteArrayOutputStream(), 0, size + 1L))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    var plain = plain(40);
    var id = kept(plain);
    var whole = Files.readAllBytes(store.objects().path(id));
    for (int i = 0; i < whole.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        var changed = whole.clone();
        changed[i] ^= (byte) (1 << bit);
        refused(id, changed, plain);
      }
    }
    Files.write(store.objects().path(id), whole);
    assertThat(store.objects().bytes(id)).isEqualTo(plain);
  }

  @Test
  void aCutOrLongerFileIsFound() throws IOException {
    var plain = plain(40);
    var id = kept(plain);
    var whole = Files.readAllBytes(store.objects().path(id));
    for (int length = 0; length < whole.length; length++) {
      refused(id, Arrays.copyOf(whole, length), plain);
    }
    for (int more : new int[] {1, 16, 17, FULL}) {
      refused(id, Arrays.copyOf(whole, whole.length + more), plain);
    }
  }

  @Test
  void aFileThatWasCutCannotEvenBeOpened() throws IOException {
    var id = kept(plain(3 * Sealing.CHUNK));
    var whole = Files.readAllBytes(store.objects().path(id));
    for (int length :
        new int[] {Sealing.HEADER + FULL, Sealing.HEADER + 2 * FULL, Sealing.HEADER + 16}) {
      Files.write(store.objects().path(id), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> store.objects().open(id)).hasMessageContaining("damaged");
    }
  }

  @Test
  void chunksCannotBeTakenAwayMovedOrRepeated() throws IOException {
    var plain = plain(3 * Sealing.CHUNK + 10);
    var id = kept(plain);
    var whole = Files.readAllBytes(store.objects().path(id));
    int[][] orders = {
      {0},
      {0, 1},
      {0, 1, 2},
      {1, 0, 2, 3},
      {0, 2, 1, 3},
      {0, 1, 3},
      {3},
      {0, 1, 1, 3},
      {0, 1, 2, 2, 3},
    };
    for (var order : orders) {
      var out = new ByteArrayOutputStream();
      out.write(whole, 0, Sealing.HEADER);
      for (int chunk : order) {
        int from = Sealing.HEADER + chunk * FULL;
        out.write(whole, from, Math.min(FULL, whole.length - from));
      }
      refused(id, out.toByteArray(), plain);
    }
  }

  @Test
  void filesCannotStandForEachOther() throws IOException {
    var one = kept(plain(100));
    var other = kept(plain(101));
    refused(one, Files.readAllBytes(store.objects().path(other)), new byte[0]);
  }

  @Test
  void theSameBytesAreNeverEncryptedAlike() throws IOException {
    var one = Files.readAllBytes(store.objects().path(kept(new byte[1000])));
    var other = Files.readAllBytes(store.objects().path(kept(new byte[1000])));
    assertThat(Arrays.copyOfRange(one, Sealing.HEADER, Sealing.HEADER + 64))
        .isNotEqualTo(Arrays.copyOfRange(other, Sealing.HEADER, Sealing.HEADER + 64));
  }

  @Test
  void anotherDirectorysKeyOpensNothing() throws IOException {
    var plain = plain(100);
    var id = kept(plain);
    var bytes = Files.readAllBytes(store.objects().path(id));
    try (var other = Store.open(folder.resolve("other"), false, List.of(), new SecureRandom())) {
      Files.createDirectories(other.objects().path(id).getParent());
      Files.write(other.objects().path(id), bytes);
      assertThatThrownBy(() -> other.objects().bytes(id)).hasMessageContaining("damaged");
    }
  }
}
