package dev.safelight.cloud.s3;

import dev.safelight.wire.checksum.ChecksumAlgorithm;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// The checksums that are kept with an object or a part. The SDK's shapes have a member for each
/// algorithm and no common type; they are reached by the member's name.
///
/// @param values base64 by algorithm; composite ones end in `-` and the number of parts
/// @param type `FULL_OBJECT` or `COMPOSITE`
record Checksums(Map<ChecksumAlgorithm, String> values, String type) {
  static final String FULL_OBJECT = "FULL_OBJECT";
  static final String COMPOSITE = "COMPOSITE";
  private static final String TYPE = "type";

  Checksums {
    values = Map.copyOf(values);
  }

  /// What is kept of an upload: the checksum that the client sent, or else the default.
  static Checksums received(Receiving.Staged staged) {
    var algorithms = staged.integrity().algorithms();
    var algorithm = algorithms.isEmpty() ? ChecksumAlgorithm.CRC64NVME : algorithms.getFirst();
    return of(algorithm, staged.checksums().getOrDefault(algorithm, ""), FULL_OBJECT);
  }

  static Checksums of(ChecksumAlgorithm algorithm, String value, String type) {
    return new Checksums(Map.of(algorithm, value), type);
  }

  /// Writes them into a response's members, as far as it has them.
  <B extends SdkPojo> B into(B builder) {
    for (var field : builder.sdkFields()) {
      if (field.memberName().equals("ChecksumType")) {
        field.set(builder, type);
      }
      algorithm(field).map(values::get).ifPresent(value -> field.set(builder, value));
    }
    return builder;
  }

  /// The checksums that a client gave as members of a shape.
  static Map<ChecksumAlgorithm, String> in(SdkPojo shape) {
    var given = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
    for (var field : shape.sdkFields()) {
      var value = field.getValueOrDefault(shape);
      if (value != null) {
        algorithm(field).ifPresent(algorithm -> given.put(algorithm, value.toString()));
      }
    }
    return given;
  }

  /// @throws dev.safelight.cloud.call.Fault where S3 has no algorithm of this name
  static ChecksumAlgorithm algorithm(String name) {
    return ChecksumAlgorithm.ofName(name)
        .orElseThrow(() ->
            Faults.invalidRequest(
                "Checksum algorithm provided is unsupported. Please try again with any of the"
                    + " valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]"));
  }

  private static Optional<ChecksumAlgorithm> algorithm(SdkField<?> field) {
    return field.memberName().startsWith("Checksum")
        ? ChecksumAlgorithm.ofName(field.memberName().substring("Checksum".length()))
        : Optional.empty();
  }

  String json() {
    var map = new LinkedHashMap<String, String>();
    values.forEach((algorithm, value) -> map.put(algorithm.name(), value));
    map.put(TYPE, type);
    return Json.of(map);
  }

  static Checksums ofJson(String json) {
    var values = new EnumMap<ChecksumAlgorithm, String>(ChecksumAlgorithm.class);
    var type = FULL_OBJECT;
    for (var entry : Json.map(json).entrySet()) {
      if (entry.getKey().equals(TYPE)) {
        type = entry.getValue();
      } else {
        values.put(ChecksumAlgorithm.valueOf(entry.getKey()), entry.getValue());
      }
    }
    return new Checksums(values, type);
  }
}
