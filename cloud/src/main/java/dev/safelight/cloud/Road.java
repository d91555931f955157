package dev.safelight.cloud;

import dev.safelight.cloud.audit.Audit;
import dev.safelight.cloud.authenticate.Authenticator;
import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Errand;
import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.authorise.Refusal;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Circumstances;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Operation;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Reply;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.notify.Outbox;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.wire.sigv4.Claim;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/// The road that every call walks: authenticate, recognise, authorise, act, record, notify.
/// Thread-safe.
///
/// One commit holds what a call changed, its events and its audit record. Whatever ends a call (a
/// denial, a fault, a bug) is recorded by the same line as success; a call that cannot be recorded
/// does not happen.
final class Road implements Front, Errands {
  private final Authenticator authenticator;
  private final Authoriser authoriser;
  private final Services services;
  private final Store store;
  private final Audit audit;
  private final Outbox outbox;
  private final Runnable wake;
  private final InstantSource clock;
  private final Supplier<String> ids;

  Road(
      Authenticator authenticator,
      Authoriser authoriser,
      Services services,
      Store store,
      Audit audit,
      Outbox outbox,
      Runnable wake,
      InstantSource clock,
      Supplier<String> ids) {
    this.authenticator = authenticator;
    this.authoriser = authoriser;
    this.services = services;
    this.store = store;
    this.audit = audit;
    this.outbox = outbox;
    this.wake = wake;
    this.clock = clock;
    this.ids = ids;
  }

  /// A call from outside.
  public Reply handle(Request request) {
    var claim = request.claim();
    var service = services.of(claim, request);
    var reply = walk(service, claim, request);
    try {
      return service.dress(request, reply, store);
    } catch (RuntimeException | Error failed) {
      reply.body().close(); // Nobody else will: it holds open files.
      throw failed;
    }
  }

  private <O extends Operation> Reply walk(Service<O> service, Claim claim, Request request) {
    var trail = new Trail(request.id(), request.at(), request.peer().address(), service.name());
    try {
      var answer =
          travel(service, trail, () -> arrive(service, trail, claim, request), Witness.NONE);
      return service.protocol().render(request, trail.operation(), answer);
    } catch (Fault fault) {
      return service.protocol().render(request, fault);
    }
  }

  /// A call from inside: the caller is known, the operation is a shape, the rest of the road is the
  /// same.
  @Override
  public SdkPojo call(Caller caller, String region, SdkPojo shape) {
    var service = services.of(shape);
    var trail = new Trail(ids.get(), clock.instant(), "AWS Internal", service.name());
    return switch (enter(
        service, trail, caller, Circumstances.at(trail.at(), region), shape, Witness.NONE)) {
      case Answer.Shaped shaped -> shaped.shape();
      case Answer.Streamed streamed -> {
        // Nobody who comes in here reads bodies.
        streamed.body().close();
        yield streamed.shape();
      }
      case Answer.Later _, Answer.Again _ ->
          throw new IllegalStateException("an answer that is never finished");
    };
  }

  /// The same for a service on somebody's behalf.
  @Override
  public Answer run(Errand errand, SdkPojo shape, Witness witness) {
    var service = services.of(shape);
    var trail = new Trail(errand.id(), clock.instant(), errand.service(), service.name());
    var circumstances =
        Circumstances.at(trail.at(), errand.region())
            .with("aws:SecureTransport", "true")
            .with("aws:UserAgent", errand.service());
    return enter(
        service,
        trail,
        errand.caller(),
        errand.isForwarded()
            ? circumstances.through(errand.via(), errand.service())
            : circumstances,
        shape,
        witness);
  }

  private <O extends Operation> Answer enter(
      Service<O> service,
      Trail trail,
      Caller caller,
      Circumstances circumstances,
      SdkPojo shape,
      Witness witness) {
    return travel(
        service,
        trail,
        () -> {
          trail.caller(caller);
          var operation =
              service
                  .recognise(shape, account(caller), circumstances.region())
                  .orElseThrow(() -> service.protocol().unknown(shape.getClass().getSimpleName()));
          return new Arrival<>(caller, operation, Payload.NONE, circumstances);
        },
        witness);
  }

  /// A service's call names the account that it acts for.
  private static String account(Caller caller) {
    return switch (caller) {
      case Caller.Service service -> service.keys().getOrDefault("aws:SourceAccount", "");
      case Caller.Anonymous _, Caller.Root _, Caller.User _, Caller.Session _ -> caller.account();
    };
  }

  /// A call that is known and recognised, and not yet authorised.
  private record Arrival<O extends Operation>(
      Caller caller, O operation, Payload payload, Circumstances circumstances) {}

  private <O extends Operation> Arrival<O> arrive(
      Service<O> service, Trail trail, Claim claim, Request request) {
    services.requireHere(claim);
    return switch (authenticator.authenticate(claim, request, service)) {
      case Authenticator.Refused(var refusal) -> throw service.protocol().unauthenticated(refusal);
      case Authenticator.Known(var caller, var verified, var circumstances) -> {
        trail.caller(caller);
        yield switch (service.recognise(verified, caller.account())) {
          case Service.Recognised.As<O>(var operation) ->
              new Arrival<>(caller, operation, verified.payload(), circumstances);
          case Service.Recognised.Unknown<O>(var name) -> {
            trail.operation(name);
            throw service.protocol().unknown(name);
          }
        };
      }
    };
  }

  private <O extends Operation> Answer travel(
      Service<O> service, Trail trail, Supplier<Arrival<O>> arriving, Witness witness) {
    return switch (end(trail, ready(service, trail, arriving), witness)) {
      case End.Failed(var failure) -> throw failure;
      case End.Done(var outcome) -> {
        if (!outcome.events().isEmpty()) {
          wake.run();
        }
        var answer = outcome.answer();
        while (answer instanceof Answer.Later(var later)) {
          answer = later.get();
        }
        yield answer;
      }
    };
  }

  /// A call that waits is authorised again whenever it goes on: it takes nothing that it may no
  /// longer have.
  private End end(Trail trail, Ready first, Witness witness) {
    var ready = first;
    while (true) {
      End end;
      try (var now = ready) {
        end = store.write(transaction -> record(transaction, trail, now, witness));
      }
      var next = end.next();
      if (next.isEmpty()) {
        return end;
      }
      ready = ready.again(next.get());
    }
  }

  /// The line that audits every call: the change, the events and the record, in one transaction.
  private End record(Transaction transaction, Trail trail, Ready ready, Witness witness) {
    var end = attempt(transaction, ready, witness);
    if (end.next().isPresent()) {
      return end;
    }
    audit.record(
        transaction,
        end instanceof End.Failed(var failure) ? trail.failed(failure) : trail.succeeded(),
        trail.judged());
    outbox.keep(transaction, end.events(), trail.at());
    return end;
  }

  /// Undoes what a call changed that ends in an exception, and keeps the exception for the record.
  private static End attempt(Transaction transaction, Ready ready, Witness witness) {
    try {
      return new End.Done(
          transaction.attempt(() -> {
            var outcome = ready.act(transaction);
            witness.keep(outcome.answer(), transaction);
            return outcome;
          }));
    } catch (RuntimeException failure) {
      return new End.Failed(failure);
    }
  }

  /// Everything before the transaction. A failure here is carried into it, to be recorded there.
  private <O extends Operation> Ready ready(
      Service<O> service, Trail trail, Supplier<Arrival<O>> arriving) {
    try {
      var arrival = arriving.get();
      trail.operation(arrival.operation().name());
      return Ready.of(
          () -> receive(service, trail, arrival),
          (content, transaction) ->
              service.act(proof(service, trail, arrival, transaction), content, transaction));
    } catch (RuntimeException failure) {
      return Ready.failed(failure);
    }
  }

  /// A payload is received after a first look at the policies, so that nobody who may not write can
  /// make us read. The decision that counts is made in the transaction that acts.
  private <O extends Operation> Content receive(
      Service<O> service, Trail trail, Arrival<O> arrival) {
    if (!arrival.operation().carriesPayload()) {
      return Content.NONE;
    }
    var proof = store.read(transaction -> proof(service, trail, arrival, transaction));
    return service.receive(proof, arrival.payload());
  }

  private <O extends Operation> Authorised<O> proof(
      Service<O> service, Trail trail, Arrival<O> arrival, Transaction transaction) {
    var caller = arrival.caller();
    var forwarded = arrival.circumstances().isForwarded();
    if (!authenticator.stillKnows(caller, transaction)
        || (forwarded && !authenticator.isThere(caller, transaction))) {
      throw service
          .protocol()
          .unauthenticated(new Refusal(Refusal.Reason.UNKNOWN_KEY, caller.accessKeyId()));
    }
    return switch (authoriser.authorise(
        arrival.caller(), arrival.operation(), arrival.circumstances(), transaction)) {
      case Authoriser.Verdict.Permit<O>(var proof) -> {
        trail.judged(proof::judged);
        yield proof;
      }
      case Authoriser.Verdict.Refuse<O> refused -> {
        trail.judged(refused::judged);
        throw service
            .protocol()
            .denied(refused.denial().message(service.protocol().quotesResource()));
      }
    };
  }
}
