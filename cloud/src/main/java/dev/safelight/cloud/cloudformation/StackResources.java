package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stacks as accesses name them: a name stands for the stack that has it, a change set for its
/// stack.
record StackResources(Stacks stacks) implements Resources {
  @Override
  public Resource find(Access access, String account, Transaction transaction) {
    // arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID
    var parts = access.resource().split(":", 6);
    if (parts.length < 6) {
      return Resource.of(account);
    }
    return stack(access.resource(), parts, transaction)
        .map(
            stack -> new Resource(stack.account(), List.of(), tags(stack, transaction), stack.id()))
        .orElseGet(() -> Resource.of(parts[4].isEmpty() ? account : parts[4]));
  }

  private Optional<Stack> stack(String arn, String[] parts, Transaction transaction) {
    var names = parts[5].split("/", -1);
    if (names[0].equals("changeSet")) {
      return ChangeSets.byId(arn, transaction).map(set -> stacks.get(set.stack(), transaction));
    }
    return names.length == 3 && names[2].equals("*")
        ? stacks.find(parts[4], parts[3], names[1], transaction)
        : stacks.byId(arn, transaction);
  }

  private static Map<String, List<String>> tags(Stack stack, Transaction transaction) {
    var keys = new HashMap<String, List<String>>();
    if (stack.shown() != 0) {
      Version.get(stack.shown(), transaction)
          .tags()
          .forEach((key, value) -> keys.put("aws:ResourceTag/" + key, List.of(value)));
    }
    return keys;
  }
}
