package dev.safelight.cloud.ssm;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A parameter by its full name. See AWS: "Requirements and constraints for parameter names".
///
/// @param text `name`, or `/a/path/name`
record ParameterName(String region, String account, String text) {
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:ssm:([a-z0-9-]+):(\\d{12}):parameter(/[^:]*)");
  private static final Pattern NAME = Pattern.compile("/?[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*");

  /// In characters, with the ARN around it.
  private static final int LONGEST = 1011;

  private static final int DEEPEST = 15;

  /// A version of a parameter.
  ///
  /// @param selector what follows the name's colon, with it; empty for the latest
  record Selected(ParameterName name, String selector) {}

  /// A name that is asked for: any name, or an ARN of this account and region, with a selector or
  /// none. One that cannot be a parameter's names nothing, and is not found.
  static Selected asked(@Nullable String text, String region, String account) {
    if (text == null || text.isEmpty() || text.length() > 2048) {
      throw Invalid.member(text, "name", "have length between 1 and 2048");
    }
    int from = text.startsWith("arn:") ? text.indexOf("parameter") : 0;
    int colon = from < 0 ? -1 : text.indexOf(':', from);
    var whole = colon < 0 ? text : text.substring(0, colon);
    var selector = colon < 0 ? "" : text.substring(colon);
    var arn = ARN.matcher(whole);
    if (!arn.matches()) {
      return new Selected(new ParameterName(region, account, whole), selector);
    }
    // The slash before a plain name is the ARN's own.
    var path = arn.group(3);
    var name = path.indexOf('/', 1) < 0 ? path.substring(1) : path;
    return new Selected(new ParameterName(arn.group(1), arn.group(2), name), selector);
  }

  /// A name for a parameter that is put.
  static ParameterName put(@Nullable String text, String region, String account) {
    var name = asked(text, region, account).name();
    if (text != null && text.indexOf(':') >= 0) {
      throw malformed();
    }
    var plain = name.text().startsWith("/") ? name.text().substring(1) : name.text();
    var lower = plain.toLowerCase(Locale.ROOT);
    if (lower.startsWith("aws")) {
      throw Invalid.of(
          "AccessDeniedException", "No access to reserved parameter name: " + text + ".");
    }
    if (plain.indexOf('/') >= 0 && !name.text().startsWith("/")) {
      throw Invalid.request("Parameter name must be a fully qualified name.");
    }
    if (lower.startsWith("ssm") || !NAME.matcher(name.text()).matches()) {
      throw malformed();
    }
    if (name.text().startsWith("/")
        && name.text().chars().filter(c -> c == '/').count() > DEEPEST) {
      throw Invalid.of(
          "HierarchyLevelLimitExceededException",
          "Hierarchy depth cannot exceed %d levels.".formatted(DEEPEST));
    }
    if (name.arn().length() > LONGEST) {
      throw Invalid.request(
          "The parameter name is too long: with its ARN it may have at most "
              + LONGEST
              + " characters.");
    }
    return name;
  }

  private static dev.safelight.cloud.call.Fault malformed() {
    return Invalid.request(
        "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_");
  }

  /// `name` and `/name` have one ARN, so that policies could not tell them apart: of the two one
  /// exists at a time.
  ParameterName twin() {
    return new ParameterName(
        region, account, text.startsWith("/") ? text.substring(1) : "/" + text);
  }

  /// A path is named as a parameter of this name would be.
  String arn() {
    return "arn:aws:ssm:%s:%s:parameter%s"
        .formatted(region, account, text.startsWith("/") ? text : "/" + text);
  }
}
