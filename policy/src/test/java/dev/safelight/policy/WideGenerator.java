package dev.safelight.policy;

import dev.safelight.policy.document.Dialect;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.json.Json;
import dev.safelight.policy.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Makes policies of many statements, each about little, with wildcards, complements and variables
/// in every place, and requests that meet a few of them.
final class WideGenerator {
  private static final List<String> ACCOUNTS = List.of("111111111111", "222222222222");
  private static final List<String> NAMES = List.of("GetObject", "GetObjectAcl", "PutObject", "X");
  private static final List<PolicyType> ON_RESOURCE =
      List.of(PolicyType.RESOURCE, PolicyType.RESOURCE, PolicyType.KEY, PolicyType.ROLE_TRUST);
  private static final List<PolicyType> OTHERS =
      List.of(
          PolicyType.SESSION,
          PolicyType.PERMISSIONS_BOUNDARY,
          PolicyType.SERVICE_CONTROL,
          PolicyType.VPC_ENDPOINT);

  private static final String CANONICAL = "0123456789abcdef".repeat(4);

  private final Random random;

  WideGenerator(long seed) {
    random = new Random(seed);
  }

  List<Attached> policies() {
    var policies = new ArrayList<Attached>();
    policies.add(attached(PolicyType.IDENTITY));
    policies.add(attached(pick(ON_RESOURCE)));
    if (random.nextInt(4) == 0) {
      policies.add(attached(pick(OTHERS)));
    }
    return policies;
  }

  Query query(List<Attached> policies) {
    var context = Context.empty().with("aws:userid", pick(List.of("AROAIOSFODNN7EXAMPLE:s1", "x")));
    if (random.nextBoolean()) {
      context = context.with("aws:username", pick(List.of("b1", "k1", "*")));
    }
    return new Query(
        requester(), action(), resource(), pick(ACCOUNTS), context.with("a:b", "c"), policies);
  }

  private Requester requester() {
    var account = pick(ACCOUNTS);
    var role = "arn:aws:iam::" + account + ":role/r" + random.nextInt(4);
    var user = "arn:aws:iam::" + account + ":user/u" + random.nextInt(4);
    return switch (random.nextInt(9)) {
      case 0 -> new Requester.Anonymous();
      case 1 -> new Requester.Service("s" + random.nextInt(3) + ".amazonaws.com");
      case 2 -> new Requester.Vouched(pick(List.of("accounts.google.com", CANONICAL)));
      case 3 -> new Requester.Root(account);
      case 4, 5 -> new Requester.User(user, account);
      case 6 ->
          new Requester.Federated("arn:aws:sts::" + account + ":federated-user/f", account, user);
      default ->
          new Requester.Role(
              role,
              role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/s1",
              account);
    };
  }

  private String action() {
    return "s3:" + anyCase(pick(NAMES));
  }

  private String resource() {
    return random.nextInt(12) == 0
        ? pick(List.of("*", "arn:aws:s3", "arn:aws:sqs:us-east-1:111111111111:b1/k1"))
        : "arn:aws:s3:::b" + random.nextInt(6) + "/k" + random.nextInt(4) + pick(List.of("", "/x"));
  }

  private Attached attached(PolicyType type) {
    var statements = new ArrayList<Json>();
    for (int i = random.nextInt(60); i >= 0; i--) {
      statements.add(statement(type));
    }
    var version = random.nextInt(5) == 0 ? Policy.OLD_VERSION : Policy.VERSION;
    var document =
        JsonWriter.write(
            Json.object(
                Json.member("Version", version),
                new Json.Member("Statement", new Json.Arr(statements, 1))));
    try {
      return new Attached(
          type, type.words(), Policy.parse(document, type.kind(), Dialect.COLLECTED));
    } catch (MalformedPolicy malformed) {
      throw new IllegalStateException(document, malformed);
    }
  }

  private Json statement(PolicyType type) {
    var members = new ArrayList<Json.Member>();
    var deny = random.nextInt(6) == 0;
    members.add(Json.member("Effect", deny ? "Deny" : "Allow"));
    members.add(list(rarely() ? "NotAction" : "Action", this::actionPattern));
    switch (type.kind()) {
      case IDENTITY, SERVICE_CONTROL -> {}
      case RESOURCE, RESOURCE_CONTROL, TRUST -> {
        var complement = deny && type != PolicyType.ROLE_TRUST && rarely();
        members.add(new Json.Member(complement ? "NotPrincipal" : "Principal", principals()));
      }
    }
    if (type != PolicyType.ROLE_TRUST) {
      members.add(list(rarely() ? "NotResource" : "Resource", this::resourcePattern));
    }
    if (random.nextInt(4) == 0) {
      members.add(
          new Json.Member(
              "Condition",
              Json.object(
                  new Json.Member(
                      pick(List.of("StringEquals", "StringNotEquals", "NumericEquals")),
                      Json.object(Json.member("a:b", pick(List.of("c", "d"))))))));
    }
    return Json.object(members.toArray(Json.Member[]::new));
  }

  private String actionPattern() {
    return switch (random.nextInt(14)) {
      case 0 -> rarely() ? "*" : "S3:X";
      case 1 -> rarely() ? "s3:*" : "sqs:*";
      case 2 -> "s3:" + anyCase("Get") + "*";
      case 3 -> "s3:?" + anyCase("etObject");
      case 4 -> "s3:*" + anyCase("Acl");
      default -> anyCase("s3") + ":" + anyCase(pick(NAMES));
    };
  }

  private String resourcePattern() {
    var bucket = "b" + random.nextInt(6);
    var key = "k" + random.nextInt(4);
    return switch (random.nextInt(30)) {
      case 0 -> "*";
      case 1 -> "arn:aws:s3:::*/" + key;
      case 2 -> "arn:*:s3:::" + bucket + "/" + key;
      case 3 -> "arn:aws:s3:::" + bucket + "/${aws:username}";
      case 4 -> "arn:aws:s3:::${aws:username}/" + key;
      case 5 -> "arn:aws:s3:::${aws:username, 'b2'}/*";
      case 6 -> "arn:aws:s3:::b?/" + key;
      case 7 -> "arn:aws:s3:::" + bucket + "/${*}";
      case 8, 9, 10 -> "arn:aws:s3:::" + bucket + "*";
      case 11, 12, 13, 14, 15 -> "arn:aws:s3:::" + bucket + "/*";
      case 16, 17, 18 -> "arn:aws:s3:::" + bucket + "/" + key + "*";
      default -> "arn:aws:s3:::" + bucket + "/" + key;
    };
  }

  private Json principals() {
    if (random.nextInt(10) == 0) {
      return Json.text("*");
    }
    return Json.object(
        switch (random.nextInt(8)) {
          case 0 -> list("Service", () -> "s" + random.nextInt(3) + ".amazonaws.com");
          case 1 -> list("Federated", () -> "accounts.google.com");
          case 2 -> rarely() ? list("CanonicalUser", () -> CANONICAL) : list("AWS", this::named);
          default -> list("AWS", this::named);
        });
  }

  private String named() {
    var account = pick(ACCOUNTS);
    var number = random.nextInt(4);
    return switch (random.nextInt(24)) {
      case 0 -> "*";
      case 1 -> account;
      case 2 -> "arn:aws:iam::" + account + ":root";
      case 3 -> "AROAIOSFODNN7EXAMPLE";
      case 4, 5, 6, 7, 8, 9 -> "arn:aws:iam::" + account + ":user/u" + number;
      case 10 -> "arn:aws:sts::" + account + ":federated-user/f";
      case 11, 12, 13 -> "arn:aws:sts::" + account + ":assumed-role/r" + number + "/s1";
      default -> "arn:aws:iam::" + account + ":role/r" + number;
    };
  }

  private Json.Member list(String name, Supplier<String> words) {
    return new Json.Member(
        name,
        new Json.Arr(
            IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> Json.text(words.get()))
                .toList(),
            1));
  }

  private String anyCase(String word) {
    return switch (random.nextInt(4)) {
      case 0 -> word.toLowerCase(Locale.ROOT);
      case 1 -> word.toUpperCase(Locale.ROOT);
      default -> word;
    };
  }

  private boolean rarely() {
    return random.nextInt(25) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
