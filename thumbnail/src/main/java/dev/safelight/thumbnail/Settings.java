package dev.safelight.thumbnail;

import dev.safelight.image.Limits;
import dev.safelight.image.Renditions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the function is told by environment variables. A value that is not understood, and a
/// variable that only looks like one of them, is an [IllegalArgumentException] with a sentence.
///
/// - `THUMBNAIL_RENDITIONS`: what to make ([Renditions]); `thumbnail=256x256` where it is not set.
/// - `THUMBNAIL_KEYS`: under which keys ([KeyPattern]).
/// - `THUMBNAIL_PERMANENT_FAILURES`: `Succeed`, or `Fail` for those who want an original of which
///   no thumbnail can be made in the function's on-failure destination.
/// - `ORIGINALS_PREFIX` (`originals/`), `THUMBNAILS_PREFIX` (`thumbnails/`; where there are no
///   `THUMBNAIL_KEYS`).
///
/// @param held the largest original that is held in memory, in bytes; a larger one goes to the disk
/// @param permanentFails whether the call fails where trying again cannot help
record Settings(
    Renditions renditions, Keys keys, Limits limits, long held, boolean permanentFails) {
  private static final String RENDITIONS = "THUMBNAIL_RENDITIONS";
  private static final String KEYS = "THUMBNAIL_KEYS";
  private static final String PERMANENT = "THUMBNAIL_PERMANENT_FAILURES";
  private static final String FOLDER = "THUMBNAILS_PREFIX";
  private static final String MEMORY = "AWS_LAMBDA_FUNCTION_MEMORY_SIZE";
  private static final Set<String> KNOWN = Set.of(RENDITIONS, KEYS, PERMANENT);

  /// `heap`: the most bytes that Java's heap may have.
  static Settings from(Map<String, String> environment, long heap) {
    for (var name : environment.keySet()) {
      if (name.startsWith("THUMBNAIL_") && !KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            name + " is unknown; there are THUMBNAIL_RENDITIONS, _KEYS and _PERMANENT_FAILURES");
      }
    }
    var renditions = renditions(environment);
    var memory = memory(environment, heap);
    return new Settings(
        renditions,
        keys(environment, renditions),
        memory.map(Memory::limits).orElseGet(Limits::standard),
        memory.map(Memory::held).orElseGet(() -> Limits.standard().bytes()),
        permanentFails(environment));
  }

  private static Renditions renditions(Map<String, String> environment) {
    try {
      return Renditions.parse(environment.getOrDefault(RENDITIONS, "thumbnail=256x256"));
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(RENDITIONS + ": " + wrong.getMessage(), wrong);
    }
  }

  private static Keys keys(Map<String, String> environment, Renditions renditions) {
    var pattern = environment.getOrDefault(KEYS, "");
    if (!pattern.isEmpty() && environment.containsKey(FOLDER)) {
      throw new IllegalArgumentException(
          FOLDER + " and " + KEYS + " must not both be set: the keys begin with their folder");
    }
    var folder = environment.getOrDefault(FOLDER, "thumbnails/");
    if (folder.length() < 2 || !folder.endsWith("/")) {
      throw wrong(FOLDER, "a folder such as thumbnails/", folder);
    }
    return new Keys(
        environment.getOrDefault("ORIGINALS_PREFIX", "originals/"),
        KeyPattern.parse(
            pattern.isEmpty() ? KeyPattern.standard(folder, renditions) : pattern, renditions),
        renditions);
  }

  private static boolean permanentFails(Map<String, String> environment) {
    return switch (environment.getOrDefault(PERMANENT, "Succeed")) {
      case "Succeed" -> false;
      case "Fail" -> true;
      case String other -> throw wrong(PERMANENT, "Succeed or Fail", other);
    };
  }

  /// Empty where this is not Lambda.
  private static Optional<Memory> memory(Map<String, String> environment, long heap) {
    var memory = environment.getOrDefault(MEMORY, "");
    if (memory.isEmpty()) {
      return Optional.empty();
    }
    if (!memory.matches("[0-9]{2,6}")) {
      throw wrong(MEMORY, "megabytes", memory);
    }
    return Optional.of(new Memory(Long.parseLong(memory) << 20, heap));
  }

  private static IllegalArgumentException wrong(String name, String expected, String was) {
    return new IllegalArgumentException(name + " must be " + expected + ", was \"" + was + '"');
  }
}
