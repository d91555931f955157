package dev.safelight.cli;

import dev.safelight.cli.deploy.Deploying;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.deploy.Refused;
import dev.safelight.cli.deploy.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Deploys a template, here or to AWS. Exit codes: 0 deployed, or nothing to change; 1 shown and
/// not executed; 2 refused or failed.
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description =
        "Builds and uploads what a template names, shows what its stack would change, also in access, asks, and does it: in the environment that runs here, or on AWS.",
    footer = {
      "",
      "Exit codes: 0 deployed or nothing to change, 1 shown and not executed (answered no, or nobody to ask), 2 refused or failed.",
      "Example:  safelight deploy",
      "Example:  safelight deploy --endpoint aws --region eu-central-1 --stack-name photos --parameter MemorySize=2048"
    })
final class DeployCommand implements Callable<Integer> {
  @Option(
      names = "--template",
      paramLabel = "FILE",
      description = "The template (default: Safelight's own template.yaml).")
  private Path template = Home.template();

  @Mixin private TemplateOptions options = new TemplateOptions();

  @Mixin private Destination destination = new Destination();

  @Option(
      names = "--capabilities",
      split = ",",
      paramLabel = "CAPABILITY",
      description =
          "CAPABILITY_IAM, CAPABILITY_NAMED_IAM (default: what the template needs; the answer to the question acknowledges it).")
  private List<String> capabilities = List.of();

  @Option(
      names = "--role-arn",
      paramLabel = "ARN",
      defaultValue = "",
      description = "The role with whose permissions CloudFormation acts (default: yours).")
  private String role = "";

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "",
      description =
          "The bucket for the function's package (default: safelight-artifacts-ACCOUNT-REGION, which is made where it is missing).")
  private String bucket = "";

  @Option(
      names = "--runtime",
      defaultValue = "",
      description =
          "provided.al2023 or java25: what the function is built for, and the template's parameter Runtime (default: the parameter).")
  private String runtime = "";

  @Option(
      names = "--architecture",
      defaultValue = "",
      description =
          "x86_64 or arm64: likewise, and the parameter Architecture (default: this machine's).")
  private String architecture = "";

  @Option(
      names = {"-y", "--yes"},
      description = "Answer the question with yes, and acknowledge what the template needs.")
  private boolean yes;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var parameters = parameters();
    var order = new Order(template, options.stack(), parameters, capabilities, role, bucket);
    var place = destination.find(System.getenv(), Path.of(System.getProperty("user.home")));
    var follower = new Follower(spec.commandLine().getOut(), yes);
    var me = place.aws().sts("GetCallerIdentity", Map.of());
    if (!me.ok()) {
      throw new Refused(place.words() + ": " + me.error());
    }
    var account = me.element("Account");
    follower.say(
        "To %s: account %s, region %s, as %s"
            .formatted(place.words(), account, place.aws().session().region(), me.element("Arn")));
    var deploying = new Deploying(place.aws(), account, place.pause(), follower);
    return switch (deploying.run(order, file -> build(file, parameters, follower))) {
      case Deploying.End.Same(var stack) -> {
        follower.say("Nothing to change: the stack " + stack.name() + " is as the template says.");
        outputs(stack, follower);
        yield 0;
      }
      case Deploying.End.Deployed(var stack) -> {
        outputs(stack, follower);
        yield 0;
      }
      case Deploying.End.Shown(var changeSet) -> {
        follower.say("");
        follower.say("Nothing was done.");
        if (!changeSet.isEmpty()) {
          follower.say(
              "To do it:      aws cloudformation execute-change-set --change-set-name "
                  + changeSet);
          follower.say(
              "To forget it:  aws cloudformation delete-change-set --change-set-name " + changeSet);
        }
        yield 1;
      }
    };
  }

  private Map<String, String> parameters() {
    var all = new LinkedHashMap<>(options.parameters());
    require("--runtime", runtime, FunctionBuild.RUNTIMES);
    require("--architecture", architecture, FunctionBuild.ARCHITECTURES);
    if (!runtime.isEmpty()) {
      all.putIfAbsent("Runtime", runtime);
    }
    if (!architecture.isEmpty()) {
      all.putIfAbsent("Architecture", architecture);
    } else if (isOwn() && !FunctionBuild.here().equals("x86_64")) {
      all.putIfAbsent("Architecture", FunctionBuild.here());
    }
    return all;
  }

  private boolean isOwn() {
    return template
        .toAbsolutePath()
        .normalize()
        .equals(Home.template().toAbsolutePath().normalize());
  }

  private void require(String option, String value, List<String> known) {
    if (!value.isEmpty() && !known.contains(value)) {
      throw new ParameterException(
          spec.commandLine(), "%s must be one of %s, was %s".formatted(option, known, value));
    }
  }

  /// Of the files that a template names, the function's package is made here.
  private static Path build(Path file, Map<String, String> parameters, Follower follower) {
    if (!file.equals(Home.target().toAbsolutePath().normalize())) {
      return file;
    }
    var build =
        new FunctionBuild(
            parameters.getOrDefault("Runtime", "provided.al2023"),
            parameters.getOrDefault("Architecture", FunctionBuild.here()));
    try {
      follower.say(
          "Building the function: %s for %s".formatted(build.runtime(), build.architecture()));
      return build.write();
    } catch (IOException broken) {
      throw new Refused("The function cannot be built: " + broken.getMessage());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refused("interrupted");
    }
  }

  private static void outputs(Stack stack, Follower follower) {
    if (!stack.outputs().isEmpty()) {
      follower.say("");
      int width = stack.outputs().stream().mapToInt(it -> it.key().length()).max().orElse(1);
      for (var output : stack.outputs()) {
        follower.say(("  %-" + width + "s  %s").formatted(output.key(), output.value()));
      }
    }
    var bucket = stack.output("Bucket");
    follower.say("");
    if (!bucket.isEmpty() && !stack.output("FunctionName").isEmpty()) {
      follower.say("Next:  aws s3 cp photo.jpg s3://" + bucket + "/originals/");
      follower.say("       aws s3 ls s3://" + bucket + "/thumbnails/");
    } else {
      follower.say("Next:  aws cloudformation describe-stacks --stack-name " + stack.name());
    }
  }
}
