package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.policy.Decision;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AddPermissionResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.RemovePermissionResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/// What is done with functions, apart from running them.
final class Functions {
  private static final int PAGE = 50;
  private final Principals principals;
  private final Invoker invoker;
  private final Versions versions;
  private final InstantSource clock;
  private final SecureRandom random;

  Functions(
      Principals principals,
      Invoker invoker,
      Versions versions,
      InstantSource clock,
      SecureRandom random) {
    this.principals = principals;
    this.invoker = invoker;
    this.versions = versions;
    this.clock = clock;
    this.random = random;
  }

  Outcome create(
      Authorised<LambdaOperation> proof,
      LambdaOperation.CreateFunction create,
      Code code,
      Transaction transaction) {
    var settings = Configuration.created(create.function(), create.request(), Machine.here());
    requireAssumable(proof, create.function(), settings.role(), transaction);
    if (Definitions.find(transaction, create.function()).isPresent()) {
      throw new Fault(
          409, "ResourceConflictException", "Function already exist: " + create.function().name());
    }
    var function = settings.with(code, revision(), now());
    code.file().keep(transaction);
    Definitions.put(transaction, function);
    var shown =
        Boolean.TRUE.equals(create.request().publish())
            ? versions.publish(transaction, function, function.description())
            : function;
    var answer = Shapes.into(CreateFunctionResponse.builder(), Shapes.configuration(shown));
    return Outcome.of(new Answer.Shaped(201, answer.build()));
  }

  Outcome get(LambdaOperation.GetFunction get, Transaction transaction) {
    var function = Definitions.require(transaction, get.function());
    var answer =
        GetFunctionResponse.builder()
            .configuration(Shapes.configuration(function, get.function()))
            .code(FunctionCodeLocation.builder().repositoryType("S3").build());
    if (!function.tags().isEmpty()) {
      answer.tags(function.tags());
    }
    Concurrency.reserved(transaction, get.function())
        .ifPresent(reserved ->
            answer.concurrency(concurrency -> concurrency.reservedConcurrentExecutions(reserved)));
    return Outcome.of(answer.build());
  }

  Outcome configuration(LambdaOperation.GetFunctionConfiguration get, Transaction transaction) {
    var function = Definitions.require(transaction, get.function());
    return Outcome.of(
        Shapes.into(
                GetFunctionConfigurationResponse.builder(),
                Shapes.configuration(function, get.function()))
            .build());
  }

  Outcome list(LambdaOperation.ListFunctions list, Transaction transaction) {
    var request = list.request();
    Supported.require(request, Set.of("Marker", "MaxItems", "FunctionVersion"));
    var marker = request.marker() == null ? "" : request.marker();
    int most = Math.clamp(request.maxItems() == null ? PAGE : request.maxItems(), 1, PAGE);
    var found = Definitions.list(transaction, list.region(), list.account(), marker, most + 1);
    var page = found.subList(0, Math.min(most, found.size()));
    var answer =
        ListFunctionsResponse.builder()
            .functions(
                page.stream()
                    .flatMap(one ->
                        "ALL".equals(request.functionVersionAsString())
                            ? Versions.all(transaction, one).stream()
                            : Stream.of(one))
                    .map(Shapes::configuration)
                    .toList());
    if (found.size() > most) {
      answer.nextMarker(page.getLast().arn().name());
    }
    return Outcome.of(answer.build());
  }

  Outcome update(LambdaOperation.UpdateFunctionCode update, Code code, Transaction transaction) {
    var old = Definitions.require(transaction, update.function());
    requireRevision(old, update.request().revisionId());
    var function = old.with(code, revision(), now());
    code.file().keep(transaction);
    put(transaction, function);
    versions.forgetUnused(transaction, old);
    var shown =
        Boolean.TRUE.equals(update.request().publish())
            ? versions.publish(transaction, function, function.description())
            : function;
    return Outcome.of(
        Shapes.into(UpdateFunctionCodeResponse.builder(), Shapes.configuration(shown)).build());
  }

  Outcome update(
      Authorised<LambdaOperation> proof,
      LambdaOperation.UpdateFunctionConfiguration update,
      Transaction transaction) {
    var old = Definitions.require(transaction, update.function());
    requireRevision(old, update.request().revisionId());
    var settings = Configuration.updated(old, update.request());
    if (update.request().role() != null) {
      requireAssumable(proof, update.function(), settings.role(), transaction);
    }
    var function = settings.modified(revision(), now());
    put(transaction, function);
    return Outcome.of(
        Shapes.into(UpdateFunctionConfigurationResponse.builder(), Shapes.configuration(function))
            .build());
  }

  Outcome delete(LambdaOperation.DeleteFunction delete, Transaction transaction) {
    var arn = delete.function();
    var function = Definitions.require(transaction, arn);
    if (arn.qualifier().isEmpty()) {
      var all = Versions.all(transaction, function);
      all.forEach(one -> Definitions.delete(transaction, one));
      Aliases.forget(transaction, arn);
      InvokeConfig.forget(transaction, arn);
      Concurrency.forget(transaction, arn);
      all.forEach(one -> versions.forgetUnused(transaction, one));
    } else {
      Versions.requireDeletable(transaction, arn);
      Definitions.delete(transaction, function);
      InvokeConfig.delete(transaction, arn);
      versions.forgetUnused(transaction, function);
    }
    FunctionPolicy.removeAll(transaction, arn);
    transaction.afterCommit(() -> retire(arn.function()));
    return Outcome.of(new Answer.Shaped(204, DeleteFunctionResponse.builder().build()));
  }

  Outcome permit(LambdaOperation.AddPermission add, Transaction transaction) {
    var function = Definitions.require(transaction, add.function());
    requireRevision(function, add.request().revisionId());
    var statement = FunctionPolicy.add(transaction, add.function(), add.request(), principals);
    return Outcome.of(
        new Answer.Shaped(201, AddPermissionResponse.builder().statement(statement).build()));
  }

  Outcome forbid(LambdaOperation.RemovePermission remove, Transaction transaction) {
    var function = Definitions.require(transaction, remove.function());
    requireRevision(function, remove.request().revisionId());
    FunctionPolicy.remove(transaction, remove.function(), remove.request().statementId());
    return Outcome.of(new Answer.Shaped(204, RemovePermissionResponse.builder().build()));
  }

  Outcome policy(LambdaOperation.GetPolicy get, Transaction transaction) {
    var function = Definitions.require(transaction, get.function());
    var document =
        FunctionPolicy.document(transaction, get.function(), principals)
            .orElseThrow(() ->
                new Fault(
                    404,
                    "ResourceNotFoundException",
                    "The resource you requested does not exist."));
    return Outcome.of(
        GetPolicyResponse.builder().policy(document).revisionId(function.revision()).build());
  }

  /// A role that does not trust Lambda would fail at every event; AWS says so when it is set.
  private void requireAssumable(
      Authorised<LambdaOperation> proof,
      FunctionArn function,
      String role,
      Transaction transaction) {
    boolean assumable =
        principals.find(role, transaction).isPresent()
            && proof.would(RoleSession.service(function), Access.to("sts:AssumeRole", role))
                instanceof Decision.Allowed;
    if (!assumable) {
      throw Configuration.invalid("The role defined for the function cannot be assumed by Lambda.");
    }
  }

  static void requireRevision(Definition function, @Nullable String revision) {
    if (revision != null && !revision.equals(function.revision())) {
      throw new Fault(
          412,
          "PreconditionFailedException",
          "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id");
    }
  }

  private void put(Transaction transaction, Definition function) {
    Definitions.put(transaction, function);
    transaction.afterCommit(() -> retire(function.arn()));
  }

  /// Elsewhere: this is called while writers wait for the next commit.
  private void retire(FunctionArn function) {
    Thread.ofVirtual()
        .name("retire " + function.name())
        .start(() -> invoker.sandboxes().retire(function));
  }

  private String revision() {
    return Ids.uuid(random);
  }

  private String now() {
    return Versions.moment(clock.instant());
  }
}
