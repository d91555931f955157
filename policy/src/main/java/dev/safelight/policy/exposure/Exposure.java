package dev.safelight.policy.exposure;

import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.condition.Networks;
import dev.safelight.policy.condition.Quantifier;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.Arn;
import dev.safelight.policy.match.Key;
import java.util.List;
import java.util.Set;

/// Whether S3 calls a bucket policy public: it does unless every Allow names its principals, or
/// ties everyone to a fixed network, account or resource. A Deny elsewhere does not make it less
/// public.
///
/// A value with a wildcard or a policy variable is not fixed. AWS: "Blocking public access to your
/// Amazon S3 storage", the meaning of public, checked 2026-11.
public final class Exposure {
  private static final Key SOURCE_IP = Key.of("aws:SourceIp");
  private static final Key CALLER = Key.of("aws:PrincipalArn");
  private static final Key USER_ID = Key.of("aws:userid");
  private static final Key IS_SERVICE = Key.of("aws:PrincipalIsAWSService");
  private static final Key ACCESS_POINT = Key.of("s3:DataAccessPointArn");

  private static final Set<Key> FIXING =
      Set.of(
          Key.of("aws:SourceArn"),
          Key.of("aws:SourceVpc"),
          Key.of("aws:SourceVpcArn"),
          Key.of("aws:SourceVpce"),
          Key.of("aws:SourceAccount"),
          Key.of("aws:SourceOwner"),
          Key.of("aws:SourceOrgID"),
          Key.of("aws:SourceOrgPaths"),
          Key.of("aws:userid"),
          Key.of("aws:PrincipalOrgID"),
          Key.of("aws:PrincipalOrgPaths"),
          Key.of("aws:PrincipalServiceName"),
          Key.of("aws:PrincipalServiceNamesList"),
          Key.of("aws:PrincipalArn"),
          Key.of("aws:PrincipalAccount"),
          Key.of("aws:VpceAccount"),
          Key.of("aws:VpceOrgID"),
          Key.of("aws:VpceOrgPaths"),
          Key.of("s3:x-amz-server-side-encryption-aws-kms-key-id"),
          Key.of("s3:DataAccessPointAccount"));

  /// Only what is false for a missing key and any other value ties anything down.
  private static final Set<String> OPERATORS =
      Set.of("StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike");

  private Exposure() {}

  public static boolean isPublic(Policy policy) {
    return !publicStatements(policy).isEmpty();
  }

  /// The Allow statements that make a policy public.
  public static List<Statement> publicStatements(Policy policy) {
    return policy.statements().stream().filter(Exposure::isPublic).toList();
  }

  private static boolean isPublic(Statement statement) {
    return statement.effect() == Effect.ALLOW
        && isEveryone(statement.principals())
        && statement.conditions().stream().noneMatch(Exposure::fixes);
  }

  private static boolean isEveryone(Principals principals) {
    return switch (principals) {
      case Principals.Bearer _ -> false;
      case Principals.Named(var named) ->
          named.stream().anyMatch(it -> it.spelling().indexOf('*') >= 0);
      case Principals.AllBut _ -> true;
    };
  }

  private static boolean fixes(Condition condition) {
    if (condition.isIfExists() || condition.quantifier() == Quantifier.FOR_ALL_VALUES) {
      return false;
    }
    var operator = condition.operator().spelling();
    if (condition.key().equals(SOURCE_IP)) {
      return operator.equals("IpAddress")
          && condition.values().stream().allMatch(Networks::isNarrow);
    }
    if (condition.key().equals(IS_SERVICE)) {
      return condition.values().stream().allMatch(it -> it.equalsIgnoreCase("true"));
    }
    if (!OPERATORS.contains(operator)) {
      return false;
    }
    if (condition.key().equals(ACCESS_POINT)) {
      return condition.values().stream().allMatch(Exposure::fixesAccount);
    }
    if (condition.key().equals(CALLER) && operator.startsWith("Arn")) {
      return condition.values().stream().allMatch(Exposure::fixesAllButName);
    }
    if (condition.key().equals(USER_ID)) {
      return condition.values().stream().allMatch(it -> isFixed(it) || isAnySession(it));
    }
    return FIXING.contains(condition.key())
        && condition.values().stream().allMatch(Exposure::isFixed);
  }

  /// An access point may be any of one account's.
  private static boolean fixesAccount(String pattern) {
    return Arn.of(pattern)
        .filter(arn -> !arn.account().isEmpty() && isFixed(arn.account()))
        .isPresent();
  }

  /// The users or roles of one account.
  private static boolean fixesAllButName(String pattern) {
    return Arn.of(pattern)
        .filter(arn -> !arn.account().isEmpty() && !pattern.contains("${"))
        .filter(arn -> isFixed(arn.partition() + arn.service() + arn.region() + arn.account()))
        .isPresent();
  }

  /// `AROAIOSFODNN7EXAMPLE:*`, the sessions of one role: AWS's page makes this pattern an
  /// exception.
  private static boolean isAnySession(String value) {
    return value.endsWith(":*") && isFixed(value.substring(0, value.length() - 2));
  }

  private static boolean isFixed(String value) {
    return value.indexOf('*') < 0 && value.indexOf('?') < 0 && !value.contains("${");
  }
}
