package dev.safelight.policy;

import dev.safelight.policy.condition.Truth;
import dev.safelight.policy.document.Caller;
import dev.safelight.policy.document.Principal;
import dev.safelight.policy.document.Principals;
import dev.safelight.policy.match.Key;
import java.util.List;

/// How closely a statement names the requester, weakest first: within one account it decides which
/// other policies can still limit a grant.
///
/// AWS: "Evaluating policies within a single account" and "IAM JSON policy elements: Principal",
/// checked 2026-11.
enum Naming {
  NOBODY,
  /// Named by an id that nothing here can resolve.
  UNKNOWABLE,
  /// Through the account: its identity-based policies decide.
  ACCOUNT,
  /// Through the role or user behind a session: boundary and session policy still limit.
  BEHIND_SESSION,
  /// In person: no other policy has to allow.
  ITSELF,
  /// As everybody is.
  EVERYONE;

  private static final Key USER_ID = Key.of("aws:userid");

  Truth truth() {
    return switch (this) {
      case NOBODY -> Truth.NO;
      case UNKNOWABLE -> Truth.UNKNOWN;
      case ACCOUNT, BEHIND_SESSION, ITSELF, EVERYONE -> Truth.YES;
    };
  }

  static Naming of(Principals principals, Query query, Caller caller) {
    return switch (principals) {
      case Principals.Bearer _ -> EVERYONE;
      case Principals.Named named -> strongest(named.near(caller), query);
      case Principals.AllBut(var spared) -> isSpared(spared, query) ? NOBODY : EVERYONE;
    };
  }

  private static Naming strongest(List<Principal> named, Query query) {
    var strongest = NOBODY;
    for (int i = 0; i < named.size(); i++) {
      var naming = of(named.get(i), query);
      if (naming.compareTo(strongest) > 0) {
        strongest = naming;
      }
    }
    return strongest;
  }

  private static Naming of(Principal principal, Query query) {
    var requester = query.requester();
    return switch (principal) {
      case Principal.Everyone _ -> EVERYONE;
      case Principal.Account(var id) -> {
        if (!requester.account().equals(id)) {
          yield NOBODY;
        }
        yield requester instanceof Requester.Root ? ITSELF : ACCOUNT;
      }
      case Principal.Entity(var arn) -> {
        var naming = entity(arn, requester);
        // AWS takes no such principal; where a collection has one, it lets nobody in.
        yield naming == NOBODY && arn.indexOf('*') >= 0 ? UNKNOWABLE : naming;
      }
      case Principal.UniqueId(var id) -> uniqueId(id, query);
      case Principal.Service(var name) ->
          requester instanceof Requester.Service(var service) && service.equals(name)
              ? ITSELF
              : NOBODY;
      case Principal.Federated(var provider) ->
          requester instanceof Requester.Vouched(var by) && by.equals(provider) ? ITSELF : NOBODY;
      case Principal.CanonicalUser(var id) ->
          switch (requester) {
            case Requester.Vouched(var by) -> by.equals(id) ? ITSELF : NOBODY;
            case Requester.Anonymous _, Requester.Service _ -> NOBODY;
            case Requester.Root _, Requester.User _, Requester.Role _, Requester.Federated _ ->
                UNKNOWABLE;
          };
    };
  }

  private static Naming entity(String arn, Requester requester) {
    return switch (requester) {
      case Requester.Anonymous _, Requester.Service _ -> NOBODY;
      case Requester.Vouched(var by) ->
          by.equals(arn) && by.contains("::cloudfront:user/") ? ITSELF : NOBODY;
      case Requester.Root root -> root.arn().equals(arn) ? ITSELF : NOBODY;
      case Requester.User(var user, _) -> user.equals(arn) ? ITSELF : NOBODY;
      case Requester.Role(var role, var session, _) -> session(arn, role, session);
      case Requester.Federated(var session, _, var user) -> session(arn, user, session);
    };
  }

  private static Naming session(String arn, String behind, String session) {
    if (behind.equals(arn)) {
      return BEHIND_SESSION;
    }
    return session.equals(arn) ? ITSELF : NOBODY;
  }

  /// aws:userid is `AIDA...` for a user and `AROA...:session` for a role's session.
  private static Naming uniqueId(String id, Query query) {
    var user = query.context().valueOf(USER_ID).orElse("");
    var isIt = user.equals(id) || user.startsWith(id + ":");
    return switch (query.requester()) {
      case Requester.User _ -> isIt ? ITSELF : NOBODY;
      case Requester.Role _ -> isIt ? BEHIND_SESSION : NOBODY;
      case Requester.Anonymous _,
          Requester.Service _,
          Requester.Vouched _,
          Requester.Root _,
          Requester.Federated _ ->
          NOBODY;
    };
  }

  /// Whether NotPrincipal exempts the requester in person: naming the account spares nobody but its
  /// root user, and a session must be listed beside its role. AWS denies everyone who has a
  /// permissions boundary, whoever is listed.
  private static boolean isSpared(List<Principal> spared, Query query) {
    for (var attached : query.policies()) {
      if (attached.type() == PolicyType.PERMISSIONS_BOUNDARY) {
        return false;
      }
    }
    var strongest = strongest(spared, query);
    return switch (query.requester()) {
      case Requester.Role(var role, var session, _) ->
          strongest == EVERYONE
              || (names(spared, query, BEHIND_SESSION)
                  && (role.equals(session) || names(spared, query, ITSELF)));
      case Requester.Anonymous _,
          Requester.Service _,
          Requester.Vouched _,
          Requester.Root _,
          Requester.User _,
          Requester.Federated _ ->
          strongest.compareTo(ITSELF) >= 0;
    };
  }

  private static boolean names(List<Principal> principals, Query query, Naming naming) {
    for (var principal : principals) {
      if (of(principal, query) == naming) {
        return true;
      }
    }
    return false;
  }
}
