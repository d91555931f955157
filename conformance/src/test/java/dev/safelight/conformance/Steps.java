package dev.safelight.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsResponse;

/// The operations of an environment, each as a call that its administrator may make after those
/// before it.
final class Steps {
  private final List<Step> steps = new ArrayList<>();

  private Steps() {}

  /// @param name service and operation, such as `s3:PutObject`
  /// @param action what a caller must be allowed first
  record Step(String name, String action, Function<SdkClients, AwsResponse> call) {}

  static List<Step> inOrder(Path folder) {
    var all = new Steps();
    var s3 = new S3Steps(all);
    var identity = new IdentitySteps(all);
    s3.add();
    new SettingSteps(all, s3.bucket()).add();
    identity.add();
    new ParameterSteps(all).add();
    var functions = new FunctionSteps(all, s3.bucket());
    functions.add(folder);
    new QueueSteps(all).add();
    new StackSteps(all).add();
    functions.clearAway();
    new SafelightSteps(all).add();
    identity.clearAway();
    s3.clearAway();
    return List.copyOf(all.steps);
  }

  /// An operation that is called like its action.
  void add(String name, Function<SdkClients, AwsResponse> call) {
    add(name, name, call);
  }

  void add(String name, String action, Function<SdkClients, AwsResponse> call) {
    steps.add(new Step(name, action, call));
  }
}
