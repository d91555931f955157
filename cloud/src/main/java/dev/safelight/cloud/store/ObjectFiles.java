package dev.safelight.cloud.store;

import dev.safelight.cloud.call.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bytes too large for the database, each as a file under a random id: a client's key never becomes
/// a path. A file exists for the environment from the commit of the transaction that kept it;
/// whatever no transaction kept is deleted, at once or at the next start.
public final class ObjectFiles {
  static final String SCHEMA =
      "create table if not exists object_file(id text primary key, size integer not null) strict";

  private final Path folder;
  private final boolean durable;
  private final SecureRandom random;

  ObjectFiles(DataDirectory directory, boolean durable, SecureRandom random) {
    this.folder = directory.root().resolve("objects");
    this.durable = durable;
    this.random = random;
  }

  /// Copies a stream into a new file and fsyncs it.
  ///
  /// @throws IOException what the stream throws; nothing is left of the file then
  public Staged stage(InputStream in) throws IOException {
    var staged = create();
    boolean whole = false;
    try (var file = staged.channel()) {
      var buffer = new byte[64 << 10];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        write(file, ByteBuffer.wrap(buffer, 0, read));
      }
      staged.finish(file, durable);
      whole = true;
      return staged;
    } finally {
      if (!whole) {
        staged.close();
      }
    }
  }

  /// Joins kept files into a new one, in order, such as the parts of a multipart upload.
  public Staged concatenate(List<String> ids) throws IOException {
    var staged = create();
    boolean whole = false;
    try (var file = staged.channel()) {
      for (var id : ids) {
        try (var part = open(id)) {
          long size = part.size();
          for (long at = 0; at < size; ) {
            at += part.transferTo(at, size - at, file);
          }
        }
      }
      staged.finish(file, durable);
      whole = true;
      return staged;
    } finally {
      if (!whole) {
        staged.close();
      }
    }
  }

  /// Opens a kept file; it stays readable through the channel after [#remove].
  public FileChannel open(String id) throws IOException {
    return FileChannel.open(path(id), StandardOpenOption.READ);
  }

  /// Where a kept file lies, for readers that need a path.
  public Path path(String id) {
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

  private static void write(FileChannel file, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
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

    private void finish(FileChannel file, boolean durable) throws IOException {
      size = file.size();
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

    /// In bytes.
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
