package dev.safelight.cloud.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a function's process prints, line by line. Thread-safe.
///
/// The pipe is asked how much it holds instead of being waited for: so whatever was printed before
/// an answer is read before the answer is told, and a grandchild that keeps the pipe open holds
/// nobody up.
final class Output implements AutoCloseable {
  /// A longer line becomes several, none larger than an event of CloudWatch Logs may be.
  static final int LONGEST_LINE = 256 << 10;

  private static final long BUSY_MILLIS = 10;
  private static final long IDLE_MILLIS = 500;

  private final InputStream in;
  private final Consumer<String> lines;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[64 << 10];
  private boolean busy = true;
  private boolean closed;

  Output(InputStream in, Consumer<String> lines) {
    this.in = in;
    this.lines = lines;
  }

  /// Reads on while the function works, lest it wait for room in the pipe.
  void pump() {
    lock.lock();
    try {
      while (!closed) {
        if (take() == 0) {
          woken.awaitNanos(TimeUnit.MILLISECONDS.toNanos(busy ? BUSY_MILLIS : IDLE_MILLIS));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  void busy() {
    lock.lock();
    try {
      busy = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Reads what has been printed until now; a last line need not end.
  void idle() {
    lock.lock();
    try {
      int held = available();
      for (int read = take(); read > 0 && held > read; read = take()) {
        held -= read;
      }
      if (line.size() > 0) {
        end();
      }
      busy = false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int available() {
    try {
      return in.available();
    } catch (IOException _) {
      return 0; // The process is gone and its pipe closed.
    }
  }

  /// How many bytes were there.
  private int take() {
    try {
      int read = Math.min(available(), buffer.length);
      read = read == 0 ? 0 : in.read(buffer, 0, read);
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          end();
        } else {
          line.write(buffer[i]);
          if (line.size() >= LONGEST_LINE) {
            end();
          }
        }
      }
      return Math.max(read, 0);
    } catch (IOException _) {
      return 0;
    }
  }

  private void end() {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (!text.isEmpty()) {
      lines.accept(text);
    }
  }
}
