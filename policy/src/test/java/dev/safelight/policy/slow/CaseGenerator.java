package dev.safelight.policy.slow;

import dev.safelight.policy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Makes whole neutral cases from a seed, out of few words so that they often meet.
final class CaseGenerator {
  private static final String HOME = "123456789012";
  private static final String AWAY = "210987654321";
  private static final String USER = "arn:aws:iam::123456789012:user/alice";
  private static final String ROLE = "arn:aws:iam::123456789012:role/Thumbnails";
  private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/Thumbnails/run";
  private static final String FEDERATED = "arn:aws:sts::123456789012:federated-user/carol";
  private static final String ROOT = "arn:aws:iam::123456789012:root";

  private static final List<String> CALLERS =
      List.of(USER, USER, ROLE, SESSION, SESSION, FEDERATED, ROOT, "s3.amazonaws.com", "");
  private static final List<String> PRINCIPALS =
      List.of("*", HOME, ROOT, AWAY, USER, ROLE, SESSION, FEDERATED);
  private static final List<String> ACTIONS =
      List.of(
          "s3:GetObject", "s3:getobject", "s3:PutObject", "s3:Get*", "s3:*", "*", "s3:?etObject");
  private static final List<String> RESOURCES =
      List.of(
          "*",
          "*",
          "arn:aws:s3:::photos/*",
          "arn:aws:s3:::photos/a",
          "arn:aws:s3:::*/a",
          "arn:*:s3:::photos/?",
          "arn:aws:*:photos/a",
          "arn:aws:s3:::photos/${a:one}",
          "arn:aws:s3:::${a:two, 'photos'}/a",
          "arn:aws:s3:::photos/${*}");
  private static final List<List<String>> FAMILIES =
      List.of(
          List.of("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"),
          List.of("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
          List.of(
              "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals"),
          List.of("DateEquals", "DateNotEquals", "DateLessThanEquals", "DateGreaterThan"),
          List.of("Bool"),
          List.of("BinaryEquals"),
          List.of("IpAddress", "NotIpAddress"),
          List.of("ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike"));
  private static final List<List<String>> OPERANDS =
      List.of(
          List.of("a", "b*", "*", "${a:one}", "${a:two, 'a'}x", "a?", "${?}"),
          List.of("A", "a", "${a:two}"),
          List.of("7", "7.0", "-1", "100", "seven"),
          List.of(
              "2026-01-01",
              "2026-01-01T00:00:00Z",
              "1767225600",
              "2026-06-01T12:00:00+02:00",
              "then"),
          List.of("true", "FALSE", "no"),
          List.of("QQ==", "QUE=", "?"),
          List.of("10.0.0.0/8", "10.1.2.3", "2001:db8::/32", "::1", "0.0.0.0/0", "10.0.0.0/99x"),
          List.of(
              "arn:aws:s3:::a",
              "arn:aws:s3:::*",
              "arn:*:*:*:*:${a:one}",
              "*",
              "arn:aws:iam::*:role/*"));
  private static final List<List<String>> ACTUALS =
      List.of(
          List.of("a", "b", "bb", "*", "?", "A", "ax"),
          List.of("a", "A", "é"),
          List.of("7", "7.00", "8", "-2", "x"),
          List.of("2026-01-01T00:00:00Z", "1767225600", "2026-01-02", "now"),
          List.of("true", "False", "maybe"),
          List.of("QQ==", "QUI="),
          List.of("10.1.2.3", "11.0.0.1", "2001:db8::7", "::1"),
          List.of("arn:aws:s3:::a", "arn:aws:s3:::b:c", "photos", "arn:aws:iam::1:role/x"));

  private final Random random;

  CaseGenerator(long seed) {
    random = new Random(seed);
  }

  Json next() {
    var caller = pick(CALLERS);
    var family = random.nextInt(FAMILIES.size());
    var members = new ArrayList<Json.Member>();
    members.add(new Json.Member("request", request(caller, family)));
    members.add(policies("identityPolicies", random.nextInt(3), family));
    if (sometimes(2)) {
      members.add(new Json.Member("resourcePolicy", policy(true, family)));
    }
    if (sometimes(4)) {
      members.add(new Json.Member("sessionPolicy", policy(false, family)));
    }
    members.add(policies("permissionBoundaries", sometimes(4) ? 1 : 0, family));
    if (sometimes(5)) {
      var levels =
          IntStream.rangeClosed(0, random.nextInt(2))
              .mapToObj(_ -> policies("", 1 + random.nextInt(2), family).value())
              .toList();
      members.add(new Json.Member("scps", new Json.Arr(levels, 1)));
    }
    if (sometimes(6)) {
      var endpoint = List.of(policy(true, family));
      members.add(new Json.Member("vpcEndpointPolicies", new Json.Arr(endpoint, 1)));
    }
    return new Json.Obj(members, 1);
  }

  private Json request(String caller, int family) {
    var context = new ArrayList<Json.Member>();
    for (var key : List.of("a:one", "A:Two", "a:three")) {
      context.add(texts(key, ACTUALS.get(family), random.nextInt(3)));
    }
    if (caller.equals(FEDERATED)) {
      context.add(new Json.Member("aws:PrincipalArn", new Json.Arr(List.of(Json.text(USER)), 1)));
    }
    var members = new ArrayList<Json.Member>();
    members.add(
        new Json.Member("principal", caller.isEmpty() ? new Json.Null(1) : Json.text(caller)));
    members.add(Json.member("action", pick(List.of("s3:GetObject", "s3:PutObject"))));
    members.add(
        Json.member(
            "resource", pick(List.of("arn:aws:s3:::photos/a", "arn:aws:s3:::photos/*", "*"))));
    members.add(Json.member("resourceAccount", pick(List.of(HOME, HOME, HOME, AWAY))));
    members.add(new Json.Member("context", new Json.Obj(context, 1)));
    if (sometimes(5)) {
      members.add(texts("multivalued", List.of("a:two"), 1));
    }
    return new Json.Obj(members, 1);
  }

  private Json.Member policies(String name, int count, int family) {
    var list = IntStream.range(0, count).mapToObj(_ -> policy(false, family)).toList();
    return new Json.Member(name, new Json.Arr(list, 1));
  }

  private Json policy(boolean named, int family) {
    var members = new ArrayList<Json.Member>();
    if (!sometimes(8)) {
      members.add(Json.member("Version", sometimes(8) ? "2008-10-17" : "2012-10-17"));
    }
    var statements =
        IntStream.rangeClosed(0, random.nextInt(3))
            .mapToObj(_ -> statement(named, family))
            .toList();
    members.add(new Json.Member("Statement", new Json.Arr(statements, 1)));
    return new Json.Obj(members, 1);
  }

  private Json statement(boolean named, int family) {
    var deny = sometimes(6);
    var members = new ArrayList<Json.Member>();
    members.add(Json.member("Effect", deny ? "Deny" : "Allow"));
    members.add(texts(sometimes(8) ? "NotAction" : "Action", ACTIONS, 1 + random.nextInt(2)));
    members.add(texts(sometimes(6) ? "NotResource" : "Resource", RESOURCES, 1 + random.nextInt(2)));
    if (named) {
      var principals =
          Json.object(
              texts("AWS", PRINCIPALS, 1 + random.nextInt(2)),
              texts("Service", List.of("s3.amazonaws.com", "sns.amazonaws.com"), 1));
      members.add(new Json.Member(deny && sometimes(2) ? "NotPrincipal" : "Principal", principals));
    }
    if (sometimes(2)) {
      members.add(new Json.Member("Condition", condition(family)));
    }
    return new Json.Obj(members, 1);
  }

  private Json condition(int family) {
    if (sometimes(8)) {
      return Json.object(
          new Json.Member("Null", Json.object(texts(key(), List.of("true", "false"), 1))));
    }
    var prefix = pick(List.of("", "", "ForAllValues:", "ForAnyValue:"));
    var operator = prefix + pick(FAMILIES.get(family)) + (sometimes(4) ? "IfExists" : "");
    return Json.object(
        new Json.Member(
            operator, Json.object(texts(key(), OPERANDS.get(family), 1 + random.nextInt(2)))));
  }

  private String key() {
    return pick(List.of("a:one", "a:ONE", "a:two", "a:three"));
  }

  private Json.Member texts(String name, List<String> words, int count) {
    var list = IntStream.range(0, count).mapToObj(_ -> Json.text(pick(words))).toList();
    return new Json.Member(name, new Json.Arr(list, 1));
  }

  private boolean sometimes(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
