package dev.safelight.cloud.authorise;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Operation;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Proof that `caller` may perform `operation`: every access that it needs was allowed. Only this
/// package makes one, so that what is not authorised cannot be acted on. Valid during the call it
/// was made for.
public final class Authorised<O extends Operation> {
  private final Caller caller;
  private final O operation;
  private final List<String> via;
  private final List<Judged> judged;
  private final Map<Access, Judged> asked;
  private final Question question;

  Authorised(
      Caller caller,
      O operation,
      List<String> via,
      List<Judged> judged,
      Map<Access, Judged> asked,
      Question question) {
    this.caller = caller;
    this.operation = operation;
    this.via = via;
    this.judged = new ArrayList<>(judged);
    this.asked = asked;
    this.question = question;
  }

  public Caller caller() {
    return caller;
  }

  public O operation() {
    return operation;
  }

  /// The services that the call came through: what is done for it in turn came through them too.
  public List<String> via() {
    return via;
  }

  /// The decisions that allowed it, and those that were made use of since, for the audit record.
  public List<Judged> judged() {
    return List.copyOf(judged);
  }

  /// Whether an access of [Operation#asks] is allowed. What was not asked is not allowed. The
  /// decision is recorded: it has shaped the answer.
  public boolean may(Access access) {
    var answer = asked.get(access);
    if (answer == null) {
      return false;
    }
    judged.add(answer);
    return answer.decision().allows();
  }

  /// AWS's sentence for an access of [Operation#asks] that is denied; empty for anonymous callers,
  /// and where it is not denied.
  public String denial(Access access, boolean quotesResource) {
    var answer = asked.get(access);
    return answer != null && answer.decision() instanceof Decision.Denied why
        ? new Denial(access, answer.query(), why).message(quotesResource)
        : "";
  }

  /// Whether somebody else would be allowed something, with the policies of this moment: whether
  /// `s3.amazonaws.com` may invoke a function, whether `lambda.amazonaws.com` may assume a role.
  /// The decision is recorded.
  public Decision would(Caller other, Access access) {
    var answer = question.ask(other, access);
    judged.add(answer);
    return answer.decision();
  }

  /// An access and what was decided about it: the question as the engine got it, and the documents
  /// of its policies, in the same order.
  public record Judged(Access access, Query query, List<Applied> policies, Decision decision) {
    public Judged {
      policies = List.copyOf(policies);
    }
  }

  @FunctionalInterface
  interface Question {
    Judged ask(Caller other, Access access);
  }
}
