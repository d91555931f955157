package dev.safelight.template.document;

import java.nio.charset.StandardCharsets;

/// The text of a template into a tree, and a tree into text.
///
/// As AWS does, a text is JSON if it can be, YAML otherwise. What could be understood in two ways
/// is refused: names twice, aliases, merges (neither of which AWS has). So is what only an attacker
/// writes: deep nesting and megabytes.
public final class Document {
  /// Of lists and maps in each other. AWS names no number.
  public static final int DEEPEST = 100;

  /// How a template came, and so how long it may be, in bytes.
  ///
  /// AWS: "Understand CloudFormation quotas".
  public enum Carrier {
    /// `TemplateBody`.
    BODY(51_200),
    /// `TemplateURL`.
    S3(1_048_576);

    private final int most;

    Carrier(int most) {
      this.most = most;
    }

    public int most() {
      return most;
    }
  }

  private Document() {}

  /// A text that is no template's is an [InvalidTemplate].
  public static Node.Fields read(String text, Carrier carrier) {
    var bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > carrier.most) {
      throw tooLong(carrier, bytes);
    }
    var node = text.stripLeading().startsWith("{") ? jsonOrYaml(text) : YamlReader.read(text);
    if (node instanceof Node.Fields fields) {
      return fields;
    }
    throw Problem.of("Template format error: unsupported structure.", "", node.place())
        .because("a template is a map of sections, this is " + node.kind())
        .thrown();
  }

  /// JSON of any kind, without a limit on its length; the schemas are read so.
  public static Node readJson(String text) {
    return JsonReader.read(text);
  }

  public static String json(Node node) {
    return JsonPrinter.print(node);
  }

  private static Node jsonOrYaml(String text) {
    try {
      return JsonReader.read(text);
    } catch (InvalidTemplate noJson) {
      try {
        return YamlReader.read(text);
      } catch (InvalidTemplate noYaml) {
        // It begins like JSON: whoever wrote it wants to hear what is wrong with it as JSON.
        noJson.addSuppressed(noYaml);
        throw noJson;
      }
    }
  }

  private static InvalidTemplate tooLong(Carrier carrier, int bytes) {
    var message =
        switch (carrier) {
          case BODY ->
              "1 validation error detected: Value at 'templateBody' failed to satisfy constraint:"
                  + " Member must have length less than or equal to "
                  + carrier.most;
          case S3 -> "Template may not exceed " + carrier.most + " bytes in size.";
        };
    return Problem.of(message, "", Place.NOWHERE).because("it has " + bytes + " bytes").thrown();
  }

  static InvalidTemplate tooDeep(Place place) {
    return Problem.of("Template format error: unsupported structure.", "", place)
        .because("lists and maps may be nested " + DEEPEST + " deep")
        .thrown();
  }
}
