package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Fault;
import org.jspecify.annotations.Nullable;

/// Buckets here are "bucket owner enforced", as new ones on AWS are: access is a matter of
/// policies, and an ACL that would say more is refused. See AWS: "Controlling ownership of objects
/// and disabling ACLs".
final class Acls {
  private Acls() {}

  /// @param canned `x-amz-acl`
  /// @param grants the `x-amz-grant-*` headers
  /// @throws Fault `AccessControlListNotSupported`
  static void require(@Nullable String canned, @Nullable String... grants) {
    if (canned != null
        && !canned.equals("private")
        && !canned.equals("bucket-owner-full-control")) {
      throw Faults.aclsNotSupported();
    }
    for (var grant : grants) {
      if (grant != null) {
        throw Faults.aclsNotSupported();
      }
    }
  }
}
