import dev.safelight.image.Limits;
import dev.safelight.image.Rendering;
import dev.safelight.image.Renditions;
import dev.safelight.image.Thumbnailer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// `NATIVES RENDITIONS IN... OUT`: for each line `COUNT PENDING` on standard input makes so many
/// sets of thumbnails; the last set's last one is written to `OUT`.
final class SafelightWorker {
  /// The standard ones but for the file's size: a noisy PNG of 100 megapixels has more than 64 MiB.
  private static final Limits LIMITS =
      new Limits(1L << 30, 1L << 30, 1L << 30, 32_768, 1_000, 100, 1L << 31, 1_024);

  private final Thumbnailer thumbnailer;
  private final Renditions renditions;

  SafelightWorker(String natives, String renditions) {
    this.thumbnailer = Thumbnailer.find(Map.of(), Path.of(natives)).orElseThrow().forMany();
    this.renditions = Renditions.parse(renditions);
  }

  byte[] last(Path file) throws Exception {
    return switch (thumbnailer.render(file, renditions, LIMITS)) {
      case Rendering.Made made -> made.thumbnails().getLast().bytes();
      case Object refused -> throw new IllegalStateException(file + ": " + refused);
    };
  }

  static void main(String[] arguments) throws Exception {
    var worker = new SafelightWorker(arguments[0], arguments[1]);
    var files =
        Arrays.stream(arguments, 2, arguments.length - 1).map(Path::of).toList();
    var out = Path.of(arguments[arguments.length - 1]);
    var lines = new Scanner(System.in);
    while (lines.hasNextLine()) {
      var line = lines.nextLine().split(" ");
      int count = Integer.parseInt(line[0]);
      byte[] made = {};
      try (var threads = Executors.newFixedThreadPool(Integer.parseInt(line[1]))) {
        var all =
            IntStream.range(0, count)
                .mapToObj(i -> threads.submit(() -> worker.last(files.get(i % files.size()))))
                .toList();
        for (Future<byte[]> each : all) {
          made = each.get();
        }
      }
      Files.write(out, made);
      System.out.println("done");
    }
  }
}
