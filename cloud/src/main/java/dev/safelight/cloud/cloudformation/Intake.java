package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Authorised;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.cloudformation.CloudFormationOperation.Home;
import dev.safelight.template.ParameterType;
import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.InvalidTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;

/// Fetches what an operation needs from other services, as its caller: templates from S3, values
/// from the Systems Manager; and sees that a role can be assumed.
record Intake(Desk desk) {
  private static final int PAGE = 10;

  Incoming receive(Authorised<CloudFormationOperation> proof) {
    var caller = proof.caller();
    var home = proof.operation().home();
    return switch (proof.operation()) {
      case StackOperation.CreateStack it ->
          wished(caller, home, it.request().stackName(), it.wish());
      case StackOperation.UpdateStack it ->
          wished(caller, home, it.request().stackName(), it.wish());
      case ChangeSetOperation.CreateChangeSet it ->
          wished(caller, home, it.request().stackName(), it.wish());
      case StackOperation.DeleteStack it ->
          role(home, it.request().stackName(), Names.role(it.request().roleARN()));
      case StackOperation.ContinueUpdateRollback it ->
          role(home, it.request().stackName(), Names.role(it.request().roleARN()));
      case TemplateOperation.ValidateTemplate it ->
          template(
              caller,
              home,
              Wish.Source.of(it.request().templateBody(), it.request().templateURL(), false));
      case TemplateOperation.GetTemplateSummary it ->
          template(
              caller,
              home,
              Wish.Source.of(it.request().templateBody(), it.request().templateURL(), false));
      case StackOperation.CancelUpdateStack _,
          StackOperation.UpdateTerminationProtection _,
          TemplateOperation.GetTemplate _,
          ChangeSetOperation.OnOne _,
          ChangeSetOperation.ListChangeSets _,
          ReadOperation _ ->
          new Incoming("", Map.of(), "");
    };
  }

  private Incoming template(Caller caller, Home home, Wish.Source source) {
    return new Incoming(text(caller, home, source, Optional.empty()), Map.of(), "");
  }

  private Incoming role(Home home, String stack, String role) {
    assume(home, stack, role);
    return new Incoming("", Map.of(), "");
  }

  private Incoming wished(Caller caller, Home home, String stack, Wish wish) {
    var previous = previous(home, stack);
    var text = text(caller, home, wish.source(), previous);
    var id = assume(home, stack, wish.role());
    var names = ssm(text, wish, previous);
    return new Incoming(
        text, values(Agent.forwarded(desk.errands(), caller, home.region()), names), id);
  }

  private Optional<Version> previous(Home home, String nameOrId) {
    return desk.store()
        .read(transaction ->
            desk.stacks()
                .find(home.account(), home.region(), nameOrId, transaction)
                .filter(stack -> stack.version() != 0)
                .map(stack -> Version.get(stack.version(), transaction)));
  }

  private Optional<Stack> find(Home home, String nameOrId) {
    return desk.store()
        .read(transaction ->
            desk.stacks().find(home.account(), home.region(), nameOrId, transaction));
  }

  private String text(Caller caller, Home home, Wish.Source source, Optional<Version> previous) {
    return switch (source) {
      case Wish.Source.Body(var text) -> limited(text, Document.Carrier.BODY);
      case Wish.Source.Url(var url) ->
          limited(
              TemplateUrl.parse(url)
                  .read(Agent.forwarded(desk.errands(), caller, home.region()), desk.ids()),
              Document.Carrier.S3);
      case Wish.Source.Previous() -> previous.map(Version::template).orElse("");
    };
  }

  /// Everything else about it is looked at where it is used.
  private static String limited(String text, Document.Carrier carrier) {
    try {
      Document.read(text, carrier);
      return text;
    } catch (InvalidTemplate wrong) {
      throw Faults.validation(wrong);
    }
  }

  /// @return an ARN for the stack, should it be a new one
  private String assume(Home home, String stack, String role) {
    var fresh =
        stack.startsWith("arn:")
            ? stack
            : "arn:aws:cloudformation:%s:%s:stack/%s/%s"
                .formatted(home.region(), home.account(), stack, desk.ids().get());
    if (!role.isEmpty()) {
      // A trust policy may name the one stack that the role is for.
      var id = find(home, stack).map(Stack::id).orElse(fresh);
      Agent.role(desk.errands(), desk.signers(), desk.ids(), home, id, role);
    }
    return fresh;
  }

  private static SequencedSet<String> ssm(String text, Wish wish, Optional<Version> previous) {
    var names = new LinkedHashSet<String>();
    if (text.isEmpty()) {
      return names;
    }
    try {
      var given = Drafts.given(wish, previous);
      for (var parameter : Template.parse(text, Document.Carrier.S3).parameters().values()) {
        if (parameter.type() instanceof ParameterType.SsmValue) {
          var value = given.get(parameter.name());
          if (value != null) {
            names.add(value);
          } else {
            parameter.defaultValue().ifPresent(names::add);
          }
        }
      }
    } catch (InvalidTemplate wrong) {
      throw Faults.validation(wrong);
    }
    return names;
  }

  /// Those that there are; secure ones are not for templates.
  private Map<String, String> values(Agent agent, SequencedSet<String> names) {
    var values = new LinkedHashMap<String, String>();
    var all = new ArrayList<>(names);
    for (int from = 0; from < all.size(); from += PAGE) {
      page(agent, all.subList(from, Math.min(all.size(), from + PAGE)), values);
    }
    return values;
  }

  private void page(Agent agent, List<String> names, Map<String, String> values) {
    var request = GetParametersRequest.builder().names(names).build();
    try {
      if (agent.call(desk.ids().get(), request) instanceof GetParametersResponse response) {
        response.parameters().stream()
            .filter(each -> !"SecureString".equals(each.typeAsString()))
            .forEach(each -> values.put(each.name(), each.value()));
      }
    } catch (Fault denied) {
      throw Faults.validation(denied.text());
    } catch (IllegalArgumentException _) {
      // No service here has parameters: there are none.
    }
  }
}
