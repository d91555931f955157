package dev.safelight.cli.thumbnails;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// Files, and what lies in folders and theirs: without what is hidden (names that begin with a
/// dot), without links to folders, and without the folder that thumbnails go to.
public final class Inputs {
  private Inputs() {}

  /// In the order of the arguments, folders by name. A path that is not there is an
  /// [IllegalArgumentException].
  public static List<Input> under(List<Path> arguments, Path target) throws IOException {
    var inputs = new ArrayList<Input>();
    for (var argument : arguments) {
      if (Files.isDirectory(argument)) {
        walk(argument, target, inputs);
      } else if (Files.isRegularFile(argument)) {
        inputs.add(new Input(argument, argument.getFileName(), true));
      } else {
        throw new IllegalArgumentException("There is no file " + argument + '.');
      }
    }
    return inputs;
  }

  private static void walk(Path folder, Path target, List<Input> inputs) throws IOException {
    var excluded = target.toAbsolutePath().normalize();
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            boolean out =
                !inner.equals(folder)
                    && (isHidden(inner) || inner.toAbsolutePath().normalize().equals(excluded));
            return out ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && Files.isRegularFile(file)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.stream()
        .sorted()
        .forEach(file -> inputs.add(new Input(file, folder.relativize(file), false)));
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
