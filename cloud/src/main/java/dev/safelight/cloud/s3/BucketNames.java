package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import java.util.List;
import java.util.regex.Pattern;

/// Which names buckets may have. Every name is checked before it is used: it becomes part of an
/// ARN, where a `:`, `/` or `*` would say something else. See AWS: "General purpose bucket naming
/// rules".
final class BucketNames {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final List<String> PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketNames() {}

  /// @throws Fault `InvalidBucketName`
  static String checked(String name) {
    boolean valid =
        SHAPE.matcher(name).matches()
            && !ADDRESS.matcher(name).matches()
            && !name.contains("..")
            && PREFIXES.stream().noneMatch(name::startsWith)
            && SUFFIXES.stream().noneMatch(name::endsWith);
    if (!valid) {
      throw Faults.invalidBucketName(name);
    }
    return name;
  }
}
