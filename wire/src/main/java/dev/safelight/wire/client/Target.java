package dev.safelight.wire.client;

import dev.safelight.wire.sigv4.PercentEncoding;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Paths that arrive as they were meant: `java.net.URL` drops `.` and `..` segments, which in an S3
/// key are letters like others, so their dots are sent as `%2E`.
final class Target {
  private Target() {}

  static String key(String key) {
    return "/"
        + Arrays.stream(key.split("/", -1)).map(Target::segment).collect(Collectors.joining("/"));
  }

  static String segment(String segment) {
    return isDots(segment) ? segment.replace(".", "%2E") : PercentEncoding.encode(segment);
  }

  static boolean hasDots(String path) {
    return Arrays.stream(path.split("/", -1)).anyMatch(Target::isDots);
  }

  private static boolean isDots(String segment) {
    return segment.equals(".") || segment.equals("..");
  }
}
