import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Scanner;
import net.coobird.thumbnailator.Thumbnails;

/// `IN... OUT`: for each line `COUNT PENDING` on standard input makes so many thumbnails.
final class ThumbnailatorWorker {
  void main(String[] arguments) throws Exception {
    var files = Arrays.asList(arguments).subList(0, arguments.length - 1);
    int next = 0;
    var lines = new Scanner(System.in);
    while (lines.hasNextLine()) {
      int count = Integer.parseInt(lines.nextLine().split(" ")[0]);
      var made = new ByteArrayOutputStream();
      for (int i = 0; i < count; i++) {
        made.reset();
        Thumbnails.of(new File(files.get(next++ % files.size())))
            .size(256, 256)
            .outputFormat("jpg")
            .outputQuality(0.8)
            .toOutputStream(made);
      }
      Files.write(Path.of(arguments[arguments.length - 1]), made.toByteArray());
      System.out.println("done");
    }
  }
}
