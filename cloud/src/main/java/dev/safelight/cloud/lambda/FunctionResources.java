package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Applied;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.PolicyType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Functions as accesses name them: their owner, their policy and their tags.
final class FunctionResources implements Resources {
  private final Compiled compiled;
  private final Principals principals;

  FunctionResources(Compiled compiled, Principals principals) {
    this.compiled = compiled;
    this.principals = principals;
  }

  @Override
  public Resource find(Access access, String account, Transaction transaction) {
    if (!access.resource().startsWith("arn:")) {
      return Resource.of(account);
    }
    var mapping = MappingOperation.MappingId.parse(access.resource());
    if (mapping.isPresent()) {
      return mapping(mapping.get(), access, transaction);
    }
    var function = FunctionArn.parse(access.resource());
    return new Resource(
        function.account(),
        FunctionPolicy.document(transaction, function, principals)
            .map(document -> List.of(applied(function, document)))
            .orElse(List.of()),
        tags(function, transaction));
  }

  /// A mapping has no policy; which function it feeds is a key of its accesses, but of the one that
  /// names the function it is to feed.
  private static Resource mapping(
      MappingOperation.MappingId id, Access access, Transaction transaction) {
    return new Resource(
        id.account(),
        List.of(),
        Mapping.find(transaction, id)
            .filter(_ -> !access.keys().containsKey("lambda:FunctionArn"))
            .map(found -> Map.of("lambda:FunctionArn", List.of(found.function().toString())))
            .orElse(Map.of()));
  }

  private Applied applied(FunctionArn function, String document) {
    return compiled.applied(
        PolicyType.RESOURCE, "function policy of " + function.key(), function.toString(), document);
  }

  private static Map<String, List<String>> tags(FunctionArn function, Transaction transaction) {
    var keys = new HashMap<String, List<String>>();
    Definitions.find(transaction, function.function())
        .ifPresent(found ->
            found
                .tags()
                .forEach((key, value) -> keys.put("aws:ResourceTag/" + key, List.of(value))));
    return keys;
  }
}
