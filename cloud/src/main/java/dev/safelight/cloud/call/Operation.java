package dev.safelight.cloud.call;

import java.util.List;

/// What a caller wants done, as a record that names every access it needs. The same record is
/// parsed, authorised and acted on.
public interface Operation {
  /// AWS's name of the operation, such as `PutObject`.
  String name();

  /// Every one of them must be allowed before the operation is acted on.
  List<Access> needs();

  /// The same where the resource is who asks, such as that of `GetUser` without a name.
  default List<Access> needs(Caller caller) {
    return needs();
  }

  /// Accesses that shape the answer without being needed: whether a missing key may be told apart
  /// from a forbidden one (`s3:ListBucket`), or each key of a bulk delete. `Authorised.may` answers
  /// them.
  default List<Access> asks() {
    return List.of();
  }

  /// Whether the payload is received (`Service.receive`) after a first authorisation and before the
  /// transaction. Such an operation is authorised again in the transaction that acts.
  default boolean carriesPayload() {
    return false;
  }
}
