package dev.safelight.conformance;

import dev.safelight.cloud.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.Tag;

/// The operations of an environment, each as a call that its administrator may make after those
/// before it.
final class Operations {
  private static final String BUCKET = "sisters";
  private static final String ROLE = "arn:aws:iam::123456789012:role/Sister";
  private static final String SPARE = "sisters-spare";
  private static final String POLICY = "arn:aws:iam::123456789012:policy/Sister";
  private static final String DOCUMENT = Documents.policy(Documents.allow("s3:GetObject", "*"));

  private final List<Step> steps = new ArrayList<>();
  // What a later call needs of an earlier one's answer.
  private String upload = "";
  private String doomed = "";
  private String tag = "";
  private String key = "";

  private Operations() {}

  /// @param name service and operation, such as `s3:PutObject`
  /// @param action what a caller must be allowed first
  record Step(String name, String action, Function<SdkClients, AwsResponse> call) {}

  static List<Step> inOrder(Path folder) {
    var operations = new Operations();
    operations.buckets();
    operations.objects();
    operations.uploads();
    operations.users();
    operations.roles();
    operations.policies();
    operations.functions(folder);
    operations.logs();
    operations.clearAway();
    return List.copyOf(operations.steps);
  }

  private void add(String name, Function<SdkClients, AwsResponse> call) {
    add(name, name, call);
  }

  private void add(String name, String action, Function<SdkClients, AwsResponse> call) {
    steps.add(new Step(name, action, call));
  }

  private void buckets() {
    add(
        "s3:CreateBucket",
        by -> {
          by.s3().createBucket(b -> b.bucket(SPARE));
          return by.s3().createBucket(b -> b.bucket(BUCKET));
        });
    add("s3:HeadBucket", "s3:ListBucket", by -> by.s3().headBucket(b -> b.bucket(BUCKET)));
    add("s3:ListBuckets", "s3:ListAllMyBuckets", by -> by.s3().listBuckets());
    add("s3:GetBucketLocation", by -> by.s3().getBucketLocation(b -> b.bucket(BUCKET)));
    add("s3:GetBucketVersioning", by -> by.s3().getBucketVersioning(b -> b.bucket(BUCKET)));
    add("s3:GetBucketAcl", by -> by.s3().getBucketAcl(b -> b.bucket(BUCKET)));
    add(
        "s3:GetBucketEncryption",
        "s3:GetEncryptionConfiguration",
        by -> by.s3().getBucketEncryption(b -> b.bucket(BUCKET)));
    add(
        "s3:PutBucketPolicy",
        by -> by.s3().putBucketPolicy(p -> p.bucket(BUCKET).policy(Documents.onlyOverTls(BUCKET))));
    add("s3:GetBucketPolicy", by -> by.s3().getBucketPolicy(p -> p.bucket(BUCKET)));
    add("s3:GetBucketPolicyStatus", by -> by.s3().getBucketPolicyStatus(p -> p.bucket(BUCKET)));
    add("s3:DeleteBucketPolicy", by -> by.s3().deleteBucketPolicy(p -> p.bucket(BUCKET)));
    add(
        "s3:PutPublicAccessBlock",
        "s3:PutBucketPublicAccessBlock",
        by ->
            by.s3()
                .putPublicAccessBlock(b ->
                    b.bucket(BUCKET)
                        .publicAccessBlockConfiguration(c -> c.blockPublicPolicy(true))));
    add(
        "s3:GetPublicAccessBlock",
        "s3:GetBucketPublicAccessBlock",
        by -> by.s3().getPublicAccessBlock(b -> b.bucket(BUCKET)));
    add(
        "s3:DeletePublicAccessBlock",
        "s3:PutBucketPublicAccessBlock",
        by -> by.s3().deletePublicAccessBlock(b -> b.bucket(BUCKET)));
    add(
        "s3:PutBucketOwnershipControls",
        by ->
            by.s3()
                .putBucketOwnershipControls(o ->
                    o.bucket(BUCKET)
                        .ownershipControls(c ->
                            c.rules(
                                r -> r.objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)))));
    add(
        "s3:GetBucketOwnershipControls",
        by -> by.s3().getBucketOwnershipControls(o -> o.bucket(BUCKET)));
  }

  private void objects() {
    add(
        "s3:PutObject",
        by -> by.s3().putObject(o -> o.bucket(BUCKET).key("k"), RequestBody.fromString("x")));
    add("s3:GetObject", by -> by.s3().getObjectAsBytes(o -> o.bucket(BUCKET).key("k")).response());
    add("s3:HeadObject", "s3:GetObject", by -> by.s3().headObject(o -> o.bucket(BUCKET).key("k")));
    add("s3:ListObjectsV2", "s3:ListBucket", by -> by.s3().listObjectsV2(l -> l.bucket(BUCKET)));
    add("s3:ListObjects", "s3:ListBucket", by -> by.s3().listObjects(l -> l.bucket(BUCKET)));
    add(
        "s3:PutObjectTagging",
        by ->
            by.s3()
                .putObjectTagging(t ->
                    t.bucket(BUCKET)
                        .key("k")
                        .tagging(set -> set.tagSet(Tag.builder().key("a").value("b").build()))));
    add("s3:GetObjectTagging", by -> by.s3().getObjectTagging(t -> t.bucket(BUCKET).key("k")));
    add(
        "s3:DeleteObjectTagging",
        by -> by.s3().deleteObjectTagging(t -> t.bucket(BUCKET).key("k")));
    add(
        "s3:CopyObject",
        "s3:GetObject",
        by ->
            by.s3()
                .copyObject(c ->
                    c.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("copy")));
    add("s3:DeleteObject", by -> by.s3().deleteObject(o -> o.bucket(BUCKET).key("copy")));
  }

  private void uploads() {
    add(
        "s3:CreateMultipartUpload",
        "s3:PutObject",
        by -> {
          doomed = by.s3().createMultipartUpload(u -> u.bucket(BUCKET).key("doomed")).uploadId();
          var begun = by.s3().createMultipartUpload(u -> u.bucket(BUCKET).key("parts"));
          upload = begun.uploadId();
          return begun;
        });
    add(
        "s3:UploadPart",
        "s3:PutObject",
        by -> {
          var part =
              by.s3()
                  .uploadPart(
                      p -> p.bucket(BUCKET).key("parts").uploadId(upload).partNumber(1),
                      RequestBody.fromString("part"));
          tag = part.eTag();
          return part;
        });
    add(
        "s3:UploadPartCopy",
        "s3:GetObject",
        by ->
            by.s3()
                .uploadPartCopy(p ->
                    p.sourceBucket(BUCKET)
                        .sourceKey("k")
                        .destinationBucket(BUCKET)
                        .destinationKey("parts")
                        .uploadId(upload)
                        .partNumber(2)));
    add(
        "s3:ListParts",
        "s3:ListMultipartUploadParts",
        by -> by.s3().listParts(l -> l.bucket(BUCKET).key("parts").uploadId(upload)));
    add(
        "s3:ListMultipartUploads",
        "s3:ListBucketMultipartUploads",
        by -> by.s3().listMultipartUploads(l -> l.bucket(BUCKET)));
    add(
        "s3:CompleteMultipartUpload",
        "s3:PutObject",
        by ->
            by.s3()
                .completeMultipartUpload(c ->
                    c.bucket(BUCKET)
                        .key("parts")
                        .uploadId(upload)
                        .multipartUpload(m -> m.parts(p -> p.partNumber(1).eTag(tag)))));
  }

  private void users() {
    add("iam:CreateUser", by -> by.iam().createUser(u -> u.userName("sister")));
    add("iam:GetUser", by -> by.iam().getUser(u -> u.userName("sister")));
    add("iam:ListUsers", by -> by.iam().listUsers());
    add(
        "iam:CreateAccessKey",
        by -> {
          var made = by.iam().createAccessKey(k -> k.userName("sister"));
          key = made.accessKey().accessKeyId();
          return made;
        });
    add("iam:ListAccessKeys", by -> by.iam().listAccessKeys(k -> k.userName("sister")));
    add(
        "iam:UpdateAccessKey",
        by ->
            by.iam()
                .updateAccessKey(
                    k -> k.userName("sister").accessKeyId(key).status(StatusType.INACTIVE)));
    add(
        "iam:DeleteAccessKey",
        by -> by.iam().deleteAccessKey(k -> k.userName("sister").accessKeyId(key)));
    add(
        "iam:PutUserPolicy",
        by ->
            by.iam()
                .putUserPolicy(p -> p.userName("sister").policyName("p").policyDocument(DOCUMENT)));
    add(
        "iam:GetUserPolicy",
        by -> by.iam().getUserPolicy(p -> p.userName("sister").policyName("p")));
    add("iam:ListUserPolicies", by -> by.iam().listUserPolicies(p -> p.userName("sister")));
    add(
        "iam:DeleteUserPolicy",
        by -> by.iam().deleteUserPolicy(p -> p.userName("sister").policyName("p")));
  }

  private void roles() {
    add(
        "iam:CreateRole",
        by ->
            by.iam()
                .createRole(r ->
                    r.roleName("Sister").assumeRolePolicyDocument(Documents.trustOfThisAccount())));
    add("iam:GetRole", by -> by.iam().getRole(r -> r.roleName("Sister")));
    add("iam:ListRoles", by -> by.iam().listRoles());
    add(
        "iam:PutRolePolicy",
        by ->
            by.iam()
                .putRolePolicy(p -> p.roleName("Sister").policyName("p").policyDocument(DOCUMENT)));
    add(
        "iam:GetRolePolicy",
        by -> by.iam().getRolePolicy(p -> p.roleName("Sister").policyName("p")));
    add("iam:ListRolePolicies", by -> by.iam().listRolePolicies(p -> p.roleName("Sister")));
    add(
        "iam:DeleteRolePolicy",
        by -> by.iam().deleteRolePolicy(p -> p.roleName("Sister").policyName("p")));
    add(
        "sts:AssumeRole",
        by -> by.sts().assumeRole(r -> r.roleArn(ROLE).roleSessionName("sister")));
    add(
        "iam:UpdateAssumeRolePolicy",
        by ->
            by.iam()
                .updateAssumeRolePolicy(
                    r -> r.roleName("Sister").policyDocument(Documents.trustOfLambda())));
  }

  private void policies() {
    add(
        "iam:CreatePolicy",
        by -> by.iam().createPolicy(p -> p.policyName("Sister").policyDocument(DOCUMENT)));
    add("iam:GetPolicy", by -> by.iam().getPolicy(p -> p.policyArn(POLICY)));
    add(
        "iam:GetPolicyVersion",
        by -> by.iam().getPolicyVersion(p -> p.policyArn(POLICY).versionId("v1")));
    add("iam:ListPolicies", by -> by.iam().listPolicies());
    add(
        "iam:AttachUserPolicy",
        by -> by.iam().attachUserPolicy(p -> p.userName("sister").policyArn(POLICY)));
    add(
        "iam:ListAttachedUserPolicies",
        by -> by.iam().listAttachedUserPolicies(p -> p.userName("sister")));
    add(
        "iam:DetachUserPolicy",
        by -> by.iam().detachUserPolicy(p -> p.userName("sister").policyArn(POLICY)));
    add(
        "iam:AttachRolePolicy",
        by -> by.iam().attachRolePolicy(p -> p.roleName("Sister").policyArn(POLICY)));
    add(
        "iam:ListAttachedRolePolicies",
        by -> by.iam().listAttachedRolePolicies(p -> p.roleName("Sister")));
    add(
        "iam:DetachRolePolicy",
        by -> by.iam().detachRolePolicy(p -> p.roleName("Sister").policyArn(POLICY)));
    add("iam:DeletePolicy", by -> by.iam().deletePolicy(p -> p.policyArn(POLICY)));
  }

  private void functions(Path folder) {
    var zip = SdkBytes.fromByteArray(TinyFunction.zip(folder, "echo"));
    var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    add(
        "lambda:CreateFunction",
        by ->
            by.lambda()
                .createFunction(f ->
                    f.functionName("sister")
                        .role(ROLE)
                        .runtime(Runtime.PROVIDED_AL2023)
                        .handler("bootstrap")
                        .timeout(60)
                        .architecturesWithStrings(architecture)
                        .code(c -> c.zipFile(zip))));
    add("lambda:GetFunction", by -> by.lambda().getFunction(f -> f.functionName("sister")));
    add(
        "lambda:GetFunctionConfiguration",
        by -> by.lambda().getFunctionConfiguration(f -> f.functionName("sister")));
    add("lambda:ListFunctions", by -> by.lambda().listFunctions());
    add(
        "lambda:UpdateFunctionConfiguration",
        by ->
            by.lambda().updateFunctionConfiguration(f -> f.functionName("sister").memorySize(256)));
    add(
        "lambda:UpdateFunctionCode",
        by -> by.lambda().updateFunctionCode(f -> f.functionName("sister").zipFile(zip)));
    add(
        "lambda:AddPermission",
        by ->
            by.lambda()
                .addPermission(p ->
                    p.functionName("sister")
                        .statementId("s3")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com")
                        .sourceArn("arn:aws:s3:::" + BUCKET)
                        .sourceAccount(Settings.ACCOUNT)));
    add("lambda:GetPolicy", by -> by.lambda().getPolicy(p -> p.functionName("sister")));
    add(
        "lambda:Invoke",
        "lambda:InvokeFunction",
        by -> by.lambda().invoke(i -> i.functionName("sister")));
    add(
        "s3:PutBucketNotificationConfiguration",
        "s3:PutBucketNotification",
        by ->
            by.s3()
                .putBucketNotificationConfiguration(n ->
                    n.bucket(BUCKET)
                        .notificationConfiguration(c ->
                            c.lambdaFunctionConfigurations(r ->
                                r.lambdaFunctionArn(
                                        "arn:aws:lambda:us-east-1:123456789012:function:sister")
                                    .events(Event.S3_OBJECT_CREATED)))));
    add(
        "s3:GetBucketNotificationConfiguration",
        "s3:GetBucketNotification",
        by -> by.s3().getBucketNotificationConfiguration(n -> n.bucket(BUCKET)));
    add(
        "lambda:RemovePermission",
        by -> by.lambda().removePermission(p -> p.functionName("sister").statementId("s3")));
    add("lambda:DeleteFunction", by -> by.lambda().deleteFunction(f -> f.functionName("sister")));
  }

  private void logs() {
    add("logs:CreateLogGroup", by -> by.logs().createLogGroup(g -> g.logGroupName("sister")));
    add("logs:DescribeLogGroups", by -> by.logs().describeLogGroups());
    add(
        "logs:PutRetentionPolicy",
        by -> by.logs().putRetentionPolicy(r -> r.logGroupName("sister").retentionInDays(7)));
    add(
        "logs:DeleteRetentionPolicy",
        by -> by.logs().deleteRetentionPolicy(r -> r.logGroupName("sister")));
    add(
        "logs:CreateLogStream",
        by -> by.logs().createLogStream(s -> s.logGroupName("sister").logStreamName("s")));
    add(
        "logs:DescribeLogStreams",
        by -> by.logs().describeLogStreams(s -> s.logGroupName("sister")));
    add(
        "logs:PutLogEvents",
        by ->
            by.logs()
                .putLogEvents(p ->
                    p.logGroupName("sister")
                        .logStreamName("s")
                        .logEvents(e -> e.timestamp(System.currentTimeMillis()).message("line"))));
    add(
        "logs:GetLogEvents",
        by -> by.logs().getLogEvents(g -> g.logGroupName("sister").logStreamName("s")));
    add("logs:FilterLogEvents", by -> by.logs().filterLogEvents(f -> f.logGroupName("sister")));
    add(
        "logs:DeleteLogStream",
        by -> by.logs().deleteLogStream(s -> s.logGroupName("sister").logStreamName("s")));
    add("logs:DeleteLogGroup", by -> by.logs().deleteLogGroup(g -> g.logGroupName("sister")));
  }

  private void clearAway() {
    add("iam:DeleteRole", by -> by.iam().deleteRole(r -> r.roleName("Sister")));
    add("iam:DeleteUser", by -> by.iam().deleteUser(u -> u.userName("sister")));
    add(
        "s3:AbortMultipartUpload",
        by -> by.s3().abortMultipartUpload(a -> a.bucket(BUCKET).key("doomed").uploadId(doomed)));
    add("s3:DeleteBucket", by -> by.s3().deleteBucket(b -> b.bucket(SPARE)));
  }
}
