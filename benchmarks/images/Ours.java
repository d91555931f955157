import dev.safelight.image.Limits;
import dev.safelight.image.Rendering;
import dev.safelight.image.Renditions;
import dev.safelight.image.Thumbnailer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A worker: reads `SET<TAB>ORIGINAL<TAB>OUT` lines, makes the renditions, answers `CPU WALL` in
/// nanoseconds.
class Ours {
  public static void main(String[] arguments) throws Throwable {
    var linker = Linker.nativeLinker();
    var clock =
        linker.downcallHandle(
            linker.defaultLookup().find("clock_gettime").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    var time = Arena.global().allocate(16, 8);
    var thumbnailer = Thumbnailer.find(Map.of(), Path.of(arguments[0])).orElseThrow();
    var wide = Limits.within(8L << 30);
    var limits =
        new Limits(
            1L << 32, wide.pixels(), wide.heldBytes(), wide.side(), wide.frames(), wide.scans(),
            wide.scannedPixels(), wide.tiles());
    for (String line; (line = IO.readln()) != null; ) {
      var parts = line.split("\t", -1);
      var set = Renditions.parse(parts[0]);
      int _ = (int) clock.invokeExact(2, time);
      long cpu = time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + time.get(ValueLayout.JAVA_LONG, 8);
      long wall = System.nanoTime();
      var answer = thumbnailer.render(Path.of(parts[1]), set, limits);
      wall = System.nanoTime() - wall;
      int _ = (int) clock.invokeExact(2, time);
      cpu = time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + time.get(ValueLayout.JAVA_LONG, 8) - cpu;
      if (answer instanceof Rendering.Made made) {
        Files.write(Path.of(parts[2]), made.thumbnails().getFirst().bytes());
        System.out.println(cpu + " " + wall);
      } else {
        System.out.println("refused " + answer);
      }
      System.out.flush();
    }
  }
}
