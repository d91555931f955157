package dev.safelight.cloud.cloudformation.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.resolve.Pseudo;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.resolve.Resolver;
import dev.safelight.template.resolve.Surroundings;
import dev.safelight.template.schema.Kind;
import dev.safelight.template.schema.PropertySchema;
import dev.safelight.template.schema.Replaces;
import dev.safelight.template.schema.Schemas;
import dev.safelight.template.schema.TypeSchema;
import dev.safelight.template.schema.Used;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the types claim, held against AWS's schemas and against templates.
class ResourceTypesTest {
  private static final Schemas SCHEMAS = Schemas.load();

  @Test
  void everyTypeOfTheSchemasIsHereAndNoOther() {
    assertThat(ResourceTypes.all().keySet()).isEqualTo(SCHEMAS.names());
    assertThat(ResourceTypes.all())
        .allSatisfy((name, type) -> assertThat(type.name()).isEqualTo(name));
  }

  @Test
  void theInertOnesAreThoseThatTheSchemasCallInert() {
    assertThat(ResourceTypes.inert())
        .containsExactly(
            "AWS::CDK::Metadata",
            "AWS::CloudWatch::Alarm",
            "AWS::SNS::Subscription",
            "AWS::SNS::Topic");
    for (var name : SCHEMAS.names()) {
      assertThat(schema(name).isInert()).isEqualTo(ResourceTypes.inert().contains(name));
    }
  }

  static Stream<ResourceType> types() {
    return ResourceTypes.all().values().stream();
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatIsActedOnIsInTheSchemaAndSoIsWhatIsAroundIt(ResourceType type) {
    assertThat(paths(schema(type.name()))).containsAll(type.actsOn());
    for (var path : type.actsOn()) {
      int dot = path.lastIndexOf('.');
      assertThat(dot < 0 || type.actsOn().contains(path.substring(0, dot))).as(path).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void whatIsRequiredIsActedOn(ResourceType type) {
    if (!ResourceTypes.inert().contains(type.name())) {
      schema(type.name())
          .properties()
          .forEach((name, property) -> {
            if (property.isRequired()) {
              assertThat(type.actsOn()).contains(name);
            }
          });
    }
  }

  /// Where the schema leaves it open, the type would have to say: none does.
  @ParameterizedTest
  @MethodSource("types")
  void whetherAPropertyReplacesIsNeverOpen(ResourceType type) {
    for (var path : paths(schema(type.name()))) {
      assertThat(schema(type.name()).replaces(List.of(path.split("\\.", -1))))
          .isNotEqualTo(Replaces.MAYBE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"BucketPolicy", "RolePolicy", "Both"})
  void everyPropertyOfOurOwnTemplateIsActedOn(String model) throws IOException {
    var text =
        Files.readString(Path.of("../template.yaml"))
            .replaceFirst("Code: target/function\\.zip.*", "Code: { S3Bucket: a, S3Key: b }");
    assertThat(
            unacted(
                text,
                Map.of(
                    "AccessModel",
                    model,
                    "NarrowTrust",
                    "true",
                    "ReservedConcurrency",
                    "2",
                    "AlarmTopic",
                    "arn:aws:sns:us-east-1:123456789012:alarms")))
        .isEmpty();
  }

  /// The shapes that AWS's own tutorials of this pipeline have.
  @Test
  void everyPropertyOfTheTutorialsIsActedOn() throws IOException {
    assertThat(unacted(Files.readString(Path.of("src/test/resources/tutorials.yaml")), Map.of()))
        .isEmpty();
  }

  /// [Examples] change everything, but for what has one value here.
  @Test
  void whatIsActedOnIsTriedOut() {
    var untried = new TreeSet<String>();
    for (var example : Examples.all()) {
      var schema = schema(example.type().name());
      var tried = new HashSet<>(used(schema.name(), example.full(false)));
      tried.addAll(used(schema.name(), example.full(true)));
      example.type().actsOn().stream()
          .filter(path -> schema.replaces(List.of(path.split("\\.", -1))) != Replaces.YES)
          .filter(path -> !tried.contains(path))
          .forEach(path -> untried.add(schema.name() + " " + path));
    }
    // [ResourceAccessTest] has this one: versions are drawn.
    assertThat(untried).isEqualTo(Set.of("AWS::Lambda::Function Code.S3ObjectVersion"));
    var tried = Examples.all().stream().map(each -> each.type().name()).toList();
    assertThat(ResourceTypes.all().keySet())
        .allSatisfy(name ->
            assertThat(
                    tried.contains(name)
                        || ResourceTypes.inert().contains(name)
                        || name.equals("AWS::CloudFormation::WaitConditionHandle"))
                .as(name)
                .isTrue());
  }

  private static Set<String> used(String type, String properties) {
    var text =
        "{\"Resources\": {\"R\": {\"Type\": \"%s\", \"Properties\": %s}}}"
            .formatted(type, properties);
    var resource = resolved(text, Map.of()).resources().get("R");
    return Used.by(resource, schema(type)).stream().map(Used::path).collect(Collectors.toSet());
  }

  private static Resolved resolved(String text, Map<String, String> parameters) {
    return Resolver.resolve(
        Template.parse(text, Document.Carrier.BODY),
        parameters,
        Pseudo.of("123456789012", "us-east-1", "photos", "arn:aws:cloudformation:x"),
        Surroundings.empty());
  }

  private static Set<String> unacted(String text, Map<String, String> parameters) {
    var resolved = resolved(text, parameters);
    var unacted = new TreeSet<String>();
    for (var resource : resolved.resources().values()) {
      var type = ResourceTypes.all().get(resource.type());
      assertThat(type).as(resource.type()).isNotNull();
      if (!ResourceTypes.inert().contains(resource.type())) {
        Used.by(resource, schema(resource.type())).stream()
            .map(Used::path)
            .filter(path -> !type.actsOn().contains(path))
            .forEach(path -> unacted.add(resource.id() + " " + path));
      }
    }
    return unacted;
  }

  private static TypeSchema schema(String name) {
    return SCHEMAS.type(name).orElseThrow();
  }

  /// Every path that a schema has.
  private static Set<String> paths(TypeSchema schema) {
    var paths = new HashSet<String>();
    schema.properties().forEach((name, property) -> add(name, property, schema, Set.of(), paths));
    return paths;
  }

  private static void add(
      String path,
      PropertySchema property,
      TypeSchema schema,
      Set<String> around,
      Set<String> all) {
    all.add(path);
    inside(path, property.kind(), schema, around, all);
  }

  private static void inside(
      String path, Kind kind, TypeSchema schema, Set<String> around, Set<String> all) {
    switch (kind) {
      case Kind.Simple _ -> {}
      case Kind.ListOf(var item) -> inside(path, item, schema, around, all);
      case Kind.MapOf(var value) -> inside(path, value, schema, around, all);
      case Kind.OneOf(var kinds) -> kinds.forEach(one -> inside(path, one, schema, around, all));
      case Kind.Defined(var name) -> {
        if (!around.contains(name)) {
          var deeper = new HashSet<>(around);
          deeper.add(name);
          schema
              .definitions()
              .getOrDefault(name, Map.of())
              .forEach((inner, property) -> add(path + '.' + inner, property, schema, deeper, all));
        }
      }
    }
  }
}
