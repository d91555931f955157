package dev.safelight.cloud.ssm;

import dev.safelight.cloud.ssm.Rows.Version;
import dev.safelight.cloud.store.Transaction;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParametersFilter;

/// What a parameter must be to be listed: one of the values must fit. See AWS:
/// "ParameterStringFilter".
record Filter(String key, String option, List<String> values) {
  private static final Set<String> PLAIN = Set.of("Name", "Type", "KeyId", "Tier", "DataType");

  Filter {
    values = List.copyOf(values);
  }

  static List<Filter> of(List<ParameterStringFilter> filters) {
    return filters.stream().map(filter -> of(filter, PLAIN)).toList();
  }

  /// Those of a listing by path, which know fewer keys.
  static List<Filter> ofPath(List<ParameterStringFilter> filters) {
    return filters.stream()
        .map(filter -> {
          var key = Putting.text(filter.key());
          if (!key.equals("Type") && !key.equals("KeyId")) {
            throw key(key);
          }
          return of(filter, PLAIN);
        })
        .toList();
  }

  /// Those that listings had before.
  static List<Filter> ofOld(List<ParametersFilter> filters) {
    return filters.stream()
        .map(filter -> new Filter(filter.keyAsString(), "Equals", filter.values()))
        .toList();
  }

  private static Filter of(ParameterStringFilter filter, Set<String> plain) {
    var key = Putting.text(filter.key());
    boolean path = key.equals("Path");
    if (!path && !plain.contains(key) && !key.startsWith("tag:")) {
      throw key(key);
    }
    var option = option(key, filter.option());
    if (filter.values().isEmpty() && !key.startsWith("tag:")) {
      throw Invalid.of(
          "InvalidFilterValue",
          "The following filter values are missing : null for filter key " + key);
    }
    return new Filter(key, option, filter.values());
  }

  private static dev.safelight.cloud.call.Fault key(String key) {
    return Invalid.of(
        "InvalidFilterKey", "The following filter key is not valid: %s.".formatted(key));
  }

  private static String option(String key, @Nullable String asked) {
    var option = asked == null ? key.equals("Path") ? "OneLevel" : "Equals" : asked;
    var possible =
        switch (key) {
          case "Path" -> Set.of("Recursive", "OneLevel");
          case "Name" -> Set.of("Equals", "BeginsWith", "Contains");
          default -> Set.of("Equals", "BeginsWith");
        };
    if (!possible.contains(option)) {
      throw Invalid.of(
          "InvalidFilterOption",
          "The following filter option is not valid: %s. Valid options include: %s."
              .formatted(option, possible.stream().sorted().toList()));
    }
    return option;
  }

  boolean takes(Transaction transaction, Version version) {
    return switch (key) {
      case "Path" ->
          values.stream()
              .anyMatch(path -> under(version.name().text(), path, option.equals("Recursive")));
      case "Name" -> any(bare(version.name().text()));
      case "Type" -> any(version.type());
      case "Tier" -> any("Standard");
      case "DataType" -> any("text");
      // Nothing here is encrypted under a key of anybody.
      case "KeyId" -> false;
      case String tag -> {
        var value = Rows.tags(transaction, version.name()).get(tag.substring("tag:".length()));
        yield value != null && (values.isEmpty() || any(value));
      }
    };
  }

  /// Filters do not mind the first slash of a name.
  private boolean any(String has) {
    BiPredicate<String, String> fits =
        switch (option) {
          case "BeginsWith" -> String::startsWith;
          case "Contains" -> String::contains;
          default -> String::equals;
        };
    return values.stream()
        .anyMatch(value -> fits.test(has, key.equals("Name") ? bare(value) : value));
  }

  private static String bare(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /// Whether a parameter lies under a path, right under it where `deep` is not asked for.
  static boolean under(String name, String path, boolean deep) {
    var folder = path.endsWith("/") ? path : path + "/";
    var full = name.startsWith("/") ? name : "/" + name;
    return full.startsWith(folder) && (deep || full.indexOf('/', folder.length()) < 0);
  }
}
