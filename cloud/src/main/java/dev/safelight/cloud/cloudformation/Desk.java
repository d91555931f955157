package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/// What everybody who works on stacks has at hand.
///
/// @param signers who an access key belongs to
/// @param ids fresh ones, of stacks, tasks and requests
record Desk(
    Store store,
    Errands errands,
    Receipts receipts,
    Kinds kinds,
    Function<String, Caller> signers,
    InstantSource clock,
    SecureRandom random,
    Supplier<String> ids,
    Stacks stacks,
    Parts parts) {
  private static final String SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  Instant now() {
    return clock.instant();
  }

  /// 12 letters and digits, for names that nobody chose. Bucket names are made lower case of them.
  String suffix() {
    var suffix = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      suffix.append(SUFFIX.charAt(random.nextInt(SUFFIX.length())));
    }
    return suffix.toString();
  }
}
