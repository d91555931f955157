package dev.safelight.cli.deploy;

import dev.safelight.template.Template;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/// The files on this machine that a template names, and the template with what S3 holds in their
/// place. Its lines stay what they were, so that whatever is said of a line is true of the file.
/// AWS: `aws cloudformation package`, which knows more properties; none of the types here has them.
public final class Packaging {
  private final String text;
  private final SequencedMap<Place, String> paths = new LinkedHashMap<>();
  private final Path folder;

  private Packaging(String text, Template template, Path folder) {
    this.text = text;
    this.folder = folder;
    for (var resource : template.resources().values()) {
      if (resource.type().equals("AWS::Lambda::Function")) {
        for (var field : resource.properties().list()) {
          if (field.name().equals("Code") && field.value() instanceof Node.Text(var path, var at)) {
            paths.put(at, path);
          }
        }
      }
    }
  }

  /// A template's files.
  ///
  /// @param folder that paths begin in: the template's
  public static Packaging of(String text, Template template, Path folder) {
    return new Packaging(text, template, folder);
  }

  /// Each file once.
  public List<Path> files() {
    return paths.values().stream().distinct().map(this::file).toList();
  }

  private Path file(String path) {
    if (path.startsWith("s3://") || path.startsWith("https://")) {
      throw new Refused("Code must be a file, or S3Bucket and S3Key, was " + path);
    }
    return folder.resolve(path).normalize();
  }

  /// The template with each file's key in the bucket.
  public String rewritten(String bucket, Function<Path, String> key) {
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    var last = Comparator.<Map.Entry<Place, String>, Place>comparing(Map.Entry::getKey).reversed();
    for (var entry : paths.entrySet().stream().sorted(last).toList()) {
      var place = entry.getKey();
      var line = lines.get(place.line() - 1);
      int begin = place.column() - 1;
      var written = written(line.substring(begin), entry.getValue());
      lines.set(
          place.line() - 1,
          line.substring(0, begin)
              + "{\"S3Bucket\": \"%s\", \"S3Key\": \"%s\"}"
                  .formatted(bucket, key.apply(file(entry.getValue())))
              + line.substring(begin + written.length()));
    }
    return String.join("\n", lines);
  }

  private static String written(String rest, String path) {
    for (var spelling : List.of(path, '"' + path + '"', "'" + path + "'")) {
      if (rest.startsWith(spelling)) {
        return spelling;
      }
    }
    throw new Refused("Code must be a path on one line, was " + path);
  }
}
