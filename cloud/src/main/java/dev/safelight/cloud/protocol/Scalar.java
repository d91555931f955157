package dev.safelight.cloud.protocol;

import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/// Single values as the text of an element, a parameter or a header.
final class Scalar {
  private Scalar() {}

  static boolean is(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case SDK_POJO, LIST, MAP -> false;
      case NULL,
          DOCUMENT,
          STRING,
          INTEGER,
          LONG,
          SHORT,
          BYTE,
          FLOAT,
          DOUBLE,
          BIG_DECIMAL,
          BOOLEAN,
          INSTANT,
          SDK_BYTES ->
          true;
    };
  }

  /// The format of a moment: the member's own, or that of the place where it stands.
  static Format format(SdkField<?> field, Format place) {
    return field
        .getOptionalTrait(TimestampFormatTrait.class)
        .map(TimestampFormatTrait::format)
        .orElse(place);
  }

  /// The value of the member's type.
  ///
  /// @param place the format of moments that say no other
  static Object read(
      SdkField<?> field, String member, String text, Format place, Complaint complaint) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> text;
      case BOOLEAN -> bool(member, text, complaint);
      case INTEGER -> (int) whole(member, text, Integer.MIN_VALUE, Integer.MAX_VALUE, complaint);
      case LONG -> whole(member, text, Long.MIN_VALUE, Long.MAX_VALUE, complaint);
      case SHORT -> (short) whole(member, text, Short.MIN_VALUE, Short.MAX_VALUE, complaint);
      case BYTE -> (byte) whole(member, text, Byte.MIN_VALUE, Byte.MAX_VALUE, complaint);
      case FLOAT -> expect(Numbers.decimal(text), member, text, "a number", complaint).floatValue();
      case DOUBLE ->
          expect(Numbers.decimal(text), member, text, "a number", complaint).doubleValue();
      case BIG_DECIMAL -> expect(Numbers.decimal(text), member, text, "a number", complaint);
      case INSTANT -> {
        var format = format(field, place);
        yield expect(Times.read(text, format), member, text, words(format), complaint);
      }
      case SDK_BYTES -> base64(member, text, complaint);
      case NULL, DOCUMENT, SDK_POJO, LIST, MAP ->
          throw complaint.of(member, "a single value is not expected here");
    };
  }

  static String write(SdkField<?> field, Object value, Format place) {
    return switch (value) {
      case Instant moment -> Times.write(moment, format(field, place));
      case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
      default -> value.toString();
    };
  }

  private static boolean bool(String member, String text, Complaint complaint) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unexpected(member, text, "true or false", complaint);
    };
  }

  private static long whole(
      String member, String text, long least, long most, Complaint complaint) {
    return Numbers.whole(text, least, most)
        .orElseThrow(() ->
            unexpected(member, text, "a whole number from " + least + " to " + most, complaint));
  }

  static SdkBytes base64(String member, String text, Complaint complaint) {
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      throw unexpected(member, text, "base64", complaint);
    }
  }

  private static <T> T expect(
      Optional<T> value, String member, String text, String wanted, Complaint complaint) {
    return value.orElseThrow(() -> unexpected(member, text, wanted, complaint));
  }

  private static String words(Format format) {
    return switch (format) {
      case ISO_8601 -> "a moment such as 2026-01-31T12:00:00Z";
      case RFC_822 -> "a moment such as Sat, 31 Jan 2026 12:00:00 GMT";
      case UNIX_TIMESTAMP -> "seconds since 1970";
      case UNIX_TIMESTAMP_MILLIS -> "milliseconds since 1970";
    };
  }

  private static RuntimeException unexpected(
      String member, String text, String wanted, Complaint complaint) {
    return complaint.of(member, wanted + " is expected, was " + Complaint.quoted(text));
  }
}
