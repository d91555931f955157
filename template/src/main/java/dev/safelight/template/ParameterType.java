package dev.safelight.template;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a parameter takes. AWS: "Parameters", "AWS-specific parameter types", "Systems Manager
/// parameter types".
public sealed interface ParameterType {
  /// As written in a template.
  String text();

  /// Whether `Ref` gives a list.
  boolean isList();

  /// Whether each value must be a number.
  default boolean isNumeric() {
    return this == Plain.NUMBER || this == Plain.NUMBERS;
  }

  /// The four that stand for themselves.
  enum Plain implements ParameterType {
    STRING("String", false),
    NUMBER("Number", false),
    NUMBERS("List<Number>", true),
    COMMA_LIST("CommaDelimitedList", true);

    private final String text;
    private final boolean list;

    Plain(String text, boolean list) {
      this.text = text;
      this.list = list;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public boolean isList() {
      return list;
    }
  }

  /// The id or name of something that AWS looks up; here only its form (a regular expression) is
  /// checked.
  record AwsSpecific(String name, String form, boolean isList) implements ParameterType {
    @Override
    public String text() {
      return isList ? "List<" + name + '>' : name;
    }
  }

  /// The parameter names a Systems Manager parameter; its value is what that one holds.
  record SsmValue(ParameterType held) implements ParameterType {
    @Override
    public String text() {
      return "AWS::SSM::Parameter::Value<" + held.text() + '>';
    }

    @Override
    public boolean isList() {
      return held.isList();
    }
  }

  private static Map<String, String> forms() {
    return Map.ofEntries(
        Map.entry("AWS::EC2::AvailabilityZone::Name", "[a-z0-9-]+"),
        Map.entry("AWS::EC2::Image::Id", "ami-[0-9a-f]+"),
        Map.entry("AWS::EC2::Instance::Id", "i-[0-9a-f]+"),
        Map.entry("AWS::EC2::KeyPair::KeyName", ".{1,255}"),
        Map.entry("AWS::EC2::SecurityGroup::GroupName", ".{1,255}"),
        Map.entry("AWS::EC2::SecurityGroup::Id", "sg-[0-9a-f]+"),
        Map.entry("AWS::EC2::Subnet::Id", "subnet-[0-9a-f]+"),
        Map.entry("AWS::EC2::Volume::Id", "vol-[0-9a-f]+"),
        Map.entry("AWS::EC2::VPC::Id", "vpc-[0-9a-f]+"),
        Map.entry("AWS::Route53::HostedZone::Id", "[A-Z0-9]+"),
        Map.entry("AWS::SSM::Parameter::Name", "[a-zA-Z0-9_.\\-/]{1,2048}"));
  }

  /// Empty where AWS has no such type.
  static Optional<ParameterType> named(String text) {
    var inner = inside(text, "AWS::SSM::Parameter::Value<");
    if (inner.isPresent()) {
      return inner.flatMap(ParameterType::held).map(SsmValue::new);
    }
    return Stream.concat(
            Arrays.stream(Plain.values()).filter(each -> each.text.equals(text)),
            specific(text).stream())
        .findFirst();
  }

  private static Optional<ParameterType> held(String text) {
    if (text.equals("List<String>")) {
      return Optional.of(Plain.COMMA_LIST);
    }
    return named(text).filter(type -> !(type instanceof SsmValue) && !type.isNumeric());
  }

  private static Optional<ParameterType> specific(String text) {
    var item = inside(text, "List<");
    var name = item.orElse(text);
    var form = forms().get(name);
    // There is no list of key names or of parameter names.
    var isOne = name.endsWith("::KeyName") || name.equals("AWS::SSM::Parameter::Name");
    return form == null || (isOne && item.isPresent())
        ? Optional.empty()
        : Optional.of(new AwsSpecific(name, form, item.isPresent()));
  }

  private static Optional<String> inside(String text, String begin) {
    return text.startsWith(begin) && text.endsWith(">")
        ? Optional.of(text.substring(begin.length(), text.length() - 1))
        : Optional.empty();
  }
}
