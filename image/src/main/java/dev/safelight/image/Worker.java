package dev.safelight.image;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/// The process of an [Isolated]: answers requests on its standard streams until they end.
final class Worker {
  private Worker() {}

  /// `folders`: where a libvips may be.
  public static void main(String[] folders) throws IOException {
    var thumbnailer =
        Thumbnailer.find(System.getenv(), Arrays.stream(folders).map(Path::of).toArray(Path[]::new))
            .orElseThrow(() -> new IllegalStateException("there is no libvips"));
    var in = new DataInputStream(System.in);
    var out = new DataOutputStream(new BufferedOutputStream(System.out));
    while (true) {
      Wire.Request request;
      try {
        request = Wire.asked(in);
      } catch (EOFException _) {
        return;
      }
      Wire.answer(
          out, thumbnailer.render(request.original(), request.renditions(), request.limits()));
    }
  }
}
