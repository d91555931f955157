package dev.safelight.image.vips;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/// A file that is open in this process, with a name that means this very file, also where another
/// has taken its place in the folder since: what was probed is what is decoded.
///
/// Linux alone: `open(2)`, and the names of proc(5).
@SuppressWarnings("restricted") // native code is what it is for
public final class OpenFile implements AutoCloseable {
  private static final int READ_ONLY_AND_CLOSED_IN_CHILDREN = 0x80000;
  private static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

  private final FileChannel channel;
  private final int number;

  private OpenFile(FileChannel channel, int number) {
    this.channel = channel;
    this.number = number;
  }

  /// Fails as [FileChannel#open].
  public static OpenFile of(Path file) throws IOException {
    // C would look for a path of another file system, such as a zip's, in the system's own.
    boolean known = LINUX && file.getFileSystem().equals(FileSystems.getDefault());
    int number = known ? C.open(file) : -1;
    if (number < 0) {
      return new OpenFile(FileChannel.open(file), -1); // which says why, where it fails
    }
    try {
      return new OpenFile(FileChannel.open(Path.of(name(number))), number);
    } catch (IOException _) {
      C.close(number); // a system without /proc
      return new OpenFile(FileChannel.open(file), -1);
    }
  }

  public FileChannel channel() {
    return channel;
  }

  /// Empty where there is none.
  String name() {
    return number < 0 ? "" : name(number);
  }

  private static String name(int number) {
    return "/proc/self/fd/" + number;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      if (number >= 0) {
        C.close(number);
      }
    }
  }

  /// Of the C library; linked by the first file that is opened.
  private static final class C {
    private static final MethodHandle OPEN = link("open");
    private static final MethodHandle CLOSE = link("close");

    private static MethodHandle link(String function) {
      var linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow(function),
          // The shape that libvips is called through: two registers too many are ignored.
          FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    static int open(Path file) {
      try (var arena = Arena.ofConfined()) {
        return (int)
            call(
                OPEN,
                arena.allocateFrom(file.toString()).address(),
                READ_ONLY_AND_CLOSED_IN_CHILDREN);
      }
    }

    static void close(int number) {
      call(CLOSE, number, 0);
    }

    private static long call(MethodHandle function, long a, long b) {
      try {
        return (long) function.invokeExact(a, b, 0L, 0L);
      } catch (Throwable impossible) {
        throw new AssertionError(impossible);
      }
    }
  }
}
