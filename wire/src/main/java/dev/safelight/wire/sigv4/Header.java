package dev.safelight.wire.sigv4;

/// One header field as it crossed the wire, its value neither trimmed nor folded.
///
/// Text is octets: each character stands for one byte (ISO 8859-1), which is what HTTP servers hand
/// out and what our client writes. Both ends therefore hash the same bytes.
public record Header(String name, String value) {
  /// Whether the field has this name; letter case does not matter in HTTP.
  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
