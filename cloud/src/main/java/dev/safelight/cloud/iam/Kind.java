package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Fault;

/// What policies hang on, and the words IAM has for each. A group is no principal: no policy can
/// name one.
enum Kind {
  USER("user", "User", "UserName", "AIDA", 2048),
  ROLE("role", "Role", "RoleName", "AROA", 10_240),
  GROUP("group", "Group", "GroupName", "AGPA", 5120);

  private final String word;
  private final String plural;
  private final String member;
  private final String prefix;
  private final int inlineSize;

  Kind(String word, String plural, String member, String prefix, int inlineSize) {
    this.word = word;
    this.plural = plural;
    this.member = member;
    this.prefix = prefix;
    this.inlineSize = inlineSize;
  }

  /// As ARNs and tables spell it.
  String word() {
    return word;
  }

  String capital() {
    return plural;
  }

  boolean isPrincipal() {
    return this != GROUP;
  }

  /// The request's member that holds the name.
  String member() {
    return member;
  }

  /// How its unique ids begin.
  String prefix() {
    return prefix;
  }

  /// Characters of all inline policies together, whitespace not counted. AWS: "IAM and AWS STS
  /// quotas", checked 2026-11.
  int inlineSize() {
    return inlineSize;
  }

  /// The ARN as far as a name says it: without the path, which only the store knows.
  String arn(String account, String name) {
    return arn(account, "/", name);
  }

  String arn(String account, String path, String name) {
    return "arn:aws:iam::" + account + ":" + word + path + name;
  }

  Fault missing(String name) {
    return Faults.noSuchEntity("The " + word + " with name " + name + " cannot be found.");
  }
}
