package dev.safelight.conformance;

import dev.safelight.cloud.Settings;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.Event;

/// The operations of Lambda and CloudWatch Logs, and those of S3 that need a function.
final class FunctionSteps {
  private static final String GROUP =
      "arn:aws:logs:%s:%s:log-group:sister".formatted(Settings.REGION, Settings.ACCOUNT);

  private final Steps steps;
  private final String bucket;

  FunctionSteps(Steps steps, String bucket) {
    this.steps = steps;
    this.bucket = bucket;
  }

  void add(Path folder) {
    functions(folder);
    logs();
  }

  private void functions(Path folder) {
    var zip = SdkBytes.fromByteArray(TinyFunction.zip(folder, "echo"));
    var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    steps.add(
        "lambda:CreateFunction",
        by ->
            by.lambda()
                .createFunction(f ->
                    f.functionName("sister")
                        .role(IdentitySteps.ROLE)
                        .runtime(Runtime.PROVIDED_AL2023)
                        .handler("bootstrap")
                        .timeout(60)
                        .architecturesWithStrings(architecture)
                        .code(c -> c.zipFile(zip))));
    steps.add("lambda:GetFunction", by -> by.lambda().getFunction(f -> f.functionName("sister")));
    steps.add(
        "lambda:GetFunctionConfiguration",
        by -> by.lambda().getFunctionConfiguration(f -> f.functionName("sister")));
    steps.add("lambda:ListFunctions", by -> by.lambda().listFunctions());
    steps.add(
        "lambda:UpdateFunctionConfiguration",
        by ->
            by.lambda().updateFunctionConfiguration(f -> f.functionName("sister").memorySize(256)));
    steps.add(
        "lambda:UpdateFunctionCode",
        by -> by.lambda().updateFunctionCode(f -> f.functionName("sister").zipFile(zip)));
    steps.add(
        "lambda:AddPermission",
        by ->
            by.lambda()
                .addPermission(p ->
                    p.functionName("sister")
                        .statementId("s3")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com")
                        .sourceArn("arn:aws:s3:::" + bucket)
                        .sourceAccount(Settings.ACCOUNT)));
    steps.add("lambda:GetPolicy", by -> by.lambda().getPolicy(p -> p.functionName("sister")));
    steps.add(
        "lambda:Invoke",
        "lambda:InvokeFunction",
        by -> by.lambda().invoke(i -> i.functionName("sister")));
    settings();
    versions();
    steps.add(
        "s3:PutBucketNotificationConfiguration",
        "s3:PutBucketNotification",
        by ->
            by.s3()
                .putBucketNotificationConfiguration(n ->
                    n.bucket(bucket)
                        .notificationConfiguration(c ->
                            c.lambdaFunctionConfigurations(r ->
                                r.lambdaFunctionArn(
                                        "arn:aws:lambda:us-east-1:123456789012:function:sister")
                                    .events(Event.S3_OBJECT_CREATED)))));
    steps.add(
        "s3:GetBucketNotificationConfiguration",
        "s3:GetBucketNotification",
        by -> by.s3().getBucketNotificationConfiguration(n -> n.bucket(bucket)));
    steps.add(
        "lambda:RemovePermission",
        by -> by.lambda().removePermission(p -> p.functionName("sister").statementId("s3")));
  }

  void clearAway() {
    steps.add(
        "lambda:DeleteFunction", by -> by.lambda().deleteFunction(f -> f.functionName("sister")));
  }

  private void settings() {
    steps.add(
        "lambda:PutFunctionEventInvokeConfig",
        by ->
            by.lambda()
                .putFunctionEventInvokeConfig(
                    c -> c.functionName("sister").maximumRetryAttempts(1)));
    steps.add(
        "lambda:UpdateFunctionEventInvokeConfig",
        by ->
            by.lambda()
                .updateFunctionEventInvokeConfig(
                    c -> c.functionName("sister").maximumEventAgeInSeconds(60)));
    steps.add(
        "lambda:GetFunctionEventInvokeConfig",
        by -> by.lambda().getFunctionEventInvokeConfig(c -> c.functionName("sister")));
    steps.add(
        "lambda:ListFunctionEventInvokeConfigs",
        by -> by.lambda().listFunctionEventInvokeConfigs(c -> c.functionName("sister")));
    steps.add(
        "lambda:DeleteFunctionEventInvokeConfig",
        by -> by.lambda().deleteFunctionEventInvokeConfig(c -> c.functionName("sister")));
    steps.add(
        "lambda:PutFunctionConcurrency",
        by ->
            by.lambda()
                .putFunctionConcurrency(
                    c -> c.functionName("sister").reservedConcurrentExecutions(5)));
    steps.add(
        "lambda:GetFunctionConcurrency",
        by -> by.lambda().getFunctionConcurrency(c -> c.functionName("sister")));
    steps.add(
        "lambda:DeleteFunctionConcurrency",
        by -> by.lambda().deleteFunctionConcurrency(c -> c.functionName("sister")));
  }

  private void versions() {
    var arn = "arn:aws:lambda:us-east-1:123456789012:function:sister";
    steps.add(
        "lambda:PublishVersion", by -> by.lambda().publishVersion(v -> v.functionName("sister")));
    steps.add(
        "lambda:ListVersionsByFunction",
        by -> by.lambda().listVersionsByFunction(v -> v.functionName("sister")));
    steps.add(
        "lambda:CreateAlias",
        by ->
            by.lambda()
                .createAlias(a -> a.functionName("sister").name("live").functionVersion("1")));
    steps.add(
        "lambda:UpdateAlias",
        by -> by.lambda().updateAlias(a -> a.functionName("sister").name("live").description("d")));
    steps.add(
        "lambda:GetAlias", by -> by.lambda().getAlias(a -> a.functionName("sister").name("live")));
    steps.add("lambda:ListAliases", by -> by.lambda().listAliases(a -> a.functionName("sister")));
    steps.add(
        "lambda:DeleteAlias",
        by -> by.lambda().deleteAlias(a -> a.functionName("sister").name("live")));
    steps.add(
        "lambda:TagResource",
        by -> by.lambda().tagResource(t -> t.resource(arn).tags(Map.of("k", "v"))));
    steps.add("lambda:ListTags", by -> by.lambda().listTags(t -> t.resource(arn)));
    steps.add(
        "lambda:UntagResource", by -> by.lambda().untagResource(t -> t.resource(arn).tagKeys("k")));
  }

  private void logs() {
    steps.add("logs:CreateLogGroup", by -> by.logs().createLogGroup(g -> g.logGroupName("sister")));
    steps.add("logs:DescribeLogGroups", by -> by.logs().describeLogGroups());
    steps.add(
        "logs:PutRetentionPolicy",
        by -> by.logs().putRetentionPolicy(r -> r.logGroupName("sister").retentionInDays(7)));
    steps.add(
        "logs:DeleteRetentionPolicy",
        by -> by.logs().deleteRetentionPolicy(r -> r.logGroupName("sister")));
    steps.add(
        "logs:CreateLogStream",
        by -> by.logs().createLogStream(s -> s.logGroupName("sister").logStreamName("s")));
    steps.add(
        "logs:DescribeLogStreams",
        by -> by.logs().describeLogStreams(s -> s.logGroupName("sister")));
    steps.add(
        "logs:PutLogEvents",
        by ->
            by.logs()
                .putLogEvents(p ->
                    p.logGroupName("sister")
                        .logStreamName("s")
                        .logEvents(e -> e.timestamp(System.currentTimeMillis()).message("line"))));
    steps.add(
        "logs:GetLogEvents",
        by -> by.logs().getLogEvents(g -> g.logGroupName("sister").logStreamName("s")));
    steps.add(
        "logs:FilterLogEvents", by -> by.logs().filterLogEvents(f -> f.logGroupName("sister")));
    steps.add(
        "logs:DeleteLogStream",
        by -> by.logs().deleteLogStream(s -> s.logGroupName("sister").logStreamName("s")));
    steps.add(
        "logs:TagResource",
        by -> by.logs().tagResource(t -> t.resourceArn(GROUP).tags(Map.of("a", "b"))));
    steps.add(
        "logs:ListTagsForResource", by -> by.logs().listTagsForResource(t -> t.resourceArn(GROUP)));
    steps.add(
        "logs:UntagResource",
        by -> by.logs().untagResource(t -> t.resourceArn(GROUP).tagKeys("a")));
    steps.add("logs:DeleteLogGroup", by -> by.logs().deleteLogGroup(g -> g.logGroupName("sister")));
  }
}
