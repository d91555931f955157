package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.call.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.UpdateStackRequest;

/// What a stack shall become, as three operations ask for it.
///
/// @param keepsTags whether the stack's own tags stay as they are
/// @param types that the template may have; empty for any
/// @param role an ARN; empty where none is given
record Wish(
    Source source,
    List<Parameter> parameters,
    List<Tag> tags,
    boolean keepsTags,
    Set<Capability> capabilities,
    List<String> types,
    String role) {
  Wish {
    parameters = List.copyOf(parameters);
    tags = List.copyOf(tags);
    capabilities = Set.copyOf(capabilities);
    types = List.copyOf(types);
    Supported.tags(tags);
  }

  /// Where the template is.
  sealed interface Source {
    record Body(String text) implements Source {}

    record Url(String url) implements Source {}

    record Previous() implements Source {}

    static Source of(@Nullable String body, @Nullable String url, @Nullable Boolean previous) {
      var isPrevious = previous != null && previous;
      int given = (body == null ? 0 : 1) + (url == null ? 0 : 1) + (isPrevious ? 1 : 0);
      if (given != 1) {
        throw Faults.validation(
            given == 0
                ? "Either Template URL or Template Body must be specified."
                : "You cannot specify more than one of TemplateBody, TemplateURL and UsePreviousTemplate.");
      }
      if (body != null) {
        return new Body(body);
      }
      return url == null ? new Previous() : new Url(url);
    }
  }

  static Wish of(CreateStackRequest it) {
    return new Wish(
        Source.of(it.templateBody(), it.templateURL(), false),
        it.parameters(),
        it.tags(),
        false,
        Set.copyOf(it.capabilities()),
        it.resourceTypes(),
        Names.role(it.roleARN()));
  }

  static Wish of(UpdateStackRequest it) {
    return new Wish(
        Source.of(it.templateBody(), it.templateURL(), it.usePreviousTemplate()),
        it.parameters(),
        it.tags(),
        !it.hasTags(),
        Set.copyOf(it.capabilities()),
        it.resourceTypes(),
        Names.role(it.roleARN()));
  }

  static Wish of(CreateChangeSetRequest it) {
    return new Wish(
        Source.of(it.templateBody(), it.templateURL(), it.usePreviousTemplate()),
        it.parameters(),
        it.tags(),
        !it.hasTags(),
        Set.copyOf(it.capabilities()),
        it.resourceTypes(),
        Names.role(it.roleARN()));
  }

  /// The condition keys of the operations that have it.
  Map<String, List<String>> keys() {
    var keys = new LinkedHashMap<String, List<String>>(roleKey(role));
    if (source instanceof Source.Url(var url)) {
      keys.put("cloudformation:TemplateUrl", List.of(url));
    }
    if (!types.isEmpty()) {
      keys.put("cloudformation:ResourceTypes", types);
    }
    if (!tags.isEmpty()) {
      tags.forEach(tag -> keys.put("aws:RequestTag/" + tag.key(), List.of(tag.value())));
      keys.put("aws:TagKeys", tags.stream().map(Tag::key).toList());
    }
    return keys;
  }

  static Map<String, List<String>> roleKey(String role) {
    return role.isEmpty() ? Map.of() : Map.of("cloudformation:RoleArn", List.of(role));
  }

  List<Access> passing(List<Access> own) {
    return passing(role, own);
  }

  /// Who hands a role to CloudFormation makes it act through it: `iam:PassRole`.
  static List<Access> passing(String role, List<Access> own) {
    if (role.isEmpty()) {
      return own;
    }
    var needs = new ArrayList<>(own);
    needs.add(
        new Access("iam:PassRole", role, Map.of("iam:PassedToService", List.of(Agent.SERVICE))));
    return List.copyOf(needs);
  }
}
