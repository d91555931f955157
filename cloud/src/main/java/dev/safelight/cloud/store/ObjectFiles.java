package dev.safelight.cloud.store;

import dev.safelight.cloud.call.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bytes too large for the database, each as an encrypted file under a random id: a client's key
/// never becomes a path, and no bytes of a client lie on the disk as they are. A file exists for
/// the environment from the commit of the transaction that kept it; whatever no transaction kept is
/// deleted, at once or at the next start.
public final class ObjectFiles {
  static final String SCHEMA =
      "create table if not exists object_file(id text primary key, size integer not null) strict";

  private final Path folder;
  private final boolean durable;
  private final SecureRandom random;
  private final ObjectKey key;

  ObjectFiles(DataDirectory directory, boolean durable, ObjectKey key, SecureRandom random) {
    this.key = key;
    this.folder = directory.root().resolve("objects");
    this.durable = durable;
    this.random = random;
  }

  /// Encrypts a stream into a new file and fsyncs it.
  ///
  /// @throws IOException what the stream throws; nothing is left of the file then
  public Staged stage(InputStream in) throws IOException {
    var staged = create();
    boolean whole = false;
    try (var file = staged.channel()) {
      var salt = new byte[Sealing.SALT];
      random.nextBytes(salt);
      var writer = new SealedWriter(file, key, staged.id(), salt);
      var buffer = new byte[Sealing.CHUNK];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        writer.write(buffer, 0, read);
      }
      staged.finish(file, writer.finish(), durable);
      whole = true;
      return staged;
    } finally {
      if (!whole) {
        staged.close();
      }
    }
  }

  /// Opens a kept file; it stays readable after [#remove].
  ///
  /// @throws IOException where it is missing or no object file
  public SealedFile open(String id) throws IOException {
    return new SealedFile(FileChannel.open(path(id), StandardOpenOption.READ), key, id);
  }

  /// A kept file's bytes. For files that are known to fit into memory.
  public byte[] bytes(String id) throws IOException {
    try (var file = open(id)) {
      return file.bytes();
    }
  }

  Path path(String id) {
    return folder.resolve(id.substring(0, 2)).resolve(id);
  }

  /// Forgets a kept file and unlinks it after the commit.
  public void remove(Transaction transaction, String id) {
    transaction.update("delete from object_file where id = ?", id);
    transaction.afterCommit(() -> delete(path(id)));
  }

  static Set<String> known(Transaction transaction) {
    return new HashSet<>(transaction.all("select id from object_file", row -> row.text("id")));
  }

  /// Deletes what a crash left between a file's rename and its commit.
  void sweep(Set<String> known) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !known.contains(file.getFileName().toString()))
          .forEach(ObjectFiles::delete);
    } catch (IOException broken) {
      throw new StoreException("cannot sweep " + folder, broken);
    }
  }

  private Staged create() throws IOException {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var id = HexFormat.of().formatHex(bytes);
    Files.createDirectories(path(id).getParent());
    return new Staged(id, path(id));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException broken) {
      throw new StoreException("cannot delete " + file, broken);
    }
  }

  /// A whole file on disk that no transaction has kept yet.
  public static final class Staged implements Content {
    private final String id;
    private final Path path;
    private final AtomicBoolean kept = new AtomicBoolean();
    private long size;

    Staged(String id, Path path) {
      this.id = id;
      this.path = path;
    }

    private FileChannel channel() throws IOException {
      return FileChannel.open(
          path.resolveSibling(id + ".part"),
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.WRITE);
    }

    private void finish(FileChannel file, long bytes, boolean durable) throws IOException {
      size = bytes;
      if (durable) {
        file.force(true);
      }
      Files.move(path.resolveSibling(id + ".part"), path);
      if (durable) {
        // The name too must be on disk before the database says that it exists.
        try (var parent = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
          parent.force(true);
        }
      }
    }

    public String id() {
      return id;
    }

    /// In bytes, as they were before encryption.
    public long size() {
      return size;
    }

    /// Makes the file part of the state, if the transaction commits.
    public void keep(Transaction transaction) {
      transaction.update("insert into object_file(id, size) values (?, ?)", id, size);
      transaction.afterCommit(() -> kept.set(true));
    }

    @Override
    public void close() {
      if (!kept.get()) {
        delete(path);
        delete(path.resolveSibling(id + ".part"));
      }
    }
  }
}
