package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Fault;
import dev.safelight.policy.match.Key;
import java.util.Collection;
import java.util.HashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keys of tags as policies read them: as the end of a condition key, whose case does not matter.
public final class TagKeys {
  private TagKeys() {}

  /// Whether policies cannot tell one from the other.
  public static boolean same(String one, String other) {
    return asked(one).equals(asked(other));
  }

  /// Whether only AWS itself may set such a tag. AWS: "Tagging AWS resources", `aws:` in whatever
  /// case.
  public static boolean isReserved(String key) {
    return key.regionMatches(true, 0, "aws:", 0, 4);
  }

  /// Two tags that policies cannot tell apart would be one condition key with two values, which no
  /// policy for one of them could decide about.
  ///
  /// @param there keys that the resource has
  /// @param added keys that it is to have, too
  /// @param refusal the service's own, of a sentence
  public static void requireDistinct(
      Collection<String> there, Collection<String> added, Function<String, Fault> refusal) {
    var spelt = new HashMap<Key, String>();
    added.forEach(key -> require(key, spelt.put(asked(key), key), refusal));
    // What was kept before may hold two spellings: only one that is added is held against it.
    there.forEach(key -> require(key, spelt.get(asked(key)), refusal));
  }

  private static void require(String key, @Nullable String other, Function<String, Fault> refusal) {
    if (other != null && !other.equals(key)) {
      throw refusal.apply(
          "Tag keys that differ only in case are not supported by this environment, for policies cannot tell them apart: %s, %s"
              .formatted(other, key));
    }
  }

  private static Key asked(String key) {
    return Key.of("aws:ResourceTag/" + key);
  }
}
