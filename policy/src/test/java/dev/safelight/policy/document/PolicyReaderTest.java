package dev.safelight.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.safelight.policy.Tries;
import dev.safelight.policy.document.MalformedPolicy.Fault;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyReaderTest {
  private static final String GOOD =
      "\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"";

  private static String document(String statement) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": [{" + statement + "}]}";
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(Kind.IDENTITY, "", Fault.NOT_JSON, "Policy: empty text"),
        arguments(Kind.IDENTITY, "{", Fault.NOT_JSON, "Policy: not JSON"),
        arguments(Kind.IDENTITY, "[]", Fault.WRONG_TYPE, "Policy: must be an object, was a list"),
        arguments(Kind.IDENTITY, "null", Fault.WRONG_TYPE, "was null"),
        arguments(Kind.IDENTITY, "{} {}", Fault.NOT_JSON, "text after the end"),
        arguments(Kind.IDENTITY, "{}", Fault.MISSING_ELEMENT, "Policy: Statement is missing"),
        arguments(Kind.IDENTITY, "{\"Statement\": []}", Fault.WRONG_VALUE, "Statement: must hold"),
        arguments(
            Kind.IDENTITY,
            "{\"Statment\": []}",
            Fault.UNKNOWN_ELEMENT,
            "Statment: unknown element, did you mean Statement?"),
        arguments(
            Kind.IDENTITY,
            "{\"Version\": \"2012-10-18\", \"Statement\": {" + GOOD + "}}",
            Fault.WRONG_VALUE,
            "Version: must be 2012-10-17 or 2008-10-17, was \"2012-10-18\""),
        arguments(
            Kind.IDENTITY,
            "{\"Version\": 2012, \"Statement\": {" + GOOD + "}}",
            Fault.WRONG_TYPE,
            "Version: must be a string, was a number"),
        arguments(
            Kind.IDENTITY,
            "{\"Statement\": \"x\"}",
            Fault.WRONG_TYPE,
            "Statement[1]: must be an object, was a string"),
        refused(
            GOOD + ", \"action\": \"*\"", Fault.UNKNOWN_ELEMENT, "Statement[1].action: unknown"),
        refused(GOOD + ", \"Effect\": \"Deny\"", Fault.NOT_JSON, "\"Effect\" is written twice"),
        refused(GOOD.replace("Allow", "allow"), Fault.WRONG_VALUE, "Allow or Deny, was \"allow\""),
        refused(GOOD.replace("\"Allow\"", "true"), Fault.WRONG_TYPE, "Effect: must be a string"),
        refused(
            "\"Effect\": \"Allow\", \"Resource\": \"*\"",
            Fault.MISSING_ELEMENT,
            "Action is missing"),
        refused(
            "\"Effect\": \"Allow\", \"Action\": \"*\"",
            Fault.MISSING_ELEMENT,
            "Resource is missing"),
        refused(
            GOOD + ", \"NotAction\": \"*\"", Fault.FORBIDDEN_ELEMENT, "both Action and NotAction"),
        refused(GOOD + ", \"NotResource\": \"*\"", Fault.FORBIDDEN_ELEMENT, "both Resource and"),
        refused(
            GOOD + ", \"Principal\": \"*\"", Fault.FORBIDDEN_ELEMENT, "Statement[1].Principal: "),
        refused(
            GOOD.replace("s3:GetObject", "GetObject"), Fault.WRONG_VALUE, "such as s3:GetObject"),
        refused(GOOD.replace("s3:GetObject", "s3:"), Fault.WRONG_VALUE, "was \"s3:\""),
        refused(GOOD.replace("s3:GetObject", "*:Get"), Fault.WRONG_VALUE, "was \"*:Get\""),
        refused(
            GOOD.replace("\"s3:GetObject\"", "[]"), Fault.WRONG_VALUE, "Action: must not be an"),
        refused(
            GOOD.replace("\"s3:GetObject\"", "[\"s3:*\", 7]"),
            Fault.WRONG_TYPE,
            "Statement[1].Action[2]: must be a string, was a number"),
        refused(
            GOOD.replace("\"*\"", "\"photos\""), Fault.WRONG_VALUE, "must be an ARN of six parts"),
        refused(GOOD.replace("\"*\"", "\"arn:aws:s3:::${x\""), Fault.WRONG_VALUE, "without \"}\""),
        refused(GOOD + ", \"Sid\": 1", Fault.WRONG_TYPE, "Sid: must be a string"),
        refused(
            condition("\"StringEqual\": {\"a:b\": \"c\"}"),
            Fault.WRONG_VALUE,
            "Statement[1].Condition.StringEqual: unknown operator, did you mean StringEquals? (line 1)"),
        refused(
            condition("\"ForAllValue:StringEquals\": {\"a:b\": \"c\"}"),
            Fault.WRONG_VALUE,
            "unknown"),
        refused(
            condition("\"NullIfExists\": {\"a:b\": \"true\"}"), Fault.WRONG_VALUE, "no IfExists"),
        refused(
            condition("\"ForAnyValue:Null\": {\"a:b\": \"true\"}"), Fault.WRONG_VALUE, "no prefix"),
        refused(condition("\"StringEquals\": {}"), Fault.WRONG_VALUE, "at least one condition key"),
        refused(
            condition("\"StringEquals\": []"), Fault.WRONG_TYPE, "must be an object, was a list"),
        refused(condition("\"StringEquals\": {\"a:b\": []}"), Fault.WRONG_VALUE, "not be an empty"),
        refused(condition("\"StringEquals\": {\"a:b\": null}"), Fault.WRONG_TYPE, "was null"),
        refused(condition("\"StringEquals\": {\"a:b\": {}}"), Fault.WRONG_TYPE, "was an object"),
        refused(condition("\"StringEquals\": {\"ab\": \"c\"}"), Fault.WRONG_VALUE, "has a prefix"),
        refused(
            condition("\"Bool\": {\"a:b\": \"c\", \"A:B\": \"d\"}"), Fault.WRONG_VALUE, "twice"),
        resource("", Fault.MISSING_ELEMENT, "Principal is missing"),
        resource(
            "\"Principal\": \"arn:aws:iam::123456789012:root\"", Fault.WRONG_VALUE, "{\"AWS\":"),
        resource("\"Principal\": {}", Fault.WRONG_VALUE, "at least one principal"),
        resource("\"Principal\": {\"aws\": \"*\"}", Fault.UNKNOWN_ELEMENT, "did you mean AWS?"),
        resource("\"Principal\": {\"AWS\": []}", Fault.WRONG_VALUE, "empty list"),
        resource("\"Principal\": {\"AWS\": \"\"}", Fault.WRONG_VALUE, "must not be empty"),
        resource(
            "\"Principal\": {\"AWS\": \"arn:aws:iam::1:role/*\"}",
            Fault.WRONG_VALUE,
            "no wildcards"),
        resource(
            "\"Principal\": {\"AWS\": \"12345\"}",
            Fault.WRONG_VALUE,
            "Invalid principal in policy"),
        resource(
            "\"Principal\": {\"AWS\": \"arn:aws:iam::12345:user/a\"}",
            Fault.WRONG_VALUE,
            "must be an account's 12 digits"),
        resource(
            "\"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:group/a\"}",
            Fault.WRONG_VALUE,
            "Statement[1].Principal.AWS: Invalid principal"),
        resource(
            "\"Principal\": {\"AWS\": [\"*\", \"arn:aws:sts::123456789012:assumed-role/a\"]}",
            Fault.WRONG_VALUE,
            "Principal.AWS[2]: Invalid"),
        resource("\"Principal\": {\"AWS\": \"alice\"}", Fault.WRONG_VALUE, "was \"alice\""),
        resource(
            "\"Principal\": {\"Service\": \"Amazon S3\"}", Fault.WRONG_VALUE, "a service such"),
        resource(
            "\"Principal\": {\"Service\": \"*.amazonaws.com\"}", Fault.WRONG_VALUE, "no wildcard"),
        resource(
            "\"Principal\": {\"Federated\": \"corp\"}", Fault.WRONG_VALUE, "identity provider's"),
        resource("\"Principal\": {\"CanonicalUser\": \"ab\"}", Fault.WRONG_VALUE, "64 hexadecimal"),
        refused(
            GOOD + ", \"Sid\": \"no spaces\"",
            Fault.WRONG_VALUE,
            "Statement[1].Sid: must be letters and digits (A-Z, a-z, 0-9), was \"no spaces\""),
        refused(
            condition("\"ForAllValue:StringEquals\": {\"a:b\": \"c\"}"),
            Fault.WRONG_VALUE,
            "did you mean ForAllValues:StringEquals?"),
        refused(
            condition("\"StringLikeIfExist\": {\"a:b\": \"c\"}"),
            Fault.WRONG_VALUE,
            "did you mean StringLikeIfExists?"),
        refused(
            condition("\"stringequals\": {\"a:b\": \"c\"}"),
            Fault.WRONG_VALUE,
            "did you mean StringEquals?"),
        refused(
            condition("\"StringEquals\": {\"a:b\": [\"c\", \"${d\"]}"),
            Fault.WRONG_VALUE,
            "Statement[1].Condition.StringEquals.a:b[2]: \"${\" without \"}\""),
        refused(
            condition("\"StringEquals\": {\"a:b\": \"${c:d,'x'}\"}"),
            Fault.WRONG_VALUE,
            "a default is written ${key, 'text'}"),
        refused(condition("\"ArnLike\": {\"a:b\": \"${}\"}"), Fault.WRONG_VALUE, "names no key"),
        refused(
            GOOD.replace("s3:GetObject", "s3:\\ud800"), Fault.NOT_JSON, "half of a surrogate pair"),
        arguments(
            Kind.RESOURCE_CONTROL,
            document(GOOD + ", \"Principal\": \"*\""),
            Fault.WRONG_VALUE,
            "Statement[1].Effect: must be Deny"),
        arguments(
            Kind.RESOURCE_CONTROL,
            document(
                "\"Effect\": \"Deny\", \"NotAction\": \"s3:*\", \"Resource\": \"*\","
                    + " \"Principal\": \"*\""),
            Fault.FORBIDDEN_ELEMENT,
            "must list its actions"),
        resource("\"Principal\": [\"*\"]", Fault.WRONG_TYPE, "must be an object, was a list"),
        resource(
            "\"NotPrincipal\": {\"AWS\": \"123456789012\"}",
            Fault.FORBIDDEN_ELEMENT,
            "whole world"),
        arguments(
            Kind.TRUST,
            document(GOOD + ", \"Principal\": \"*\""),
            Fault.FORBIDDEN_ELEMENT,
            "Statement[1].Resource: a role trust policy"),
        arguments(
            Kind.TRUST,
            document(
                "\"Effect\": \"Deny\", \"Action\": \"sts:*\", \"NotPrincipal\": {\"AWS\": \"*\"}"),
            Fault.FORBIDDEN_ELEMENT,
            "must not have NotPrincipal"),
        arguments(
            Kind.RESOURCE_CONTROL,
            document(
                GOOD.replace("Allow", "Deny") + ", \"Principal\": {\"AWS\": \"123456789012\"}"),
            Fault.WRONG_VALUE,
            "must have \"Principal\": \"*\""),
        arguments(
            Kind.SERVICE_CONTROL,
            document(GOOD + ", \"Principal\": \"*\""),
            Fault.FORBIDDEN_ELEMENT,
            "must not name a principal"),
        arguments(
            Kind.IDENTITY,
            "{\"Statement\": [{\"Sid\": \"A\", " + GOOD + "}, {\"Sid\": \"A\", " + GOOD + "}]}",
            Fault.WRONG_VALUE,
            "Statement[2]: Sid \"A\" is used twice"));
  }

  private static Arguments refused(String statement, Fault fault, String message) {
    return arguments(Kind.IDENTITY, document(statement), fault, message);
  }

  private static Arguments resource(String principal, Fault fault, String message) {
    return arguments(
        Kind.RESOURCE,
        document(principal.isEmpty() ? GOOD : GOOD + ", " + principal),
        fault,
        message);
  }

  private static String condition(String block) {
    return GOOD + ", \"Condition\": {" + block + "}";
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatAwsRefusesIsRefusedWithItsPlace(Kind kind, String json, Fault fault, String message) {
    assertThatThrownBy(() -> Policy.parse(json, kind))
        .isInstanceOfSatisfying(
            MalformedPolicy.class, malformed -> assertThat(malformed.fault()).isEqualTo(fault))
        .hasMessageContaining(message);
  }

  @Test
  void theLineOfTheFaultAndOfEachStatementIsKept() throws MalformedPolicy {
    var text =
        """
        {
          "Version": "2012-10-17",
          "Statement": [
            {%s},

            {"Sid": "Second", %s}
          ]
        }
        """
            .formatted(GOOD, GOOD);
    assertThat(Policy.parse(text, Kind.IDENTITY).statements())
        .extracting(Statement::line)
        .containsExactly(4, 6);
    assertThatThrownBy(() -> Policy.parse(text.replace("Second", "A\\q"), Kind.IDENTITY))
        .hasMessageEndingWith("(line 6)");
    assertThatThrownBy(() -> Policy.parse(text, Kind.RESOURCE)).hasMessageEndingWith("(line 4)");
  }

  @Test
  void endlessPrincipalsAreRefusedBeforeTheyHurt() {
    for (var type : List.of("AWS", "Service", "Federated", "CanonicalUser")) {
      for (var text : List.of("a.".repeat(200_000), "a".repeat(400_000))) {
        var principal = ", \"Principal\": {\"" + type + "\": \"" + text + "\"}";
        assertThatThrownBy(() -> Policy.parse(document(GOOD + principal), Kind.RESOURCE))
            .isInstanceOf(MalformedPolicy.class)
            .hasMessageContaining("no more than 2048 characters");
      }
    }
  }

  @Test
  void aLongListOfPrincipalsIsRead() throws MalformedPolicy {
    var list = String.join(",", Collections.nCopies(5_000, "\"123456789012\""));
    var principal = ", \"Principal\": {\"AWS\": [" + list + "]}";
    var statement = Policy.parse(document(GOOD + principal), Kind.RESOURCE).statements().getFirst();
    assertThat(((Principals.Named) statement.principals()).principals()).hasSize(5_000);
  }

  @Test
  void deepNestingIsRefusedBeforeItHurts() {
    var deep = "{\"Statement\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> Policy.parse(deep, Kind.IDENTITY))
        .isInstanceOf(MalformedPolicy.class)
        .hasMessageContaining("depth");
  }

  @Test
  void endlessNumbersAndTextsAreRefused() {
    var number = condition("\"NumericEquals\": {\"a:b\": " + "9".repeat(100_000) + "}");
    assertThatThrownBy(() -> Policy.parse(document(number), Kind.IDENTITY))
        .isInstanceOf(MalformedPolicy.class);
    assertThatThrownBy(() -> Policy.parse(" ".repeat(2_000_000), Kind.IDENTITY))
        .hasMessageContaining("longer than");
  }

  /// Found by fuzzing: an empty name is no reason to name no place.
  @Test
  void aMemberWithoutANameIsRefusedInItsPlace() {
    assertThatThrownBy(() -> Policy.parse("{\"\":1}", Kind.IDENTITY))
        .hasMessageStartingWith("\"\": unknown element");
    assertThatThrownBy(() -> Policy.parse(document("\"\": 1," + GOOD), Kind.IDENTITY))
        .hasMessageStartingWith("Statement[1].\"\": unknown element");
  }

  @Test
  void mangledDocumentsAreReadOrRefusedNothingElse() {
    var good =
        document(condition("\"StringLike\": {\"s3:prefix\": [\"${aws:username}/*\", 7, true]}"));
    var random = new Random(7);
    var tries = Tries.of(5_000);
    int refused = 0;
    for (int i = 0; i < tries; i++) {
      var mangled = new StringBuilder(good);
      for (int bites = 1 + random.nextInt(3); bites > 0; bites--) {
        var at = random.nextInt(mangled.length());
        switch (random.nextInt(3)) {
          case 0 -> mangled.deleteCharAt(at);
          case 1 -> mangled.insert(at, "{}[]\",:*$\\0é".charAt(random.nextInt(12)));
          default -> mangled.setCharAt(at, good.charAt(random.nextInt(good.length())));
        }
      }
      try {
        Policy.parse(mangled.toString(), Kind.IDENTITY);
      } catch (MalformedPolicy malformed) {
        assertThat(malformed.reason()).isNotBlank();
        refused++;
      }
    }
    assertThat(refused).isBetween(tries / 2, tries - 1);
  }

  @Test
  void collectedDocumentsMayTakeTheirLiberties() throws MalformedPolicy {
    var bare = document(GOOD + ", \"Principal\": \"arn:aws:iam::123456789012:root\"");
    assertThat(
            Policy.parse(bare, Kind.RESOURCE, Dialect.COLLECTED)
                .statements()
                .getFirst()
                .principals())
        .isEqualTo(new Principals.Named(List.of(new Principal.Account("123456789012"))));
    assertThat(Policy.parse("{\"Statement\": []}", Kind.RESOURCE, Dialect.COLLECTED).statements())
        .isEmpty();
  }
}
