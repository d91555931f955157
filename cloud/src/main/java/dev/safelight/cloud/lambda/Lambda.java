package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.authorise.Principals;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.protocol.RestJson;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;

/// AWS Lambda: keeps functions and runs each as a process of this machine, with the credentials of
/// its role and nothing of this process's environment.
///
/// Whatever a request asks for that is not acted on is refused by name. Thread-safe; runs events
/// between [#start] and [#close]. See AWS: "Lambda API reference", "Lambda quotas".
public final class Lambda implements Service<LambdaOperation>, AutoCloseable {
  /// The tables of this service.
  public static final List<String> SCHEMA =
      List.of(
          Definitions.SCHEMA,
          Definitions.VERSIONS,
          Definitions.NUMBERS,
          Aliases.SCHEMA,
          FunctionPolicy.SCHEMA,
          FunctionPolicy.NAMED,
          EventQueue.SCHEMA,
          EventQueue.INDEX,
          EventQueue.ANSWERS,
          InvokeConfig.SCHEMA,
          Deliveries.SCHEMA,
          Concurrency.SCHEMA,
          Mapping.SCHEMA);

  private final RestJson protocol = new RestJson();
  private final Recognition recognition = new Recognition(protocol);
  private final Store store;
  private final Resources resources;
  private final Invoker invoker;
  private final EventWorker worker;
  private final Packages packages;
  private final Functions functions;
  private final Invocations invocations;
  private final InvokeConfigs configs;
  private final Versions versions;
  private final Pollers pollers;
  private final Mappings mappings;

  /// @param front where roles are assumed and logs are written
  /// @param errands by which packages in buckets are read
  /// @param signers who an access key belongs to: the caller that a call signed with it would have
  /// @param endpoint asked when a process is started, so known after the listeners are up
  public Lambda(
      Front front,
      Errands errands,
      Compiled compiled,
      Principals principals,
      Store store,
      Function<String, Caller> signers,
      Supplier<Endpoint> endpoint,
      InstantSource clock,
      SecureRandom random,
      Pace pace) {
    // Absolute: a process has a working directory of its own.
    var root = store.directory().root().toAbsolutePath();
    var code = new CodeFolders(root.resolve("functions"));
    this.store = store;
    this.resources = new FunctionResources(compiled, principals);
    this.invoker =
        new Invoker(
            front,
            signers,
            store.objects(),
            code,
            root.resolve("run"),
            endpoint,
            clock,
            random,
            pace);
    var deliveries = new Deliveries(store, front, signers, clock);
    this.worker = new EventWorker(store, invoker, deliveries, clock, pace);
    this.pollers = new Pollers(store, front, signers, invoker, clock, random);
    this.mappings = new Mappings(store, front, signers, principals, pollers, clock, random);
    this.configs = new InvokeConfigs(principals, clock);
    this.packages =
        new Packages(store.objects(), code, new Artifacts(errands, () -> Ids.uuid(random)));
    this.versions = new Versions(store.objects(), clock, random);
    this.functions = new Functions(principals, invoker, versions, clock, random);
    this.invocations = new Invocations(invoker, worker, clock, random);
  }

  /// Cleans up after a crash and begins to run what waits in the queue.
  public void start() {
    invoker.start(store.read(Definitions::hashes));
    worker.start();
    pollers.start();
  }

  /// Ends every function's process. Events that were at work stay in the queue.
  @Override
  public void close() {
    worker.stop();
    pollers.stop();
    invoker.close();
    worker.close();
    pollers.close();
  }

  /// What the authoriser asks about functions.
  public Resources resources() {
    return resources;
  }

  /// The asynchronous events that were given up, and what no destination could be told, the newest
  /// first.
  public List<FailedEvent> failedEvents(Transaction transaction, int most) {
    return Stream.concat(
            EventQueue.failed(transaction, most).stream(),
            Deliveries.failed(transaction, most).stream())
        .sorted(Comparator.comparing(FailedEvent::at).reversed())
        .limit(most)
        .toList();
  }

  Sandboxes sandboxes() {
    return invoker.sandboxes();
  }

  @Override
  public String name() {
    return "lambda";
  }

  @Override
  public Protocol protocol() {
    return protocol;
  }

  /// A package of 50 MB in base64, and what is around it.
  @Override
  public int largestBody() {
    return Packages.LARGEST_BODY;
  }

  @Override
  public Recognised<LambdaOperation> recognise(Request request, String account) {
    return recognition.of(request, account);
  }

  @Override
  public Optional<LambdaOperation> recognise(SdkPojo shape, String account) {
    return recognise(shape, account, "us-east-1");
  }

  @Override
  public Optional<LambdaOperation> recognise(SdkPojo shape, String account, String region) {
    return Recognition.of(shape, account, region);
  }

  @Override
  public Content receive(Authorised<LambdaOperation> proof, Payload payload) {
    return proof.operation() instanceof MappingOperation mapping
        ? mappings.look(mapping)
        : packages.receive(proof.operation(), proof.caller(), proof.via());
  }

  @Override
  public Outcome act(Authorised<LambdaOperation> proof, Content content, Transaction transaction) {
    return switch (proof.operation()) {
      case LambdaOperation.CreateFunction create ->
          functions.create(proof, create, code(content), transaction);
      case LambdaOperation.GetFunction get -> functions.get(get, transaction);
      case LambdaOperation.GetFunctionConfiguration get ->
          functions.configuration(get, transaction);
      case LambdaOperation.ListFunctions list -> functions.list(list, transaction);
      case LambdaOperation.UpdateFunctionCode update ->
          functions.update(update, code(content), transaction);
      case LambdaOperation.UpdateFunctionConfiguration update ->
          functions.update(proof, update, transaction);
      case LambdaOperation.DeleteFunction delete -> functions.delete(delete, transaction);
      case LambdaOperation.AddPermission add -> functions.permit(add, transaction);
      case LambdaOperation.RemovePermission remove -> functions.forbid(remove, transaction);
      case LambdaOperation.GetPolicy get -> functions.policy(get, transaction);
      case LambdaOperation.Invoke invoke -> invocations.invoke(invoke, transaction);
      case SettingOperation setting -> set(proof, setting, transaction);
      case VersionOperation version -> versions.act(version, transaction);
      case MappingOperation mapping -> mappings.act(proof, mapping, content, transaction);
    };
  }

  private Outcome set(
      Authorised<LambdaOperation> proof, SettingOperation setting, Transaction transaction) {
    return switch (setting) {
      case SettingOperation.PutFunctionEventInvokeConfig put ->
          configs.put(proof, put, transaction);
      case SettingOperation.UpdateFunctionEventInvokeConfig update ->
          configs.update(proof, update, transaction);
      case SettingOperation.GetFunctionEventInvokeConfig get -> configs.get(get, transaction);
      case SettingOperation.ListFunctionEventInvokeConfigs list -> configs.list(list, transaction);
      case SettingOperation.DeleteFunctionEventInvokeConfig delete ->
          configs.delete(delete, transaction);
      case SettingOperation.PutFunctionConcurrency put -> Concurrency.put(put, transaction);
      case SettingOperation.GetFunctionConcurrency get -> Concurrency.get(get, transaction);
      case SettingOperation.DeleteFunctionConcurrency delete ->
          Concurrency.delete(delete, transaction);
    };
  }

  private static Code code(Content content) {
    if (content instanceof Code code) {
      return code;
    }
    throw new IllegalStateException("the operation acts on a package that was not received");
  }
}
