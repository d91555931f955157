package dev.safelight.cloud.cloudformation.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.iam.model.CreateUserResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;

/// What is somebody else's, what is refused, and what resources answer.
class ResourceAccessTest {
  @TempDir Path data;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(data).furnished();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /// Calls as a user who may do what a policy says.
  private void as(String... actions) {
    var user =
        ((CreateUserResponse) shop.call(CreateUserRequest.builder().userName("deployer").build()))
            .user();
    var statement = String.join("\",\"", actions);
    shop.call(
        PutUserPolicyRequest.builder()
            .userName("deployer")
            .policyName("deploy")
            .policyDocument(
                Examples.DOCUMENT.formatted("x:y").replace("\"x:y\"", "[\"" + statement + "\"]"))
            .build());
    shop.caller = new Caller.User(Workshop.ACCOUNT, "/", "deployer", user.userId(), "");
  }

  @Test
  void aDeniedCallIsToldInItsServicesWordsAndLeavesNothing() {
    as("iam:GetRole");
    var work = shop.new Work().attempt(Workshop.NEVER);
    var wanted =
        Workshop.wanted(
            "{\"RoleName\": \"fresh\", \"AssumeRolePolicyDocument\": %s}"
                .formatted(Examples.TRUST.formatted("lambda")));
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> Workshop.type("AWS::IAM::Role").create(wanted, work))
        .satisfies(denied -> assertThat(denied.code()).isEqualTo("AccessDenied"))
        .withMessageContaining("user/deployer is not authorized to perform: iam:CreateRole");
    assertThat(work.marks).isEmpty();
    assertThat(shop.fault(() -> shop.call(GetRoleRequest.builder().roleName("fresh").build())))
        .isEqualTo("NoSuchEntity");
  }

  /// What the documentation of deploying grants is what is asked for, and no more.
  @Test
  void aRoleNeedsTheCallsThatItsPropertiesSay() {
    as(
        "iam:CreateRole",
        "iam:PutRolePolicy",
        "iam:GetRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy");
    var type = Workshop.type("AWS::IAM::Role");
    var wanted =
        Workshop.wanted(
            "{\"AssumeRolePolicyDocument\": %s, \"Policies\": %s}"
                .formatted(
                    Examples.TRUST.formatted("lambda"), Examples.policies("a", "s3:GetObject")));
    shop.delete(type, shop.create(type, wanted), wanted);
  }

  /// Deleting what was found, and not made, would be the end of somebody else's work.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS::S3::Bucket | {'BucketName': 'shelf'} | AlreadyExists",
        "AWS::S3::BucketPolicy | {'Bucket': 'shelf', 'PolicyDocument': {}} | AlreadyExists",
        "AWS::SQS::Queue | {'QueueName': 'inbox'} | AlreadyExists",
        "AWS::IAM::Policy | {'PolicyName': 'p', 'PolicyDocument': {}, 'Roles': []} | ValidationError",
        "AWS::IAM::User | {'UserName': 'eve'} | EntityAlreadyExists",
        "AWS::IAM::Group | {'GroupName': 'team'} | EntityAlreadyExists",
        "AWS::Lambda::EventInvokeConfig | {'FunctionName': 'maker', 'Qualifier': '$LATEST'} | AlreadyExists",
      })
  void whatIsThereAlreadyIsNotTakenOver(String type, String properties, String code) {
    shop.call(
        PutBucketPolicyRequest.builder()
            .bucket("shelf")
            .policy(
                """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
                 "Action": "s3:GetObject", "Resource": "arn:aws:s3:::shelf/*"}]}\
                """)
            .build());
    shop.call(
        PutFunctionEventInvokeConfigRequest.builder()
            .functionName("maker")
            .qualifier("$LATEST")
            .maximumRetryAttempts(1)
            .build());
    var work = shop.new Work().attempt(Workshop.NEVER);
    var wanted = Workshop.wanted(properties.replace('\'', '"'));
    assertThat(shop.fault(() -> Workshop.type(type).create(wanted, work))).isEqualTo(code);
    assertThat(work.marks).as("what would be removed").isEmpty();
  }

  /// Who may not look cannot tell whose a bucket is.
  @Test
  void aBucketThatTheCallerMayNotSeeIsNotTakenOverEither() {
    as("s3:CreateBucket", "s3:DeleteBucket");
    assertThat(shop.fault(() -> shop.create("AWS::S3::Bucket", "{\"BucketName\": \"shelf\"}")))
        .isEqualTo("AccessDenied");
  }

  @Test
  void aBucketWithSomethingInItStays() {
    var type = Workshop.type("AWS::S3::Bucket");
    var wanted = Workshop.wanted("{\"VersioningConfiguration\": {\"Status\": \"Enabled\"}}");
    var made = shop.create(type, wanted);
    shop.put(made.physicalId(), "a", new byte[] {1});
    assertThat(shop.fault(() -> shop.delete(type, made, wanted))).isEqualTo("BucketNotEmpty");
    shop.call(HeadBucketRequest.builder().bucket(made.physicalId()).build());
  }

  @Test
  void aRoleOnWhichSomebodyHungAPolicyStays() {
    var type = Workshop.type("AWS::IAM::Role");
    var wanted =
        Workshop.wanted(
            "{\"AssumeRolePolicyDocument\": %s, \"ManagedPolicyArns\": [\"%s\"]}"
                .formatted(Examples.TRUST.formatted("lambda"), Examples.READ_ONLY));
    var made = shop.create(type, wanted);
    var theirs =
        AttachRolePolicyRequest.builder()
            .roleName(made.physicalId())
            .policyArn(Examples.ADMINISTRATOR)
            .build();
    shop.call(theirs);
    assertThat(shop.fault(() -> shop.delete(type, made, wanted))).isEqualTo("DeleteConflict");
    assertThat(
            Examples.answers(
                shop,
                ListAttachedRolePoliciesRequest.builder().roleName(made.physicalId()).build()))
        .contains(Examples.ADMINISTRATOR);
  }

  @Test
  void aKeysSecretIsKeptOverChanges() {
    var type = Workshop.type("AWS::IAM::AccessKey");
    var wanted = Workshop.wanted("{\"UserName\": \"eve\"}");
    var made = shop.create(type, wanted);
    assertThat(made.attributes().get("SecretAccessKey")).hasSize(40);
    assertThat(made.attributes()).containsEntry("Id", made.physicalId());
    var inactive = Workshop.wanted("{\"UserName\": \"eve\", \"Status\": \"Inactive\"}");
    var work = shop.new Work().attempt(Workshop.NEVER);
    assertThat(type.update(Workshop.standing(made, wanted), inactive, work)).isEqualTo(made);
  }

  @Test
  void aFunctionThatHasNotChangedHasNoNewVersion() {
    var type = Workshop.type("AWS::Lambda::Version");
    var wanted = Workshop.wanted("{\"FunctionName\": \"maker\"}");
    var work = shop.new Work().attempt(Workshop.NEVER);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> type.create(wanted, work))
        .withMessageContaining(
            "A version for this Lambda function exists ( 1 ). Modify the function to create a new"
                + " version.");
    assertThat(work.begun).isEmpty();
  }

  /// Lambda lists fifty at once; one of those behind them is no less somebody else's.
  @Test
  void aVersionBehindFiftyOthersIsNotTakenOver() {
    for (int i = 0; i < 51; i++) {
      shop.call(
          UpdateFunctionConfigurationRequest.builder()
              .functionName("draft")
              .timeout(i + 1)
              .build());
      shop.call(PublishVersionRequest.builder().functionName("draft").build());
    }
    var wanted = Workshop.wanted("{\"FunctionName\": \"draft\"}");
    var work = shop.new Work().attempt(Workshop.NEVER);
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(() -> Workshop.type("AWS::Lambda::Version").create(wanted, work))
        .withMessageContaining("A version for this Lambda function exists ( 51 ).");
    assertThat(work.begun).isEmpty();
  }

  @Test
  void anInlinePolicyOfSomebodyElseStaysAsItIs() {
    var theirs = Examples.DOCUMENT.formatted("s3:GetObject");
    shop.call(
        PutRolePolicyRequest.builder()
            .roleName("worker-2")
            .policyName("shared")
            .policyDocument(theirs)
            .build());
    var type = Workshop.type("AWS::IAM::Policy");
    var wanted =
        Workshop.wanted(
            "{\"PolicyName\": \"shared\", \"Roles\": [\"worker-1\", \"worker-2\"], \"PolicyDocument\": %s}"
                .formatted(Examples.DOCUMENT.formatted("sqs:*")));
    var work = shop.new Work().attempt(Workshop.NEVER);
    assertThat(shop.fault(() -> type.create(wanted, work))).isEqualTo("AlreadyExists");
    assertThat(work.begun).isEmpty();
    assertThat(work.marks).isEmpty();
    var there =
        (GetRolePolicyResponse)
            shop.call(
                GetRolePolicyRequest.builder().roleName("worker-2").policyName("shared").build());
    assertThat(URLDecoder.decode(there.policyDocument(), StandardCharsets.UTF_8)).isEqualTo(theirs);
    assertThat(
            shop.fault(() ->
                shop.call(
                    GetRolePolicyRequest.builder()
                        .roleName("worker-1")
                        .policyName("shared")
                        .build())))
        .isEqualTo("NoSuchEntity");
  }

  /// Services answer either of two with success: each would be its owner, and the deletion of one
  /// stack the end of the other's.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AWS::S3::Bucket | {'BucketName': 'wanted'}",
        "AWS::SQS::Queue | {'QueueName': 'wanted'}",
        "AWS::S3::BucketPolicy | {'Bucket': 'shelf', 'PolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Deny', 'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::shelf/*'}]}}",
        "AWS::Lambda::EventInvokeConfig | {'FunctionName': 'maker', 'Qualifier': '$LATEST', 'MaximumRetryAttempts': 1}",
        "AWS::IAM::Policy | {'PolicyName': 'wanted', 'Roles': ['worker-1'], 'PolicyDocument': {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': 'sqs:*', 'Resource': '*'}]}}",
      })
  void ofTwoStacksOneMakesIt(String type, String properties) throws InterruptedException {
    var wanted = Workshop.wanted(properties.replace('\'', '"'));
    var codes = new ConcurrentLinkedQueue<String>();
    var looks = new AtomicInteger();
    var threads = new ConcurrentLinkedQueue<Thread>();
    Runnable making =
        () ->
            codes.add(
                shop.fault(() ->
                    Workshop.type(type).create(wanted, afterLooking(() -> await(looks, threads)))));
    threads.add(new Thread(making));
    threads.add(new Thread(making));
    threads.forEach(Thread::start);
    for (var thread : threads) {
      thread.join();
    }
    assertThat(codes).containsExactlyInAnyOrder("", "AlreadyExists");
  }

  /// Goes on once the other has looked too, or cannot.
  private static void await(AtomicInteger looks, Collection<Thread> threads) {
    looks.incrementAndGet();
    while (looks.get() < 2
        && threads.stream()
            .filter(it -> !it.equals(Thread.currentThread()))
            .noneMatch(it -> it.getState() == Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
  }

  /// Work that is held up between its look and what comes of it.
  private Calls afterLooking(Runnable looked) {
    var work = shop.new Work().attempt(Workshop.NEVER);
    return new Calls() {
      @Override
      public SdkPojo call(SdkPojo request) {
        try {
          return work.call(request);
        } finally {
          looked.run();
        }
      }

      @Override
      public Map<String, String> once(SdkPojo request, List<String> kept) {
        return work.once(request, kept);
      }

      @Override
      public boolean nextIsMade() {
        return work.nextIsMade();
      }

      @Override
      public void begins(String physicalId) {
        work.begins(physicalId);
      }
    };
  }

  @Test
  void aPackageIsTakenInTheVersionThatTheTemplateSays() {
    var properties =
        """
        {"Code": {"S3Bucket": "artifacts", "S3Key": "new.zip", "S3ObjectVersion": "%s"},
         "Role": "%s", "Handler": "bootstrap", "Runtime": "provided.al2023", "Architectures": ["%s"]}\
        """;
    var first = shop.put("artifacts", "new.zip", FunctionExamples.zip("first"));
    var second = shop.put("artifacts", "new.zip", FunctionExamples.zip("second"));
    var type = Workshop.type("AWS::Lambda::Function");
    var old =
        Workshop.wanted(
            properties.formatted(first, FunctionExamples.ROLE, FunctionExamples.architecture()));
    var made = shop.create(type, old);
    var hash = hash(made.physicalId());
    type.update(
        Workshop.standing(made, old),
        Workshop.wanted(
            properties.formatted(second, FunctionExamples.ROLE, FunctionExamples.architecture())),
        shop.new Work().attempt(Workshop.NEVER));
    assertThat(hash(made.physicalId())).isNotEqualTo(hash);
  }

  private String hash(String function) {
    return ((GetFunctionResponse)
            shop.call(GetFunctionRequest.builder().functionName(function).build()))
        .configuration()
        .codeSha256();
  }

  @Test
  void theOldestVersionOfAManagedPolicyMakesRoom() {
    var type = Workshop.type("AWS::IAM::ManagedPolicy");
    var document = "{\"PolicyDocument\": %s}";
    var wanted = Workshop.wanted(document.formatted(Examples.DOCUMENT.formatted("s3:Get0")));
    var made = shop.create(type, wanted);
    for (int i = 1; i <= 6; i++) {
      var next = Workshop.wanted(document.formatted(Examples.DOCUMENT.formatted("s3:Get" + i)));
      var work = shop.new Work().attempt(Workshop.NEVER);
      work.begins(made.physicalId());
      made = type.update(Workshop.standing(made, wanted), next, work);
      wanted = next;
    }
    assertThat(made.attributes()).containsEntry("DefaultVersionId", "v7");
    var versions =
        (ListPolicyVersionsResponse)
            shop.call(ListPolicyVersionsRequest.builder().policyArn(made.physicalId()).build());
    assertThat(versions.versions()).hasSize(5);
    shop.delete(type, made, wanted);
  }

  @Test
  void namesThatATemplateDoesNotGiveAreMadeOfStackAndResource() {
    assertThat(shop.create("AWS::S3::Bucket", "{}").physicalId())
        .isEqualTo("photos-thing-a1b2c3d4e5f6");
    assertThat(shop.create("AWS::Logs::LogGroup", "{}").physicalId())
        .isEqualTo("photos-Thing-A1B2C3D4E5F6");
    assertThat(
            shop.create(
                    "AWS::IAM::Policy",
                    "{\"PolicyName\": \"p\", \"PolicyDocument\": %s, \"Roles\": [\"worker-1\"]}"
                        .formatted(Examples.DOCUMENT.formatted("s3:GetObject")))
                .physicalId())
        .isEqualTo("photo-Thing-A1B2C3D4E5F6");
  }

  @Test
  void aBucketsAttributesAreItsNames() {
    assertThat(shop.create("AWS::S3::Bucket", "{\"BucketName\": \"rack\"}").attributes())
        .isEqualTo(
            Map.of(
                "Arn", "arn:aws:s3:::rack",
                "DomainName", "rack.s3.amazonaws.com",
                "DualStackDomainName", "rack.s3.dualstack.us-east-1.amazonaws.com",
                "RegionalDomainName", "rack.s3.us-east-1.amazonaws.com",
                "WebsiteURL", "http://rack.s3-website-us-east-1.amazonaws.com"));
  }

  /// There is one value of each, which also holds where nothing is said.
  @Test
  void ownershipAndEncryptionComeAndGo() {
    var type = Workshop.type("AWS::S3::Bucket");
    var with =
        Workshop.wanted(
            """
            {"OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
             "BucketEncryption": {"ServerSideEncryptionConfiguration": [
               {"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}}\
            """);
    var without = Workshop.wanted("{}");
    var made = shop.create(type, without);
    for (var end : List.of(with, without)) {
      var work = shop.new Work().attempt(Workshop.NEVER);
      var start = end.equals(with) ? without : with;
      type.update(Workshop.standing(made, start), end, work);
      assertThat(work.made).hasSize(2);
    }
    var acls =
        Workshop.wanted(
            "{\"OwnershipControls\": {\"Rules\": [{\"ObjectOwnership\": \"ObjectWriter\"}]}}");
    var work = shop.new Work().attempt(Workshop.NEVER);
    assertThat(shop.fault(() -> type.update(Workshop.standing(made, without), acls, work)))
        .isEqualTo("NotImplemented");
  }

  @Test
  void aQueueIsItsAddress() {
    var made = shop.create("AWS::SQS::Queue", "{\"QueueName\": \"jobs\"}");
    assertThat(made.ref()).isEqualTo(Workshop.queue("jobs"));
    assertThat(made.attributes())
        .isEqualTo(
            Map.of(
                "Arn", "arn:aws:sqs:us-east-1:123456789012:jobs",
                "QueueName", "jobs",
                "QueueUrl", Workshop.queue("jobs")));
  }

  @Test
  void whatIsInertIsCalledAsAwsWouldCallItAndMakesNoCall() {
    var topic = shop.create("AWS::SNS::Topic", "{\"TopicName\": \"alarms\"}");
    assertThat(topic.ref()).isEqualTo("arn:aws:sns:us-east-1:123456789012:alarms");
    assertThat(topic.attributes()).containsEntry("TopicName", "alarms");
    assertThat(shop.create("AWS::SNS::Topic", "{\"FifoTopic\": true}").ref())
        .isEqualTo("arn:aws:sns:us-east-1:123456789012:photos-Thing-A1B2C3D4E5F6.fifo");
    assertThat(shop.create("AWS::CloudWatch::Alarm", "{}").attributes())
        .containsEntry(
            "Arn", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:photos-Thing-A1B2C3D4E5F6");
    assertThat(
            shop.create("AWS::SNS::Subscription", "{\"TopicArn\": \"%s\"}".formatted(topic.ref()))
                .ref())
        .startsWith(topic.ref() + ':');
    for (var name : List.of("AWS::SNS::Topic", "AWS::CloudFormation::WaitConditionHandle")) {
      var work = shop.new Work().attempt(Workshop.NEVER);
      Workshop.type(name).create(Workshop.wanted("{}"), work);
      assertThat(work.made).isEmpty();
    }
  }
}
