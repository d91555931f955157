package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.store.ObjectFiles;
import dev.safelight.cloud.store.Transaction;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// The bytes of objects and parts: each content is a row of pieces of files. A copy and a completed
/// upload take over pieces instead of copying bytes; a file goes when no piece names it any more.
/// Thread-safe.
final class Pieces {
  private final ObjectFiles files;

  Pieces(ObjectFiles files) {
    this.files = files;
  }

  /// @param part the number of the part that it belongs to, from 1
  record Piece(int part, String file, long start, long length) {}

  /// Keeps a received file as a new content.
  long keep(Transaction transaction, ObjectFiles.Staged file) {
    file.keep(transaction);
    return add(transaction, List.of(new Piece(1, file.id(), 0, file.size())));
  }

  long add(Transaction transaction, List<Piece> pieces) {
    long content = Schema.next(transaction);
    int position = 0;
    for (var piece : pieces) {
      transaction.update(
          "insert into s3_piece(content, position, part, file, start, length) values"
              + " (?, ?, ?, ?, ?, ?)",
          content,
          position++,
          piece.part(),
          piece.file(),
          piece.start(),
          piece.length());
    }
    return content;
  }

  List<Piece> of(Transaction transaction, long content) {
    return transaction.all(
        "select part, file, start, length from s3_piece where content = ? order by position",
        row ->
            new Piece(
                (int) row.number("part"),
                row.text("file"),
                row.number("start"),
                row.number("length")),
        content);
  }

  void remove(Transaction transaction, long content) {
    var pieces = of(transaction, content);
    transaction.update("delete from s3_piece where content = ?", content);
    pieces.stream()
        .map(Piece::file)
        .distinct()
        .filter(file -> !transaction.exists("select 1 from s3_piece where file = ? limit 1", file))
        .forEach(file -> files.remove(transaction, file));
  }

  /// The pieces that make up `length` bytes from `from`.
  static List<Piece> slice(List<Piece> pieces, long from, long length) {
    var slice = new ArrayList<Piece>();
    long begin = 0;
    for (var piece : pieces) {
      long first = Math.max(from, begin);
      long end = Math.min(from + length, begin + piece.length());
      if (first < end) {
        slice.add(
            new Piece(piece.part(), piece.file(), piece.start() + first - begin, end - first));
      }
      begin += piece.length();
    }
    return slice;
  }

  /// Opens the files, which stay readable whatever happens to the object.
  Body open(List<Piece> pieces) {
    var opened = new ArrayList<Body>();
    boolean whole = false;
    try {
      for (var piece : pieces) {
        opened.add(new Body.Part(files.open(piece.file()), piece.start(), piece.length()));
      }
      whole = true;
      return opened.size() == 1 ? opened.getFirst() : new Body.Joined(opened);
    } catch (IOException broken) {
      throw new UncheckedIOException("an object's file cannot be opened", broken);
    } finally {
      if (!whole) {
        opened.forEach(Body::close);
      }
    }
  }

  /// Reads pieces through, to learn their checksums.
  void copyTo(List<Piece> pieces, OutputStream out) {
    for (var piece : pieces) {
      try (var body = open(List.of(piece))) {
        body.writeTo(out);
      } catch (IOException broken) {
        throw new UncheckedIOException("an object's file cannot be read", broken);
      }
    }
  }
}
