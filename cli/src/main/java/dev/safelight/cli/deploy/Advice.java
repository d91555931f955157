package dev.safelight.cli.deploy;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to do about a failure that many have met.
final class Advice {
  private record Known(Pattern words, String advice) {}

  /// `$1` and so on are the pattern's groups, `%s` the stack's name.
  private static final List<Known> KNOWN =
      List.of(
          known(
              "not authorized to perform: iam:PassRole on resource: ([^ ]+)",
              "Whoever deploys needs iam:PassRole on $1; the policy in docs/deploy.md has it."),
          known(
              "not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)",
              "Whoever deploys needs $1; the policy in docs/deploy.md lists all that is needed."),
          known(
              "(?:The requested bucket name is not available|BucketAlreadyExists|already own it|BucketAlreadyOwnedByYou|AWS::S3::Bucket' with identifier '[^']*' already exists|photos-[0-9]{12}.*already exists)",
              "A bucket of this name is there, most likely kept by an earlier stack of this name (DeletionPolicy). Look into it, then remove it (aws s3 rb s3://BUCKET --force; versions must go too) or choose another --stack-name."),
          known(
              "(Role|User|Group|Policy)(?: with name|' with identifier)? '?([^ ']+)'? already exists",
              "Another stack, or somebody by hand, has made $2. Give this stack its own, as with --parameter RoleName=..."),
          known(
              "requires capabilities : \\[([A-Z_, ]+)\\]|Requires capabilities",
              "Answer yes when asked, or give --capabilities CAPABILITY_NAMED_IAM."),
          known(
              "decreases account's UnreservedConcurrentExecution",
              "This account is too small to reserve copies of a function: leave ReservedConcurrency empty."),
          known(
              "bucket you tried to delete is not empty",
              "Empty the bucket first (all versions), then delete the stack again."),
          known(
              "destination|on the resource .*sqs|not.*SendMessage",
              "The function's role must be allowed to send to its on-failure destination before it is set."));

  private Advice() {}

  private static Known known(String words, String advice) {
    return new Known(Pattern.compile(words), advice);
  }

  static Optional<String> about(String reason) {
    for (var known : KNOWN) {
      var found = known.words().matcher(reason);
      if (found.find()) {
        return Optional.of(filled(known.advice(), found));
      }
    }
    return Optional.empty();
  }

  private static String filled(String advice, Matcher found) {
    var text = advice;
    for (int group = 1; group <= found.groupCount(); group++) {
      var value = found.group(group);
      text = text.replace("$" + group, value == null ? "" : value);
    }
    return text;
  }

  /// Why a stack in this state takes no update, and what to do.
  static Optional<String> refusal(Stack stack) {
    var name = stack.name();
    if (stack.isAtWork()) {
      return Optional.of(
          "The stack %s is at work (%s): wait until it is done.".formatted(name, stack.status()));
    }
    return switch (stack.status()) {
      case "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED" ->
          Optional.of(
              "The stack %s is in %s and can only be deleted: aws cloudformation delete-stack --stack-name %s"
                  .formatted(name, stack.status(), name));
      case "UPDATE_ROLLBACK_FAILED" ->
          Optional.of(
              "The stack %s is in %s: put right what it says (aws cloudformation describe-stack-events --stack-name %s), then aws cloudformation continue-update-rollback --stack-name %s"
                  .formatted(name, stack.status(), name, name));
      default -> Optional.empty();
    };
  }
}
