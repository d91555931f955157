package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  @TempDir Path temporary;

  private Path unpack(Zip zip) throws Exception {
    var root = Files.createDirectories(temporary.resolve("outer/root"));
    Unpacking.unpack(zip.bytes(), root, 1_000_000);
    return root;
  }

  private void refuses(Zip zip, String reason) throws Exception {
    assertThatThrownBy(() -> unpack(zip)).isInstanceOf(BadZip.class).hasMessageContaining(reason);
    try (var outside = Files.list(temporary.resolve("outer"))) {
      assertThat(outside.map(path -> path.getFileName().toString())).containsExactly("root");
    }
    try (var outside = Files.list(temporary)) {
      assertThat(outside.map(path -> path.getFileName().toString())).containsExactly("outer");
    }
  }

  @Test
  void modesAreKeptAsFarAsRunningGoes() throws Exception {
    var root =
        unpack(
            new Zip()
                .with("bootstrap", Zip.SCRIPT, "#!/bin/sh\n")
                .with("runtime/bin/", 040755, "")
                .with("runtime/bin/java", Zip.SCRIPT, "java")
                .with("data.txt", 0100666, "x"));

    assertThat(Files.getPosixFilePermissions(root.resolve("bootstrap")))
        .hasToString(Files.getPosixFilePermissions(root.resolve("runtime/bin/java")).toString());
    assertThat(Files.isExecutable(root.resolve("runtime/bin/java"))).isTrue();
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve("data.txt"))))
        .isEqualTo("r--r--r--");
    assertThat(Files.readString(root.resolve("data.txt"))).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../evil",
        "a/../../evil",
        "/etc/evil",
        "a\\..\\..\\evil",
        "..",
        "./a",
        "a//b",
        "a/./b",
        "nul\u0000",
        "line\nbreak",
        ""
      })
  void noEntryLiesOutsideTheRoot(String name) throws Exception {
    refuses(new Zip().with(name, Zip.FILE, "x"), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../evil", "a/../../evil", "x/../..", ""})
  void noLinkLeavesTheRoot(String target) throws Exception {
    refuses(new Zip().with("link", Zip.LINK, target), "leaves the package's root");
  }

  @Test
  void aLinkMayNotClimbOutThroughAnotherLink() throws Exception {
    // Read as text, deep/up/.. is inside; followed, it is two folders above the root.
    refuses(
        new Zip().with("deep/er/up", Zip.LINK, "../..").with("out", Zip.LINK, "deep/er/up/../.."),
        "leaves the package's root");
  }

  @Test
  void nothingIsWrittenThroughALink() throws Exception {
    refuses(
        new Zip().with("dir", Zip.LINK, "other").with("dir/file", Zip.FILE, "x"),
        "lies below dir, which is no folder");
    refuses(
        new Zip().with("dir/file", Zip.FILE, "x").with("dir", Zip.LINK, "other"),
        "lies below dir, which is no folder");
  }

  @Test
  void linksInsideTheRootAreKept() throws Exception {
    var root =
        unpack(
            new Zip()
                .with("lib/a.so.1", Zip.FILE, "code")
                .with("lib/a.so", Zip.LINK, "a.so.1")
                .with("bin/lib", Zip.LINK, "../lib"));

    assertThat(Files.readString(root.resolve("bin/lib/a.so"))).isEqualTo("code");
  }

  @Test
  void anEntryIsThereOnce() throws Exception {
    refuses(new Zip().with("a", Zip.FILE, "1").with("a", Zip.FILE, "2"), "is there twice");
    refuses(new Zip().with("a/", 040755, "").with("a", Zip.FILE, "2"), "is there twice");
  }

  @Test
  void whatComesOutIsCountedAndNotWhatIsClaimed() throws Exception {
    refuses(
        new Zip().with("bomb", Zip.FILE, new byte[1_000_001], 5, 0),
        "Unzipped size must be smaller than 1000000 bytes");
    assertThat(Files.size(temporary.resolve("outer/root/bomb"))).isLessThanOrEqualTo(1_000_000);
  }

  @Test
  void allEntriesAreCountedTogether() throws Exception {
    refuses(
        new Zip().with("a", Zip.FILE, new byte[600_000]).with("b", Zip.FILE, new byte[600_000]),
        "Unzipped size");
  }

  @Test
  void oneLinkCannotHoldMuch() throws Exception {
    refuses(new Zip().with("link", Zip.LINK, new byte[5_000]), "is too long");
  }

  @Test
  void thereIsALimitOfEntries() throws Exception {
    refuses(new Zip().claiming(ZipEntries.MOST_ENTRIES + 1), "65001 entries");
  }

  @Test
  void encryptedEntriesAndDevicesAreRefused() throws Exception {
    refuses(new Zip().with("a", Zip.FILE, new byte[3], 3, 1), "is encrypted");
    refuses(new Zip().with("a", 0020666, ""), "neither file, folder nor link");
  }

  @Test
  void damageIsFound() throws Exception {
    Files.createDirectories(temporary.resolve("outer/root"));
    var whole = new Zip().with("a", Zip.FILE, "some text that is here").bytes();
    assertThatThrownBy(() -> ZipEntries.of(new byte[0])).hasMessage("the file is not a zip");
    assertThatThrownBy(
            () -> ZipEntries.of("no zip at all".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isInstanceOf(BadZip.class);
    var random = new Random(1);
    for (int i = 0; i < 500; i++) {
      var damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      var root = Files.createDirectories(temporary.resolve("damaged/" + i));
      try {
        Unpacking.unpack(damaged, root, 1_000_000);
      } catch (BadZip _) {
        continue; // Said and not thrown otherwise: that is the claim.
      }
      try (var files = Files.walk(root)) {
        assertThat(files.filter(Files::isRegularFile)).allMatch(f -> f.startsWith(root));
      }
    }
  }

  @Test
  void aFolderIsUnpackedOnceAndAgainWhenItIsNotWhole() throws Exception {
    var folders = new CodeFolders(temporary.resolve("functions"));
    var zip = new Zip().with("dir/a", Zip.FILE, "text").bytes();
    var hash = CodeFolders.hash(zip);
    var folder = folders.unpacked(hash, () -> zip);
    assertThat(
            folders.unpacked(
                hash,
                () -> {
                  throw new AssertionError("again");
                }))
        .isEqualTo(folder);

    // As after a power failure: the folder is there, a file in it is not whole.
    Files.setPosixFilePermissions(
        folder.resolve("dir/a"),
        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("dir/a"), "");
    var restarted = new CodeFolders(temporary.resolve("functions"));
    assertThat(Files.readString(restarted.unpacked(hash, () -> zip).resolve("dir/a")))
        .isEqualTo("text");

    restarted.sweep(java.util.Set.of());
    try (var left = Files.list(temporary.resolve("functions"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void nothingIsLeftOfAZipThatIsRefused() throws Exception {
    var folders = new CodeFolders(temporary.resolve("functions"));
    var zip = new Zip().with("a", Zip.FILE, "x").with("../b", Zip.FILE, "x").bytes();

    assertThatThrownBy(() -> folders.unpacked(CodeFolders.hash(zip), () -> zip))
        .isInstanceOf(BadZip.class);
    try (var left = Files.list(temporary.resolve("functions"))) {
      assertThat(left).isEmpty();
    }
  }
}
