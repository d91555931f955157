package dev.safelight.benchmarks;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A role of one account that reads thumbnails of a bucket of another, so that both sides' policies
/// must allow; only the last statement of each does, under conditions.
///
/// Half of the requests are denied, each by one of three faults: from the wrong network, on the
/// wrong object, without TLS.
final class Workload {
  static final int REQUESTS = 2_048;

  private static final String OURS = "123456789012";
  private static final String THEIRS = "210987654321";
  private static final int FAULTS = 3;

  final String rolePolicy;
  final String bucketPolicy;
  final List<Ask> asks;

  /// One request before anything is built; `fault` 0 is none.
  record Ask(int number, int fault, String role, String resource, Map<String, List<String>> keys) {}

  /// @param statements of each policy, 1 or 10 and more
  /// @param principals how many roles the last statement of the bucket's policy names; they take
  ///   turns to ask
  Workload(int statements, int principals) {
    rolePolicy = document(roleStatements(statements));
    bucketPolicy = document(bucketStatements(statements, principals));
    var all = new ArrayList<Ask>();
    for (int i = 0; i < REQUESTS; i++) {
      var fault = i % 2 == 0 ? 0 : 1 + i / 2 % FAULTS;
      var role = role(i % principals);
      var folder = fault == 2 ? "originals" : "thumbnails";
      var resource = "arn:aws:s3:::photos/" + folder + "/2026/11/" + Integer.toHexString(i * 7919);
      all.add(new Ask(i, fault, role, resource, keys(i, fault, role)));
    }
    asks = List.copyOf(all);
  }

  private static String role(int number) {
    return "arn:aws:iam::" + OURS + ":role/Thumbnails-" + number;
  }

  private static String document(List<String> statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[\n" + String.join(",\n", statements) + "]}";
  }

  private static List<String> roleStatements(int count) {
    var all = new ArrayList<String>();
    for (int i = 1; i < count; i++) {
      all.add(
          """
          {"Sid":"Role%1$d","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],\
          "Resource":"arn:aws:s3:::photos/team-%1$d/*",\
          "Condition":{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}}\
          """
              .formatted(i));
    }
    all.add(
        """
        {"Sid":"LastOfRole","Effect":"Allow","Action":"s3:GetObject",\
        "Resource":"arn:aws:s3:::photos/thumbnails/*",\
        "Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"},\
        "StringEquals":{"aws:RequestedRegion":["us-east-1","eu-west-1"]}}}\
        """);
    return all;
  }

  private static List<String> bucketStatements(int count, int principals) {
    var all = new ArrayList<String>();
    for (int i = 1; i < count; i++) {
      var insecure = i == count - 1;
      all.add(
          insecure
              ? """
              {"Sid":"Insecure","Effect":"Deny","Principal":"*","Action":"s3:*",\
              "Resource":["arn:aws:s3:::photos","arn:aws:s3:::photos/*"],\
              "Condition":{"Bool":{"aws:SecureTransport":"false"}}}\
              """
              : """
              {"Sid":"Team%1$d","Effect":"%2$s","Action":"s3:GetObject",\
              "Principal":{"AWS":"arn:aws:iam::%3$s:role/Team-%1$d"},\
              "Resource":"arn:aws:s3:::photos/team-%1$d/*",\
              "Condition":{"StringLike":{"aws:userid":"AROA*:team"}}}\
              """
                  .formatted(i, i % 10 == 0 ? "Deny" : "Allow", OURS));
    }
    var roles = new ArrayList<String>();
    for (int i = 0; i < principals; i++) {
      roles.add("\"" + role(i) + "\"");
    }
    all.add(
        """
        {"Sid":"LastOfBucket","Effect":"Allow","Action":"s3:GetObject",\
        "Principal":{"AWS":[%s]},"Resource":"arn:aws:s3:::photos/thumbnails/*",\
        "Condition":{"Bool":{"aws:SecureTransport":"true"},\
        "StringLike":{"aws:userid":"AROA*:thumbnail-*"}}}\
        """
            .formatted(String.join(",", roles)));
    return all;
  }

  /// What the environment fills in for a call of a role's session.
  private static Map<String, List<String>> keys(int number, int fault, String role) {
    var keys = new LinkedHashMap<String, List<String>>();
    keys.put("aws:CurrentTime", List.of("2026-11-24T12:%02d:00Z".formatted(number % 60)));
    keys.put("aws:EpochTime", List.of(Long.toString(1_795_521_600L + number)));
    keys.put("aws:SecureTransport", List.of(fault == 3 ? "false" : "true"));
    keys.put("aws:SourceIp", List.of((fault == 1 ? "192.0.2." : "10.1.2.") + number % 256));
    keys.put("aws:UserAgent", List.of("aws-cli/2.31." + number % 50));
    keys.put("aws:RequestedRegion", List.of("us-east-1"));
    keys.put("aws:PrincipalArn", List.of(role));
    keys.put("aws:PrincipalAccount", List.of(OURS));
    keys.put("aws:PrincipalType", List.of("AssumedRole"));
    keys.put("aws:userid", List.of("AROAIOSFODNN7EXAMPLE:thumbnail-" + number));
    keys.put("aws:ResourceAccount", List.of(THEIRS));
    return keys;
  }

  List<Attached> policies() throws MalformedPolicy {
    return List.of(
        attached(PolicyType.IDENTITY, "Reader", rolePolicy),
        attached(PolicyType.RESOURCE, "bucket policy of photos", bucketPolicy));
  }

  private static Attached attached(PolicyType type, String name, String text)
      throws MalformedPolicy {
    return new Attached(type, name, Policy.parse(text, type.kind()));
  }

  static Query query(Ask ask, List<Attached> policies) {
    var session =
        String.format(Locale.ROOT, "arn:aws:sts::%s:assumed-role/x/thumbnail-%d", OURS, ask.number);
    return query(ask, session, policies);
  }

  static Query query(Ask ask, String session, List<Attached> policies) {
    return new Query(
        new Requester.Role(ask.role, session, OURS),
        "s3:GetObject",
        ask.resource,
        THEIRS,
        Context.of(ask.keys),
        policies);
  }

  /// One query for each request, every one with its own strings; checks that the engine decides
  /// each by the right statement.
  Query[] queries() throws MalformedPolicy {
    var policies = policies();
    var queries = new Query[asks.size()];
    for (var ask : asks) {
      var query = query(ask, policies);
      check(ask, Engine.decide(query));
      queries[ask.number] = query;
    }
    return queries;
  }

  private void check(Ask ask, Decision decision) {
    var right =
        switch (decision) {
          case Decision.Allowed(var by) ->
              ask.fault == 0
                  && by.stream()
                      .map(Deciding::statement)
                      .toList()
                      .equals(List.of("LastOfRole", "LastOfBucket"));
          case Decision.ExplicitlyDenied(_, var by) ->
              ask.fault == 3 && by.statement().equals("Insecure");
          case Decision.ImplicitlyDenied(var missing) ->
              missing == (ask.fault == 1 ? PolicyType.IDENTITY : PolicyType.RESOURCE)
                  && (ask.fault != 3 || !bucketPolicy.contains("Insecure"));
        };
    if (!right) {
      throw new IllegalStateException(ask + " was decided wrongly: " + decision);
    }
  }
}
