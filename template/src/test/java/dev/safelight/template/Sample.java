package dev.safelight.template;

import dev.safelight.template.document.Document;
import dev.safelight.template.document.Node;
import dev.safelight.template.resolve.Attributes;
import dev.safelight.template.resolve.Pseudo;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.resolve.Resolver;
import dev.safelight.template.resolve.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Templates and an account for tests.
public final class Sample {
  public static final Pseudo PSEUDO =
      Pseudo.of(
          "123456789012",
          "eu-west-1",
          "photos",
          "arn:aws:cloudformation:eu-west-1:123456789012:stack/photos/1");

  /// Every resource answers with its name and the attribute asked for.
  public static final Attributes ATTRIBUTES =
      new Attributes() {
        @Override
        public Optional<String> ref(String logicalId) {
          return Optional.of(logicalId + "-id");
        }

        @Override
        public Optional<String> attribute(String logicalId, String attribute) {
          return Optional.of(logicalId + "-" + attribute);
        }
      };

  private Sample() {}

  public static Template template(String text) {
    return Template.parse(text, Document.Carrier.BODY);
  }

  public static Resolved resolve(String text, Map<String, String> given) {
    return resolve(template(text), given);
  }

  public static Resolved resolve(Template template, Map<String, String> given) {
    return Resolver.resolve(
        template,
        given,
        PSEUDO,
        new Surroundings() {
          @Override
          public Optional<String> ssmParameter(String name) {
            return Optional.ofNullable(
                Map.of("/a", "one", "/l", "x, y", "/ami", "ami-1").get(name));
          }

          @Override
          public Optional<String> export(String name) {
            return name.equals("shared") ? Optional.of("from-elsewhere") : Optional.empty();
          }

          @Override
          public List<String> availabilityZones(String region) {
            return region.equals("eu-west-1") ? List.of("eu-west-1a", "eu-west-1b") : List.of();
          }
        });
  }

  /// What `value` becomes where each resource has answered; with `head` as further sections.
  public static String value(String value, String head, Map<String, String> given) {
    var text =
        head
            + "\nResources:\n  Other: { Type: X }\n  R:\n    Type: X\n    Properties:\n      P: "
            + value
            + "\n";
    var resolved = resolve(text, given);
    return Document.json(resolved.late(resolved.resources().get("R"), ATTRIBUTES));
  }

  /// The product's own, at the repository's root.
  public static String own() {
    try {
      return Files.readString(Path.of("../template.yaml"));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /// As `aws cloudformation package` leaves it.
  public static String packaged() {
    return own()
        .replaceFirst(
            "Code: target/function\\.zip.*", "Code: { S3Bucket: artifacts, S3Key: 0123abcd }");
  }

  public static Node property(Resolved resolved, String resource, String... path) {
    Node node = resolved.resources().get(resource).properties();
    for (var name : path) {
      node =
          node instanceof Node.Items(var list, _)
              ? list.get(Integer.parseInt(name))
              : ((Node.Fields) node).get(name).orElseThrow();
    }
    return node;
  }
}
