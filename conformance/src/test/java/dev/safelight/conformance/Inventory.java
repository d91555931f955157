package dev.safelight.conformance;

import java.util.Set;
import java.util.TreeSet;

/// What there is in an account: to see that something left nothing behind.
final class Inventory {
  private Inventory() {}

  static Set<String> of(SdkClients admin) {
    var all = new TreeSet<String>();
    admin.s3().listBuckets().buckets().forEach(it -> all.add("bucket " + it.name()));
    admin.iam().listRoles().roles().forEach(it -> all.add("role " + it.roleName()));
    admin.iam().listUsers().users().forEach(it -> all.add("user " + it.userName()));
    admin.iam().listGroups().groups().forEach(it -> all.add("group " + it.groupName()));
    admin
        .iam()
        .listPolicies(it -> it.scope("Local"))
        .policies()
        .forEach(it -> all.add("policy " + it.arn()));
    admin
        .lambda()
        .listFunctions()
        .functions()
        .forEach(it -> all.add("function " + it.functionName()));
    admin.sqs().listQueues().queueUrls().forEach(it -> all.add("queue " + it));
    admin
        .logs()
        .describeLogGroups()
        .logGroups()
        .forEach(it -> all.add("log group " + it.logGroupName()));
    return all;
  }
}
