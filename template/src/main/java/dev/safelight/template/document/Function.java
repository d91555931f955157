package dev.safelight.template.document;

import java.util.Arrays;
import java.util.Optional;

/// The functions of the language without a transform, by both their names.
///
/// AWS: "Intrinsic function reference" and "Rule functions".
public enum Function {
  REF("Ref"),
  GET_ATT("Fn::GetAtt"),
  SUB("Fn::Sub"),
  JOIN("Fn::Join"),
  SELECT("Fn::Select"),
  SPLIT("Fn::Split"),
  IF("Fn::If"),
  AND("Fn::And"),
  OR("Fn::Or"),
  NOT("Fn::Not"),
  EQUALS("Fn::Equals"),
  CONDITION("Condition"),
  FIND_IN_MAP("Fn::FindInMap"),
  IMPORT_VALUE("Fn::ImportValue"),
  BASE64("Fn::Base64"),
  CIDR("Fn::Cidr"),
  GET_AZS("Fn::GetAZs"),
  CONTAINS("Fn::Contains"),
  EACH_MEMBER_EQUALS("Fn::EachMemberEquals"),
  EACH_MEMBER_IN("Fn::EachMemberIn"),
  REF_ALL("Fn::RefAll"),
  VALUE_OF("Fn::ValueOf"),
  VALUE_OF_ALL("Fn::ValueOfAll");

  private final String fullName;

  Function(String fullName) {
    this.fullName = fullName;
  }

  /// As in JSON: `Fn::GetAtt`.
  public String fullName() {
    return fullName;
  }

  /// As in YAML: `!GetAtt`.
  public String shortName() {
    return '!' + (fullName.startsWith("Fn::") ? fullName.substring(4) : fullName);
  }

  /// Whether only a rule may use it.
  public boolean isForRules() {
    return compareTo(CONTAINS) >= 0;
  }

  /// Whether it answers true or false.
  public boolean isCondition() {
    return switch (this) {
      case AND, OR, NOT, EQUALS, CONDITION, CONTAINS, EACH_MEMBER_EQUALS, EACH_MEMBER_IN -> true;
      case REF,
          GET_ATT,
          SUB,
          JOIN,
          SELECT,
          SPLIT,
          IF,
          FIND_IN_MAP,
          IMPORT_VALUE,
          BASE64,
          CIDR,
          GET_AZS,
          REF_ALL,
          VALUE_OF,
          VALUE_OF_ALL ->
          false;
    };
  }

  public static Optional<Function> named(String fullName) {
    return Arrays.stream(values()).filter(each -> each.fullName.equals(fullName)).findFirst();
  }

  static Optional<Function> tagged(String shortName) {
    return Arrays.stream(values()).filter(each -> each.shortName().equals(shortName)).findFirst();
  }
}
