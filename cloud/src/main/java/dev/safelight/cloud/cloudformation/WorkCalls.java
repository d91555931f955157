package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.cloudformation.resource.Calls;
import dev.safelight.cloud.cloudformation.resource.Kept;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/// The calls of one piece of work on one resource. Used by one thread.
final class WorkCalls implements Calls {
  private final Agent agent;
  private final Receipts receipts;
  private final Supplier<String> ids;
  private final Receipts.Work work;
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
      Receipts.Work work,
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
    return made(request, Errands.Witness.NONE);
  }

  @Override
  public Map<String, String> once(SdkPojo request, List<String> kept) {
    int n = onces + 1;
    var receipt = receipts.find(work, n);
    if (receipt.isPresent()) {
      onces = n;
      answered++;
      return receipt.get();
    }
    var found = new LinkedHashMap<String, String>();
    var _ =
        made(
            request,
            (answer, transaction) -> {
              found.putAll(Kept.of(shape(answer), kept));
              Receipts.keep(work, n, found, transaction);
            });
    onces = n;
    return found;
  }

  private static SdkPojo shape(Answer answer) {
    return switch (answer) {
      case Answer.Shaped(_, var shape) -> shape;
      case Answer.Streamed(_, var shape, _) -> shape;
      case Answer.Later _, Answer.Again _ ->
          throw new IllegalStateException("an answer that comes after all");
    };
  }

  @Override
  public boolean nextIsMade() {
    return receipts.find(work, onces + 1).isPresent();
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

  private SdkPojo made(SdkPojo request, Errands.Witness witness) {
    unlessStopped.run();
    var id = ids.get();
    try {
      var answer = agent.call(id, request, witness);
      answered++;
      return answer;
    } catch (Fault fault) {
      refused = Optional.of(new Refused(fault, service(request), id));
      throw fault;
    }
  }

  /// The SDK's name of the service, as AWS's messages have it: `S3`, `Iam`, `CloudWatchLogs`.
  private static String service(SdkPojo request) {
    var parts = request.getClass().getPackageName().split("\\.", -1);
    var name = parts[parts.length - 2];
    return name.equals("cloudwatchlogs")
        ? "CloudWatchLogs"
        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
