package dev.safelight.wire.sigv4;

import dev.safelight.wire.sigv4.ClaimReader.Unreadable;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Reads the parts that header and query have in common: credential, signed headers, signature.
record CredentialScope(String accessKeyId, Scope scope) {
  private static final Predicate<String> DATE = Pattern.compile("[0-9]{8}").asMatchPredicate();
  private static final Predicate<String> REGION =
      Pattern.compile("[a-z0-9]{1,32}(-[a-z0-9]{1,32}){0,6}").asMatchPredicate();
  private static final Predicate<String> SERVICE =
      Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}").asMatchPredicate();
  private static final Predicate<String> TOKEN =
      Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+").asMatchPredicate();

  static CredentialScope of(String credential, Fault fault) throws Unreadable {
    var parts = credential.split("/", -1);
    if (parts.length != 5) {
      throw malformed(
          fault,
          "the Credential is mal-formed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }
    if (parts[0].isEmpty() || parts[0].length() > 128) {
      throw malformed(fault, "the Credential must begin with an access key id.");
    }
    if (!DATE.test(parts[1])) {
      throw malformed(
          fault, "incorrect date format \"" + parts[1] + "\". This date must be yyyyMMdd.");
    }
    if (!REGION.test(parts[2])) {
      throw malformed(fault, "the region '" + parts[2] + "' is wrong.");
    }
    if (!SERVICE.test(parts[3])) {
      throw malformed(fault, "incorrect service \"" + parts[3] + "\".");
    }
    if (!parts[4].equals(Scope.TERMINATOR)) {
      throw malformed(
          fault, "incorrect terminal \"" + parts[4] + "\". This endpoint uses \"aws4_request\".");
    }
    return new CredentialScope(parts[0], new Scope(parts[1], parts[2], parts[3]));
  }

  /// The order is the signer's: it is signed itself, and clients differ in how they sort.
  static List<String> signedHeaders(String text, Fault fault) throws Unreadable {
    var names = List.of(text.split(";", -1));
    if (!names.stream().allMatch(TOKEN) || names.stream().distinct().count() != names.size()) {
      throw malformed(
          fault, "SignedHeaders must be lower-case header names joined by ';', each once.");
    }
    return names;
  }

  static String signature(String text, Fault fault) throws Unreadable {
    if (!Sha256.isHex(text)) {
      throw malformed(fault, "Signature must be 64 lower-case hexadecimal digits.");
    }
    return text;
  }

  private static Unreadable malformed(Fault fault, String what) {
    var where =
        fault == Fault.AUTHORIZATION_QUERY
            ? "Error parsing the X-Amz-Credential parameter; "
            : "The authorization header is malformed; ";
    return new Unreadable(fault, where + what);
  }
}
