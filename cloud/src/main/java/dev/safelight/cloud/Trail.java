package dev.safelight.cloud;

import dev.safelight.cloud.audit.AuditRecord;
import dev.safelight.cloud.audit.AuditRecord.Decided;
import dev.safelight.cloud.authorise.Authorised.Judged;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.policy.Deciding;
import dev.safelight.policy.Decision;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// What becomes known of one call on its way, so that it can be recorded wherever it ends. Used by
/// one thread.
final class Trail {
  private final String id;
  private final Instant at;
  private final String sourceAddress;
  private final String service;
  private Caller caller = new Caller.Anonymous();
  private String operation = "";
  private Supplier<List<Judged>> judged = List::of;

  Trail(String id, Instant at, String sourceAddress, String service) {
    this.id = id;
    this.at = at;
    this.sourceAddress = sourceAddress;
    this.service = service;
  }

  void caller(Caller known) {
    caller = known;
  }

  void operation(String name) {
    operation = name;
  }

  /// Asked when the call has ended: an operation may still make use of further decisions.
  void judged(Supplier<List<Judged>> decisions) {
    judged = decisions;
  }

  Instant at() {
    return at;
  }

  String operation() {
    return operation;
  }

  /// What was decided so far, in the order asked.
  List<Judged> judged() {
    return judged.get();
  }

  AuditRecord succeeded() {
    return record("", "");
  }

  AuditRecord failed(RuntimeException failure) {
    return switch (failure) {
      case Fault fault -> record(fault.code(), fault.text());
      default -> record("InternalFailure", failure.getClass().getSimpleName());
    };
  }

  private AuditRecord record(String code, String message) {
    return new AuditRecord(
        id,
        at,
        caller.arn(),
        caller.accessKeyId(),
        sourceAddress,
        service,
        operation,
        code,
        message,
        judged.get().stream().map(Trail::decided).toList());
  }

  private static Decided decided(Judged judged) {
    var access = judged.query();
    return switch (judged.decision()) {
      case Decision.Allowed(var by) ->
          new Decided(
              access.action(), access.resource(), "Allowed", by.stream().map(Trail::text).toList());
      case Decision.ExplicitlyDenied denied ->
          new Decided(
              access.action(), access.resource(), "ExplicitlyDenied", List.of(text(denied.by())));
      case Decision.ImplicitlyDenied denied ->
          new Decided(
              access.action(),
              access.resource(),
              "ImplicitlyDenied",
              List.of(denied.missing().toString()));
    };
  }

  /// `ReadOriginals of the resource-based policy bucket policy of photos (line 4)`
  private static String text(Deciding deciding) {
    return "%s of the %s %s (line %d)"
        .formatted(
            deciding.statement(), deciding.type().words(), deciding.policy(), deciding.line());
  }
}
