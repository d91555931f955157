package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.authorise.Protocol;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.authorise.Service;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Content;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.call.Payload;
import dev.safelight.cloud.call.Request;
import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.cloud.cloudformation.resource.ResourceType;
import dev.safelight.cloud.protocol.Query;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.schema.Schemas;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationRequest;

/// CloudFormation: stacks, made by calls through the front door with the permissions of whoever
/// asks. Thread-safe. See AWS: "CloudFormation API Reference", version 2010-05-15.
///
/// Begin reading at [Engine], which works on stacks, and [Making], by which they come to be.
public final class CloudFormation implements Service<CloudFormationOperation>, AutoCloseable {
  /// The tables that a store must have.
  public static final List<String> SCHEMA = Schema.STATEMENTS;

  private final Query query =
      new Query(
          "2010-05-15",
          "http://cloudformation.amazonaws.com/doc/2010-05-15/",
          CloudFormationRequest.class,
          Set.of("ContinueUpdateRollback", "DeleteChangeSet", "ExecuteChangeSet"));
  private final Desk desk;
  private final Engine engine;
  private final Intake intake;
  private final StackActs stackActs;
  private final ChangeSetActs changeSetActs;
  private final TemplateActs templateActs;
  private final Describing describing;

  /// @param signers who an access key belongs to
  /// @param types by name
  /// @param inert those of them that are not acted on
  /// @param accepted what templates may have without its being acted on: `TYPE` or `TYPE.PROPERTY`
  /// @param ids fresh ones
  public CloudFormation(
      Store store,
      Errands errands,
      Function<String, Caller> signers,
      Map<String, ResourceType> types,
      Set<String> inert,
      Set<String> accepted,
      InstantSource clock,
      SecureRandom random,
      Supplier<String> ids) {
    var events = new Events(ids);
    desk =
        new Desk(
            store,
            errands,
            new Receipts(store),
            new Kinds(Schemas.load(), types, inert, accepted),
            signers,
            clock,
            random,
            ids,
            new Stacks(events),
            new Parts(events));
    engine = new Engine(desk);
    intake = new Intake(desk);
    var drafts = new Drafts(desk);
    var starts = new Starts(desk, engine::wake);
    describing = new Describing(desk);
    stackActs = new StackActs(desk, drafts, starts);
    changeSetActs = new ChangeSetActs(desk, drafts, starts, stackActs, describing);
    templateActs = new TemplateActs(describing, changeSetActs);
  }

  /// Goes on with what an earlier process left.
  public void start() {
    engine.start();
  }

  /// Begins nothing more, and returns once everybody has stopped. What is not done goes on after
  /// the next start.
  @Override
  public void close() {
    engine.close();
  }

  /// What the authoriser asks about stacks.
  public Resources resources() {
    return new StackResources(desk.stacks(), desk.parts());
  }

  Engine engine() {
    return engine;
  }

  @Override
  public String name() {
    return "cloudformation";
  }

  @Override
  public Protocol protocol() {
    return query;
  }

  @Override
  public Recognised<CloudFormationOperation> recognise(Request request, String account) {
    var form = query.form(request);
    return Recognition.shape(query, form)
        .flatMap(shape -> Recognition.operation(shape, new Home(account, request.region())))
        .<Recognised<CloudFormationOperation>>map(Recognised.As::new)
        .orElseGet(() -> new Recognised.Unknown<>(form.action()));
  }

  @Override
  public Optional<CloudFormationOperation> recognise(SdkPojo shape, String account) {
    return recognise(shape, account, "us-east-1");
  }

  @Override
  public Optional<CloudFormationOperation> recognise(SdkPojo shape, String account, String region) {
    return Recognition.operation(shape, new Home(account, region));
  }

  @Override
  public Content receive(Authorised<CloudFormationOperation> proof, Payload payload) {
    return intake.receive(proof);
  }

  @Override
  public Outcome act(
      Authorised<CloudFormationOperation> proof, Content content, Transaction transaction) {
    var caller = proof.caller();
    var incoming = Incoming.of(content);
    return switch (proof.operation()) {
      case StackOperation it -> stackActs.act(it, caller, incoming, transaction);
      case ChangeSetOperation it -> changeSetActs.act(it, caller, incoming, transaction);
      case TemplateOperation it -> templateActs.act(it, incoming, transaction);
      case ReadOperation it -> describing.act(it, transaction);
    };
  }
}
