package dev.safelight.cli.thumbnails;

import dev.safelight.image.Format;
import java.nio.file.Path;
import java.util.List;

/// What came of one input.
public sealed interface Outcome {
  Input input();

  record Made(Input input, List<Written> written) implements Outcome {}

  record Written(Path file, Format format, int width, int height, int bytes) {}

  /// The engine says no.
  record Refused(Input input, String reason) implements Outcome {}

  /// Found in a folder, and no image.
  record PassedOver(Input input) implements Outcome {}

  /// It could not be read, or its thumbnail not be written.
  record Failed(Input input, String reason) implements Outcome {}
}
