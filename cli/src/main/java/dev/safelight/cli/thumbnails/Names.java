package dev.safelight.cli.thumbnails;

import dev.safelight.image.Format;
import dev.safelight.image.Output;
import dev.safelight.image.Rendition;
import dev.safelight.image.Renditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Where thumbnails go, decided before any work: no two at one place, none over an input.
///
/// In a folder, `a/photo.jpg` becomes `a/photo.EXTENSION`, with several renditions
/// `a/photo-NAME.EXTENSION`. Where `photo.jpg` and `photo.png` are both there, their own extensions
/// stay in the names: `photo.jpg.webp`. What collides even then, also where a file system takes `A`
/// for `a`, is an [IllegalArgumentException] that names both.
final class Names {
  private final List<Input> inputs;
  private final Renditions renditions;

  private Names(List<Input> inputs, Renditions renditions) {
    this.inputs = inputs;
    this.renditions = renditions;
  }

  static List<Job> inFolder(List<Input> inputs, Renditions renditions, Path folder)
      throws IOException {
    return new Names(inputs, renditions).jobs(folder);
  }

  /// One input, one rendition, one file with exactly this name.
  static List<Job> asFile(Input input, Renditions renditions, Path file) throws IOException {
    var name = renditions.list().getFirst().name();
    var job = new Job(input, Map.of(name, new Job.Place(file, true)));
    new Names(List.of(input), renditions).check(List.of(job));
    return List.of(job);
  }

  private List<Job> jobs(Path folder) throws IOException {
    var stems = new HashMap<String, Integer>();
    inputs.forEach(input -> stems.merge(key(stem(input.name())), 1, Integer::sum));
    var jobs = new ArrayList<Job>();
    for (var input : inputs) {
      var stem = stem(input.name());
      boolean alone = stems.getOrDefault(key(stem), 0) == 1;
      jobs.add(new Job(input, places(folder.resolve(alone ? stem : input.name()))));
    }
    check(jobs);
    return jobs;
  }

  private Map<String, Job.Place> places(Path stem) {
    var places = new LinkedHashMap<String, Job.Place>();
    boolean several = renditions.list().size() > 1;
    for (var each : renditions.list()) {
      var path = several ? stem.resolveSibling(stem.getFileName() + "-" + each.name()) : stem;
      places.put(each.name(), new Job.Place(path, false));
    }
    return places;
  }

  private void check(List<Job> jobs) throws IOException {
    var taken = new HashMap<String, Path>();
    for (var job : jobs) {
      for (var place : job.places().values()) {
        var other = taken.put(key(place.path()), job.input().file());
        if (other != null) {
          throw new IllegalArgumentException(
              "%s and %s would both become %s; give them different names, or one folder each."
                  .formatted(other, job.input().file(), place.path()));
        }
      }
    }
    var originals = new HashMap<String, Path>();
    for (var input : inputs) {
      originals.put(key(input.file().toRealPath()), input.file());
    }
    for (var job : jobs) {
      for (var each : renditions.list()) {
        var place = job.places().get(each.name());
        if (place != null) {
          for (var target : targets(place, each.rendition())) {
            refuseInput(target, originals);
          }
        }
      }
    }
  }

  private static void refuseInput(Path target, Map<String, Path> originals) throws IOException {
    var input = Files.exists(target) ? originals.get(key(target.toRealPath())) : null;
    if (input != null) {
      throw new IllegalArgumentException(
          "%s is an original, and a thumbnail might be written over it; name another folder."
              .formatted(input));
    }
  }

  /// All names that a thumbnail may get.
  private static List<Path> targets(Job.Place place, Rendition rendition) {
    if (place.complete()) {
      return List.of(place.path());
    }
    var formats =
        switch (rendition.output()) {
          case Format format -> Stream.of(format);
          case Output.Keep _, Output.Modern _ -> Stream.of(Format.values());
        };
    var stem = place.path().getFileName();
    return formats
        .map(format -> place.path().resolveSibling(stem + "." + format.extension()))
        .toList();
  }

  private static Path stem(Path name) {
    var file = name.getFileName().toString();
    int dot = file.lastIndexOf('.');
    return dot <= 0 ? name : name.resolveSibling(file.substring(0, dot));
  }

  private static String key(Path path) {
    return path.toAbsolutePath().normalize().toString().toLowerCase(Locale.ROOT);
  }
}
