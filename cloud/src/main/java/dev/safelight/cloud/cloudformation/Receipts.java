package dev.safelight.cloud.cloudformation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.audit.Audit;
import dev.safelight.cloud.audit.AuditRecord;
import dev.safelight.cloud.store.Store;
import java.util.Optional;
import java.util.UUID;

/// Which calls were made that must not be made twice. Such a call has the id that its place in the
/// work gives it, and its audit record is in the commit of its effect: the trail is the receipt.
record Receipts(Store store, Audit audit) {
  /// The id of the n-th such call of a piece of work, from 1.
  static String id(String work, int n) {
    return UUID.nameUUIDFromBytes((work + '#' + n).getBytes(UTF_8)).toString();
  }

  Optional<AuditRecord> find(String work, int n) {
    return store.read(transaction -> audit.find(transaction, id(work, n)));
  }

  /// Whether any of them succeeded: whether the work owns something.
  boolean anyOf(String work) {
    for (int n = 1; ; n++) {
      var receipt = find(work, n);
      if (receipt.isEmpty()) {
        return false;
      }
      if (receipt.get().code().isEmpty()) {
        return true;
      }
    }
  }
}
