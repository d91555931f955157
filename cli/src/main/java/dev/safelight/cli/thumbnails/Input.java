package dev.safelight.cli.thumbnails;

import java.nio.file.Path;

/// A file to make thumbnails of. `name` is where it lies under the folder it was found in, or just
/// its file name; `asked`: it was named itself, so that it should be an image.
public record Input(Path file, Path name, boolean asked) {}
