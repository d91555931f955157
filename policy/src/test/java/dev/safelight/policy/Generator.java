package dev.safelight.policy;

import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.Effect;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes queries and policies from a seed, out of few words so that they often meet.
final class Generator {
  private static final String HOME = "123456789012";
  private static final String AWAY = "210987654321";
  private static final String USER = "arn:aws:iam::123456789012:user/alice";
  private static final String ROLE = "arn:aws:iam::123456789012:role/Thumbnails";
  private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/Thumbnails/run";

  private static final List<Requester> REQUESTERS =
      List.of(
          new Requester.Anonymous(),
          new Requester.Service("s3.amazonaws.com"),
          new Requester.Vouched("accounts.google.com"),
          new Requester.Root(HOME),
          new Requester.User(USER, HOME),
          new Requester.Role(ROLE, SESSION, HOME));
  private static final List<String> ACTIONS =
      List.of("s3:GetObject", "s3:PutObject", "s3:Get*", "s3:*", "*", "s3:?etObject");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "arn:aws:s3:::photos/*",
          "arn:aws:s3:::photos/a",
          "arn:aws:s3:::*/a",
          "arn:aws:s3:::photos/${aws:username}",
          "arn:aws:s3:::${aws:username, 'photos'}/a");
  private static final List<String> PRINCIPALS =
      List.of("*", HOME, AWAY, USER, ROLE, SESSION, "AIDAIOSFODNN7EXAMPLE");
  private static final List<String> OPERATORS =
      List.of(
          "StringEquals",
          "StringNotEquals",
          "StringLikeIfExists",
          "ForAllValues:StringNotLike",
          "ForAnyValue:StringEquals",
          "NumericLessThan",
          "NumericNotEquals",
          "DateGreaterThan",
          "Bool",
          "NotIpAddress",
          "ArnLike",
          "BinaryEquals",
          "Null");
  private static final List<String> KEYS = List.of("a:one", "a:two", "aws:username");
  private static final List<String> VALUES =
      List.of(
          "a", "*", "true", "false", "7", "10.0.0.0/8", "10.1.2.3", "${a:one}", "arn:aws:s3:::a");

  private static final List<PolicyType> ON_RESOURCE =
      List.of(PolicyType.RESOURCE, PolicyType.RESOURCE, PolicyType.ROLE_TRUST, PolicyType.KEY);

  private final Random random;

  Generator(long seed) {
    random = new Random(seed);
  }

  Query query() {
    var policies = new ArrayList<Attached>();
    var onResource = pick(ON_RESOURCE);
    for (int i = random.nextInt(5); i >= 0; i--) {
      policies.add(attached(pick(typesBeside(onResource))));
    }
    var context = Context.empty();
    for (var key : KEYS) {
      var values = IntStream.range(0, random.nextInt(3)).mapToObj(_ -> pick(VALUES)).toList();
      context = context.with(key, values.toArray(String[]::new));
    }
    return new Query(
        pick(REQUESTERS),
        pick(List.of("s3:GetObject", "s3:PutObject")),
        pick(List.of("arn:aws:s3:::photos/a", "arn:aws:s3:::photos/b", "*")),
        pick(List.of(HOME, HOME, AWAY)),
        context,
        policies);
  }

  /// A type that the query's policies can be joined by: a resource has one type of policy.
  PolicyType typeFor(Query query) {
    for (var attached : query.policies()) {
      if (attached.type().isOnResource()) {
        return pick(typesBeside(attached.type()));
      }
    }
    return pick(typesBeside(pick(ON_RESOURCE)));
  }

  private static List<PolicyType> typesBeside(PolicyType onResource) {
    return Stream.of(PolicyType.values())
        .filter(type -> type == onResource || !type.isOnResource())
        .toList();
  }

  Attached attached(PolicyType type) {
    return new Attached(type, "policy " + random.nextInt(1_000), policy(type), random.nextInt(2));
  }

  Policy policy(PolicyType type) {
    var statements = new ArrayList<Json>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      statements.add(statement(type, random.nextInt(3) == 0 ? Effect.DENY : Effect.ALLOW));
    }
    return read(type, statements);
  }

  Policy deny(PolicyType type) {
    return read(type, List.of(statement(type, Effect.DENY)));
  }

  private static Policy read(PolicyType type, List<Json> statements) {
    var document =
        Json.object(
            Json.member("Version", Policy.VERSION),
            new Json.Member("Statement", new Json.Arr(statements, 1)));
    try {
      // Its resource control policies allow too, which AWS keeps to its own.
      return Policy.parse(JsonWriter.write(document), type.kind(), Dialect.COLLECTED);
    } catch (MalformedPolicy malformed) {
      throw new IllegalStateException(JsonWriter.write(document), malformed);
    }
  }

  private Json statement(PolicyType type, Effect effect) {
    var members = new ArrayList<Json.Member>();
    members.add(Json.member("Effect", effect.spelling()));
    members.add(list(often() ? "Action" : "NotAction", ACTIONS));
    switch (type.kind()) {
      case IDENTITY, SERVICE_CONTROL -> members.add(resource());
      case RESOURCE_CONTROL -> {
        members.add(Json.member("Principal", "*"));
        members.add(resource());
      }
      case RESOURCE -> {
        members.add(principal(effect == Effect.DENY && !often()));
        members.add(resource());
      }
      case TRUST -> members.add(principal(false));
    }
    if (!often()) {
      var conditions = new ArrayList<Json.Member>();
      for (var operator : List.of(pick(OPERATORS.subList(0, 6)), pick(OPERATORS.subList(6, 13)))) {
        conditions.add(new Json.Member(operator, Json.object(list(pick(KEYS), VALUES))));
      }
      members.add(
          new Json.Member("Condition", Json.object(conditions.toArray(Json.Member[]::new))));
    }
    return Json.object(members.toArray(Json.Member[]::new));
  }

  private Json.Member resource() {
    return list(often() ? "Resource" : "NotResource", RESOURCES);
  }

  private Json.Member principal(boolean complement) {
    var types =
        Json.object(
            list("AWS", PRINCIPALS),
            list("Service", List.of("s3.amazonaws.com", "sns.amazonaws.com")),
            list("Federated", List.of("accounts.google.com")));
    return new Json.Member(complement ? "NotPrincipal" : "Principal", types);
  }

  private Json.Member list(String name, List<String> words) {
    return new Json.Member(
        name,
        new Json.Arr(
            IntStream.rangeClosed(0, random.nextInt(2))
                .mapToObj(_ -> Json.text(pick(words)))
                .toList(),
            1));
  }

  private boolean often() {
    return random.nextInt(3) != 0;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  Random random() {
    return random;
  }
}
