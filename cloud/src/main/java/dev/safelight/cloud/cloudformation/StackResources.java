package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.store.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stacks as accesses name them: a name stands for the stack that has it, a change set for its
/// stack, a resource for the stack that holds it.
record StackResources(Stacks stacks, Parts parts) implements Resources {
  private static final String HOLDING = "holding/";

  /// Whatever stack holds a resource, whose id may have any characters. No ARN of AWS's is like it.
  static String holding(Home home, String physicalId) {
    return "arn:aws:cloudformation:%s:%s:%s%s"
        .formatted(home.region(), home.account(), HOLDING, physicalId);
  }

  @Override
  public Resource find(Access access, String account, Transaction transaction) {
    // arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID
    var words = access.resource().split(":", 6);
    if (words.length < 6) {
      return Resource.of(account);
    }
    var home = new Home(words[4], words[3]);
    return stack(access.resource(), home, words[5], transaction)
        .map(
            stack -> new Resource(stack.account(), List.of(), tags(stack, transaction), stack.id()))
        .orElseGet(() ->
            new Resource(
                home.account().isEmpty() ? account : home.account(),
                List.of(),
                Map.of(),
                // What no stack holds is looked for in all.
                words[5].startsWith(HOLDING) ? home.arn("*") : ""));
  }

  private Optional<Stack> stack(String arn, Home home, String name, Transaction transaction) {
    if (name.startsWith(HOLDING)) {
      var all = stacks.all(home.account(), home.region(), transaction);
      return parts.owner(all, name.substring(HOLDING.length()), transaction);
    }
    var names = name.split("/", -1);
    if (names[0].equals("changeSet")) {
      return ChangeSets.byId(arn, transaction).map(set -> stacks.get(set.stack(), transaction));
    }
    return names.length == 3 && names[2].equals("*")
        ? stacks.find(home.account(), home.region(), names[1], transaction)
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
