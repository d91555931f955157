package dev.safelight.policy;

import java.util.List;

/// Who makes a call, as policies see them. Immutable; ARNs are exact and case-sensitive.
///
/// AWS: "IAM JSON policy elements: Principal", checked 2026-11.
public sealed interface Requester {
  /// The account the caller belongs to; empty for callers that belong to none.
  String account();

  /// What AWS's messages write behind `User:`.
  String arn();

  /// Every account, ARN, service and provider that a principal element may know the caller by; ids
  /// apart.
  default List<String> names() {
    return switch (this) {
      case Anonymous _ -> List.of();
      case Service(var principal) -> List.of(principal);
      case Vouched(var provider) -> List.of(provider);
      case Root(var account) -> List.of(account, arn());
      case User(var arn, var account) -> List.of(account, arn);
      case Role(var role, var session, var account) -> List.of(account, role, session);
      case Federated(var arn, var account, var user) -> List.of(account, arn, user);
    };
  }

  /// A call without a signature.
  record Anonymous() implements Requester {
    @Override
    public String account() {
      return "";
    }

    @Override
    public String arn() {
      return "anonymous";
    }
  }

  /// An AWS service calling on its own behalf, such as `s3.amazonaws.com`.
  record Service(String principal) implements Requester {
    @Override
    public String account() {
      return "";
    }

    @Override
    public String arn() {
      return principal;
    }
  }

  /// Somebody who is known by what vouches for them and belongs to no account: the caller of
  /// AssumeRoleWithWebIdentity or AssumeRoleWithSAML, whose `provider` is a host name or ARN; a
  /// CloudFront origin access identity (its ARN); a caller whom S3 knows by canonical id.
  record Vouched(String provider) implements Requester {
    @Override
    public String account() {
      return "";
    }

    @Override
    public String arn() {
      return provider;
    }
  }

  /// The root user of an account.
  record Root(String account) implements Requester {
    @Override
    public String arn() {
      return "arn:aws:iam::" + account + ":root";
    }
  }

  record User(String arn, String account) implements Requester {}

  /// A session of an assumed role. Both ARNs are the role's where no session is known.
  record Role(String roleArn, String sessionArn, String account) implements Requester {
    @Override
    public String arn() {
      return sessionArn;
    }

    /// Organisations' policies spare the roles that AWS services keep for themselves.
    boolean isServiceLinked() {
      return roleArn.contains(":role/aws-service-role/");
    }
  }

  /// A session from GetFederationToken; `userArn` is the user who asked for it.
  record Federated(String arn, String account, String userArn) implements Requester {}
}
