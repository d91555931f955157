package dev.safelight.cli.thumbnails;

import dev.safelight.image.Rendering;
import java.nio.file.Path;
import java.util.Map;

/// An input and, for each rendition by name, the file to write: without the extension where the
/// format is chosen by what the original is.
record Job(Input input, Map<String, Place> places) {
  /// `complete`: `path` is the whole name.
  record Place(Path path, boolean complete) {}

  Path target(Rendering.Thumbnail thumbnail) {
    var place = places.get(thumbnail.name());
    if (place == null) {
      throw new IllegalStateException("no place for rendition " + thumbnail.name());
    }
    return place.complete()
        ? place.path()
        : place
            .path()
            .resolveSibling(place.path().getFileName() + "." + thumbnail.format().extension());
  }
}
