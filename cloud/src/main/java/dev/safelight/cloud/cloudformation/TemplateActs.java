package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.cloudformation.TemplateOperation.GetTemplate;
import dev.safelight.cloud.cloudformation.TemplateOperation.GetTemplateSummary;
import dev.safelight.cloud.cloudformation.TemplateOperation.ValidateTemplate;
import dev.safelight.cloud.store.Transaction;
import dev.safelight.template.Capabilities;
import dev.safelight.template.Constraint;
import dev.safelight.template.Parameter;
import dev.safelight.template.Resource;
import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.InvalidTemplate;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateResponse;
import software.amazon.awssdk.services.cloudformation.model.GetTemplateSummaryResponse;
import software.amazon.awssdk.services.cloudformation.model.ParameterDeclaration;
import software.amazon.awssdk.services.cloudformation.model.TemplateParameter;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.ValidateTemplateResponse;

/// Shows templates and what they ask for.
record TemplateActs(Describing describing, ChangeSetActs changeSets) {
  Outcome act(TemplateOperation operation, Incoming incoming, Transaction transaction) {
    return switch (operation) {
      case ValidateTemplate _ -> validated(parsed(incoming.template()));
      case GetTemplateSummary it -> summary(it, incoming, transaction);
      case GetTemplate it -> template(it, transaction);
    };
  }

  private static Template parsed(String text) {
    try {
      return Template.parse(text, Document.Carrier.S3);
    } catch (InvalidTemplate wrong) {
      throw Faults.validation(wrong);
    }
  }

  private static Outcome validated(Template template) {
    var needed = Capabilities.of(template.resources().values());
    var answer =
        ValidateTemplateResponse.builder()
            .parameters(
                template.parameters().values().stream().map(TemplateActs::parameter).toList())
            .description(template.description());
    if (!needed.needed().isEmpty()) {
      answer.capabilitiesWithStrings(needed.needed()).capabilitiesReason(needed.reason());
    }
    return Outcome.of(answer.build());
  }

  private static TemplateParameter parameter(Parameter parameter) {
    var shown =
        TemplateParameter.builder().parameterKey(parameter.name()).noEcho(parameter.noEcho());
    parameter.defaultValue().ifPresent(shown::defaultValue);
    if (!parameter.description().isEmpty()) {
      shown.description(parameter.description());
    }
    return shown.build();
  }

  private Outcome summary(GetTemplateSummary it, Incoming incoming, Transaction transaction) {
    var name = it.request().stackName();
    Template template;
    if (name == null) {
      template = parsed(incoming.template());
    } else {
      var stack = describing.stack(it.home(), name, transaction);
      template =
          stack.shown() == 0
              ? newest(stack, transaction)
              : Version.get(stack.shown(), transaction).parsed();
    }
    var needed = Capabilities.of(template.resources().values());
    var answer =
        GetTemplateSummaryResponse.builder()
            .parameters(
                template.parameters().values().stream().map(TemplateActs::declaration).toList())
            .resourceTypes(
                template.resources().values().stream().map(Resource::type).distinct().toList())
            .version("2010-09-09");
    if (!template.description().isEmpty()) {
      answer.description(template.description());
    }
    if (!template.metadata().list().isEmpty()) {
      answer.metadata(Document.json(template.metadata()));
    }
    if (!needed.needed().isEmpty()) {
      answer.capabilitiesWithStrings(needed.needed()).capabilitiesReason(needed.reason());
    }
    return Outcome.of(answer.build());
  }

  /// That of the last change set, for a stack that is none yet.
  private static Template newest(Stack stack, Transaction transaction) {
    var sets = ChangeSets.of(stack, transaction);
    if (sets.isEmpty()) {
      throw Faults.noStack(stack.name());
    }
    return Version.get(sets.getLast().version(), transaction).parsed();
  }

  private static ParameterDeclaration declaration(Parameter parameter) {
    var shown =
        ParameterDeclaration.builder()
            .parameterKey(parameter.name())
            .parameterType(parameter.type().text())
            .noEcho(parameter.noEcho())
            .parameterConstraints(constraints -> {
              for (var each : parameter.constraints()) {
                if (each instanceof Constraint.AllowedValues(var values)) {
                  constraints.allowedValues(values);
                }
              }
            });
    parameter.defaultValue().ifPresent(shown::defaultValue);
    if (!parameter.description().isEmpty()) {
      shown.description(parameter.description());
    }
    return shown.build();
  }

  private Outcome template(GetTemplate it, Transaction transaction) {
    var request = it.request();
    long version;
    if (request.changeSetName() != null) {
      version = ofChangeSet(it, request.changeSetName(), transaction);
    } else {
      var stack = describing.stack(it.home(), request.stackName(), transaction);
      version = stack.shown();
      if (version == 0) {
        throw Faults.validation("Stack with id " + request.stackName() + " has no template yet");
      }
    }
    return Outcome.of(
        GetTemplateResponse.builder()
            .templateBody(Version.get(version, transaction).template())
            .stagesAvailable(List.of(TemplateStage.ORIGINAL, TemplateStage.PROCESSED))
            .build());
  }

  private long ofChangeSet(GetTemplate it, String nameOrId, Transaction transaction) {
    return changeSets
        .find(it.home(), nameOrId, it.request().stackName(), transaction)
        .orElseThrow(() -> Faults.noChangeSet(nameOrId))
        .set()
        .version();
  }
}
