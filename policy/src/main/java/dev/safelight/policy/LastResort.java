package dev.safelight.policy;

import java.util.Locale;
import java.util.Set;

/// The way back into a bucket whose policy shuts everybody out: its owner's root user may always
/// read, put and delete that policy, whatever it says. Only VPC endpoint and organisations'
/// policies stop it.
///
/// AWS: "DeleteBucketPolicy", checked 2026-11.
final class LastResort {
  private static final Set<String> ACTIONS =
      Set.of("s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy");

  private LastResort() {}

  static boolean opens(Query query) {
    return query.requester() instanceof Requester.Root(var account)
        && account.equals(query.resourceAccount())
        && ACTIONS.contains(query.action().toLowerCase(Locale.ROOT));
  }
}
