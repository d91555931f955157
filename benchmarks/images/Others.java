import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import net.coobird.thumbnailator.Thumbnails;

/// A worker like Ours.java, for Thumbnailator.
class Others {
  public static void main(String[] arguments) throws Throwable {
    var linker = Linker.nativeLinker();
    var clock =
        linker.downcallHandle(
            linker.defaultLookup().find("clock_gettime").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    var time = Arena.global().allocate(16, 8);
    for (String line; (line = IO.readln()) != null; ) {
      var parts = line.split("\t", -1);
      int _ = (int) clock.invokeExact(2, time);
      long cpu = time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + time.get(ValueLayout.JAVA_LONG, 8);
      long wall = System.nanoTime();
      try {
        for (var rendition : parts[0].split(",", -1)) {
          int box = Integer.parseInt(rendition.replaceAll(".*=([0-9]+)x.*", "$1"));
          boolean png = rendition.contains(":png");
          Thumbnails.of(new File(parts[1])).size(box, box).outputFormat(png ? "png" : "jpg")
              .outputQuality(0.8).toFile(new File(parts[2]));
        }
        wall = System.nanoTime() - wall;
        int _ = (int) clock.invokeExact(2, time);
        cpu = time.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000 + time.get(ValueLayout.JAVA_LONG, 8) - cpu;
        System.out.println(cpu + " " + wall);
      } catch (Exception | OutOfMemoryError failure) {
        System.out.println("refused " + failure.toString().lines().findFirst().orElse(""));
      }
      System.out.flush();
    }
  }
}
