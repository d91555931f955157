package dev.safelight.cloud.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.JsonValueTrait;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsRequest;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.lambda.model.LambdaRequest;
import software.amazon.awssdk.services.s3.model.GetUrlRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.sts.model.StsRequest;

/// Reading what was written is identity, for every request and response of every service spoken
/// here.
class RoundTripTest {
  private static final Complaint COMPLAINT =
      (member, problem) -> new Fault(400, "Wrong", member + ": " + problem);

  /// How often shapes stand in each other; some stand in themselves.
  private static final int DEEPEST = 5;

  private int counter;

  @TestFactory
  Stream<DynamicTest> xml() throws Exception {
    return tests(
        List.of(S3Request.class),
        (shape, builder) -> {
          var xml =
              new XmlWriter(moment -> Times.write(moment, Format.ISO_8601))
                  .open("Root", RestXml.NAMESPACE)
                  .members(shape)
                  .close("Root")
                  .bytes();
          new XmlReader(COMPLAINT).fill(builder, XmlElement.parse(xml), "Root");
        });
  }

  @TestFactory
  Stream<DynamicTest> json() throws Exception {
    return tests(
        List.of(LambdaRequest.class, CloudWatchLogsRequest.class),
        (shape, builder) -> JsonReader.fill(builder, JsonWriter.write(shape)));
  }

  @TestFactory
  Stream<DynamicTest> forms() throws Exception {
    return tests(
        List.of(IamRequest.class, StsRequest.class),
        (shape, builder) -> {
          var parameters = new LinkedHashMap<String, String>();
          form(shape, "", parameters);
          FormReader.fill(builder, parameters, COMPLAINT);
        });
  }

  /// Parameters as the query protocol spells them, written the obvious way.
  private static void form(SdkPojo shape, String prefix, Map<String, String> parameters) {
    for (var field : shape.sdkFields()) {
      Shapes.value(field, shape)
          .ifPresent(value -> form(field, value, prefix + field.locationName(), parameters));
    }
  }

  private static void form(
      SdkField<?> field, Object value, String name, Map<String, String> parameters) {
    switch (value) {
      case SdkPojo shape -> form(shape, name + ".", parameters);
      case List<?> list -> {
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        for (int i = 0; i < list.size(); i++) {
          form(member, list.get(i), name + ".member." + (i + 1), parameters);
        }
      }
      case Map<?, ?> map -> {
        int i = 1;
        for (var entry : map.entrySet()) {
          parameters.put(name + ".entry." + i + ".key", (String) entry.getKey());
          var member = field.getTrait(MapTrait.class).valueFieldInfo();
          form(member, entry.getValue(), name + ".entry." + i + ".value", parameters);
          i++;
        }
      }
      default -> parameters.put(name, Scalar.write(field, value, Format.ISO_8601));
    }
  }

  @Test
  void noShapeHasWhatTheCodecsDoNotRead() throws Exception {
    for (var service :
        List.of(
            S3Request.class,
            LambdaRequest.class,
            CloudWatchLogsRequest.class,
            IamRequest.class,
            StsRequest.class)) {
      for (var builder : builders(service)) {
        for (var field : builder.sdkFields()) {
          assertThat(field.containsTrait(JsonValueTrait.class))
              .as(builder.getClass() + " " + field.memberName())
              .isFalse();
        }
      }
    }
  }

  @FunctionalInterface
  private interface Trip {
    void through(SdkPojo shape, SdkPojo builder) throws Exception;
  }

  private Stream<DynamicTest> tests(List<Class<?>> services, Trip trip) throws Exception {
    var tests = new ArrayList<DynamicTest>();
    for (var service : services) {
      for (var builder : builders(service)) {
        var name = builder.getClass().getEnclosingClass().getSimpleName();
        fill(builder, 0);
        var shape = (SdkPojo) Shapes.build(builder);
        var empty = fresh(builder.getClass().getEnclosingClass());
        tests.add(
            DynamicTest.dynamicTest(
                name,
                () -> {
                  trip.through(shape, empty);
                  assertThat(Shapes.build(empty)).isEqualTo(shape);
                }));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  private void fill(SdkPojo builder, int depth) {
    for (var field : Shapes.inDocument(builder)) {
      if (Scalar.is(field) || depth < DEEPEST) {
        field.set(builder, value(field, depth));
      }
    }
  }

  private Object value(SdkField<?> field, int depth) {
    counter++;
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> "ü<&>\"'\r\n\t " + counter;
      case INTEGER -> -counter;
      case LONG -> Long.MIN_VALUE + counter;
      case SHORT -> (short) counter;
      case BYTE -> (byte) counter;
      case FLOAT -> counter + 0.25f;
      case DOUBLE -> counter + 0.125;
      case BIG_DECIMAL -> new BigDecimal(counter + ".50");
      case BOOLEAN -> counter % 2 == 0;
      case INSTANT -> Instant.parse("2026-11-24T01:08:15Z").plusSeconds(counter);
      case SDK_BYTES -> SdkBytes.fromByteArray(new byte[] {(byte) counter, 0, -1});
      case SDK_POJO -> {
        var builder = Shapes.builder(field);
        fill(builder, depth + 1);
        yield Shapes.build(builder);
      }
      case LIST -> {
        var member = field.getTrait(ListTrait.class).memberFieldInfo();
        yield depth == 0
            ? List.of(value(member, 1), value(member, 1))
            : List.of(value(member, depth + 1));
      }
      case MAP -> {
        var member = field.getTrait(MapTrait.class).valueFieldInfo();
        yield depth == 0
            ? Map.of("a <k", value(member, 1), "b", value(member, 1))
            : Map.of("a <k", value(member, depth + 1));
      }
      case NULL, DOCUMENT -> throw new AssertionError("a document in " + field);
    };
  }

  private static SdkPojo fresh(Class<?> shape) throws ReflectiveOperationException {
    return (SdkPojo) shape.getMethod("builder").invoke(null);
  }

  /// A builder for each request and response of a service; they hold all other shapes.
  private static List<SdkPojo> builders(Class<?> service)
      throws IOException, ReflectiveOperationException {
    var builders = new ArrayList<SdkPojo>();
    var jar = Path.of(service.getProtectionDomain().getCodeSource().getLocation().getPath());
    var folder = service.getPackageName().replace('.', '/') + "/";
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        var name = entry.getName();
        if (name.startsWith(folder) && name.matches(".*(Request|Response)\\.class")) {
          var type =
              Class.forName(name.replace('/', '.').substring(0, name.length() - ".class".length()));
          boolean concrete =
              SdkPojo.class.isAssignableFrom(type)
                  && !Throwable.class.isAssignableFrom(type)
                  && type != GetUrlRequest.class // The client's own, never sent.
                  && java.lang.reflect.Modifier.isFinal(type.getModifiers());
          if (concrete) {
            builders.add(fresh(type));
          }
        }
      }
    }
    return builders;
  }
}
