package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.audit.AuditRecord;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.cloudformation.resource.Calls;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/// The calls of one piece of work on one resource. Used by one thread.
final class WorkCalls implements Calls {
  private final Agent agent;
  private final Receipts receipts;
  private final Supplier<String> ids;
  private final String work;
  private final Consumer<String> begun;
  private final Runnable unlessStopped;
  private int onces;
  private int answered;
  private Optional<Refused> refused = Optional.empty();

  /// A call that was refused, as its failure is told.
  record Refused(Fault fault, String service, String requestId) {}

  /// @param begun is told the physical id
  /// @param unlessStopped throws [Stopped] where no further call may be made
  WorkCalls(
      Agent agent,
      Receipts receipts,
      Supplier<String> ids,
      String work,
      Consumer<String> begun,
      Runnable unlessStopped) {
    this.agent = agent;
    this.receipts = receipts;
    this.ids = ids;
    this.work = work;
    this.begun = begun;
    this.unlessStopped = unlessStopped;
  }

  @Override
  public SdkPojo call(SdkPojo request) {
    return made(ids.get(), request);
  }

  @Override
  public boolean once(SdkPojo request) {
    onces++;
    var id = Receipts.id(work, onces);
    var receipt = receipts.find(work, onces);
    if (receipt.isPresent()) {
      answerAgain(receipt.get(), request);
      return false;
    }
    made(id, request);
    return true;
  }

  @Override
  public void begins(String physicalId) {
    unlessStopped.run();
    begun.accept(physicalId);
  }

  /// Whether any call was answered well: something may have changed.
  boolean hasActed() {
    return answered > 0;
  }

  /// The call that a fault comes from, where it comes from one.
  Optional<Refused> refused(Fault fault) {
    return refused.filter(each -> each.fault() == fault);
  }

  private SdkPojo made(String id, SdkPojo request) {
    unlessStopped.run();
    try {
      var answer = agent.call(id, request);
      answered++;
      return answer;
    } catch (Fault fault) {
      refused = Optional.of(new Refused(fault, service(request), id));
      throw fault;
    }
  }

  /// What was refused before the crash is refused again, in the same words.
  private void answerAgain(AuditRecord receipt, SdkPojo request) {
    if (receipt.code().isEmpty()) {
      answered++;
      return;
    }
    var fault = new Fault(Reasons.status(receipt.code()), receipt.code(), receipt.message());
    refused = Optional.of(new Refused(fault, service(request), receipt.id()));
    throw fault;
  }

  /// The SDK's name of the service, as AWS's messages have it: `S3`, `Iam`, `CloudWatchLogs`.
  private static String service(SdkPojo request) {
    var parts = request.getClass().getPackageName().split("\\.", -1);
    var name = parts[parts.length - 2];
    return switch (name) {
      case "cloudwatchlogs" -> "CloudWatchLogs";
      default -> name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    };
  }
}
