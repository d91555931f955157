package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Caller;
import dev.safelight.policy.Requester;

/// A caller as the policy engine names it.
final class Requesters {
  private Requesters() {}

  static Requester of(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> new Requester.Anonymous();
      case Caller.Root root -> new Requester.Root(root.account());
      case Caller.User user -> new Requester.User(user.arn(), user.account());
      case Caller.Session session ->
          new Requester.Role(session.roleArn(), session.arn(), session.account());
      case Caller.Service service -> new Requester.Service(service.principal());
    };
  }
}
