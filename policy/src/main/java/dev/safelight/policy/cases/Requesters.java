package dev.safelight.policy.cases;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.match.Arn;
import dev.safelight.policy.match.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads who a principal string means, in a case with this action, context and policies.
record Requesters(String action, Context context, List<Attached> policies) {

  /// `account` is empty where the case leaves it to the ARN.
  Requester of(String principal, String account) throws MalformedCase {
    var arn = Arn.of(principal);
    if (arn.isEmpty()) {
      return withoutArn(principal);
    }
    var parts = arn.get();
    var owner = account.isEmpty() ? parts.account() : account;
    var kind = parts.resource().split("/", 2)[0];
    return switch (parts.service() + ":" + kind) {
      case "iam:root" -> new Requester.Root(owner);
      case "iam:user" ->
          // An origin access identity has the form of a user and the account of nobody.
          parts.account().equals("cloudfront")
              ? new Requester.Vouched(principal)
              : new Requester.User(principal, owner);
      case "iam:role" -> new Requester.Role(principal, principal, owner);
      case "iam:saml-provider", "iam:oidc-provider" -> new Requester.Vouched(principal);
      case "sts:assumed-role" -> new Requester.Role(role(parts), principal, owner);
      case "sts:federated-user" -> new Requester.Federated(principal, owner, user());
      default -> throw new MalformedCase("request.principal: cannot call, was " + principal);
    };
  }

  private Requester withoutArn(String principal) throws MalformedCase {
    if (principal.equals("*") || principal.equalsIgnoreCase("anonymous")) {
      return new Requester.Anonymous();
    }
    if (principal.length() == 12 && principal.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new Requester.Root(principal);
    }
    var canonical = principal.length() == 64 && principal.chars().allMatch(Requesters::isHex);
    if ((principal.indexOf('.') < 0 && !canonical)
        || principal.chars().anyMatch(Character::isWhitespace)) {
      throw new MalformedCase(
          "request.principal: is no ARN, account, service, provider or canonical id, was "
              + principal);
    }
    // Cognito is a service and an identity provider under one name.
    var vouched = action.equalsIgnoreCase("sts:AssumeRoleWithWebIdentity");
    return !vouched
            && (principal.endsWith(".amazonaws.com") || principal.endsWith(".amazonaws.com.cn"))
        ? new Requester.Service(principal)
        : new Requester.Vouched(principal);
  }

  private static boolean isHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /// A session's ARN drops the role's path; the context may still know it, or a policy that names a
  /// role of that name: an account has no two. AWS keeps the names of service-linked roles for
  /// itself, so these have their path back.
  private String role(Arn session) throws MalformedCase {
    var parts = session.resource().split("/", 3);
    if (parts.length < 3) {
      throw new MalformedCase("request.principal: names no session, was " + session);
    }
    var name = parts[1];
    var path = name.startsWith("AWSServiceRoleFor") ? "aws-service-role/" : "";
    return context
        .valueOf(Key.of("aws:PrincipalArn"))
        .filter(arn -> arn.contains(":role/"))
        .or(() -> named(session, name))
        .orElseGet(() ->
            new Arn(session.partition(), "iam", "", session.account(), "role/" + path + name)
                .toString());
  }

  private Optional<String> named(Arn session, String name) {
    var prefix = new Arn(session.partition(), "iam", "", session.account(), "role/").toString();
    return policies.stream()
        .flatMap(attached -> attached.policy().statements().stream())
        .flatMap(statement ->
            switch (statement.principals()) {
              case Principals.Bearer _ -> Stream.<Principal>empty();
              case Principals.Named(var principals) -> principals.stream();
              case Principals.AllBut(var principals) -> principals.stream();
            })
        .map(Principal::spelling)
        .filter(arn -> arn.startsWith(prefix) && arn.endsWith("/" + name))
        .findFirst();
  }

  private String user() {
    return context.valueOf(Key.of("aws:PrincipalArn")).filter(a -> a.contains(":user/")).orElse("");
  }

  /// The keys that AWS has in every request and that follow from who makes it; cases often leave
  /// them out. A case's own values stay. Of a session, aws:PrincipalArn is the role.
  static Context completed(Context context, Requester requester) {
    return switch (requester) {
      case Requester.Anonymous _ -> completing(context, "aws:PrincipalType", "Anonymous");
      case Requester.Vouched _ -> context;
      case Requester.Service(var name) ->
          completing(
              completing(context, "aws:PrincipalIsAWSService", "true"),
              "aws:PrincipalServiceName",
              name);
      case Requester.Root root -> completed(context, root.arn(), root.account(), "Account");
      case Requester.User(var user, var account) -> completed(context, user, account, "User");
      case Requester.Role(var role, _, var account) ->
          completed(context, role, account, "AssumedRole");
      case Requester.Federated(var user, var account, _) ->
          completed(context, user, account, "FederatedUser");
    };
  }

  private static Context completed(Context context, String arn, String account, String type) {
    var named = completing(context, "aws:PrincipalArn", arn);
    var placed = completing(named, "aws:PrincipalAccount", account);
    var typed = completing(placed, "aws:PrincipalType", type);
    return completing(typed, "aws:PrincipalIsAWSService", "false");
  }

  private static Context completing(Context context, String key, String value) {
    return context.values(Key.of(key)).isEmpty() ? context.with(key, value) : context;
  }
}
