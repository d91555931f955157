package dev.safelight.cloud.lambda;

import dev.safelight.cloud.authorise.TagKeys;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.ObjectFiles;
import dev.safelight.cloud.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.lambda.model.ListTagsResponse;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.TagResourceResponse;
import software.amazon.awssdk.services.lambda.model.UntagResourceResponse;

/// Publishes versions of functions, which never change, and names them. A version shares the
/// package's file with whatever else has it. See AWS: PublishVersion.
final class Versions {
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
  private static final int PAGE = 50;
  private static final int MOST_TAGS = 50;

  private final ObjectFiles objects;
  private final InstantSource clock;
  private final SecureRandom random;
  private final Aliases aliases;

  Versions(ObjectFiles objects, InstantSource clock, SecureRandom random) {
    this.objects = objects;
    this.clock = clock;
    this.random = random;
    this.aliases = new Aliases(random);
  }

  /// A moment as AWS writes it here.
  static String moment(Instant moment) {
    return MODIFIED.format(moment);
  }

  Outcome act(VersionOperation operation, Transaction transaction) {
    return switch (operation) {
      case VersionOperation.PublishVersion publish -> publish(publish, transaction);
      case VersionOperation.ListVersionsByFunction list -> list(list, transaction);
      case VersionOperation.CreateAlias create -> aliases.create(create, transaction);
      case VersionOperation.UpdateAlias update -> aliases.update(update, transaction);
      case VersionOperation.GetAlias get -> Aliases.get(get, transaction);
      case VersionOperation.ListAliases list -> Aliases.list(list, transaction);
      case VersionOperation.DeleteAlias delete -> Aliases.delete(delete, transaction);
      case VersionOperation.TagResource(var function, var tags) -> {
        var now = Definitions.require(transaction, function);
        TagKeys.requireDistinct(now.tags().keySet(), tags.keySet(), Configuration::invalid);
        var all = new HashMap<>(now.tags());
        all.putAll(checked(tags));
        tag(now, all, transaction);
        yield Outcome.of(new Answer.Shaped(204, TagResourceResponse.builder().build()));
      }
      case VersionOperation.UntagResource(var function, var keys) -> {
        var now = Definitions.require(transaction, function);
        var all = new HashMap<>(now.tags());
        all.keySet().removeAll(keys);
        tag(now, all, transaction);
        yield Outcome.of(new Answer.Shaped(204, UntagResourceResponse.builder().build()));
      }
      case VersionOperation.ListTags(var function) ->
          Outcome.of(
              ListTagsResponse.builder()
                  .tags(Definitions.require(transaction, function).tags())
                  .build());
    };
  }

  /// The tags of a new function.
  static Map<String, String> created(Map<String, String> tags) {
    TagKeys.requireDistinct(Set.of(), tags.keySet(), Configuration::invalid);
    requireFew(tags);
    return checked(tags);
  }

  private static void requireFew(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw Configuration.invalid("A function has at most 50 tags");
    }
  }

  private static Map<String, String> checked(Map<String, String> tags) {
    tags.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > 128 || value.length() > 256 || key.startsWith("aws:")) {
        throw Configuration.invalid(
            "A tag's key has 1 to 128 characters and does not begin with aws:, its value has at most 256: "
                + key);
      }
    });
    return tags;
  }

  /// Nothing that runs changes: the function keeps its revision and its processes.
  private static void tag(Definition now, Map<String, String> tags, Transaction transaction) {
    requireFew(tags);
    Definitions.put(transaction, now.tagged(tags));
  }

  private Outcome publish(VersionOperation.PublishVersion publish, Transaction transaction) {
    var request = publish.request();
    Supported.require(request, Set.of("FunctionName", "CodeSha256", "Description", "RevisionId"));
    var function = Definitions.require(transaction, publish.function());
    Functions.requireRevision(function, request.revisionId());
    var hash = Shapes.base64(function.hash());
    if (request.codeSha256() != null && !request.codeSha256().equals(hash)) {
      throw Configuration.invalid(
          "CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again with the CodeSHA256 in $LATEST."
              .formatted(request.codeSha256(), hash));
    }
    var description = Configuration.description(request.description(), function.description());
    var version = publish(transaction, function, description);
    var answer = Shapes.into(PublishVersionResponse.builder(), Shapes.configuration(version));
    return Outcome.of(new Answer.Shaped(201, answer.build()));
  }

  /// The newest version where nothing has changed since.
  Definition publish(Transaction transaction, Definition function, String description) {
    var newest = Definitions.newest(transaction, function.arn());
    if (newest.isPresent() && newest.get().runsLike(function)) {
      return newest.get();
    }
    var version =
        function.published(
            Definitions.number(transaction, function.arn()),
            description,
            Ids.uuid(random),
            moment(clock.instant()));
    Definitions.put(transaction, version);
    return version;
  }

  private static Outcome list(
      VersionOperation.ListVersionsByFunction list, Transaction transaction) {
    var request = list.request();
    Supported.require(request, Set.of("FunctionName", "Marker", "MaxItems"));
    var function = Definitions.require(transaction, list.function());
    int most = Math.clamp(request.maxItems() == null ? PAGE : request.maxItems(), 1, PAGE);
    var marker = request.marker() == null ? "" : request.marker();
    if (!marker.matches("\\d{0,9}")) {
      throw Configuration.invalid("The marker %s is none of this list.".formatted(marker));
    }
    var all = new ArrayList<Definition>();
    if (marker.isEmpty()) {
      all.add(function);
    }
    all.addAll(
        Definitions.versions(
            transaction, list.function(), marker.isEmpty() ? 0 : Long.parseLong(marker), most + 1));
    var page = all.subList(0, Math.min(most, all.size()));
    var answer =
        ListVersionsByFunctionResponse.builder()
            .versions(
                page.stream()
                    .map(one -> Shapes.configuration(one, one.arn().at(one.version())))
                    .toList());
    if (all.size() > most) {
      answer.nextMarker(page.getLast().isLatest() ? "0" : page.getLast().version());
    }
    return Outcome.of(answer.build());
  }

  /// A function with its versions.
  static List<Definition> all(Transaction transaction, Definition function) {
    var all = new ArrayList<Definition>(List.of(function));
    all.addAll(Definitions.versions(transaction, function.arn(), 0, Integer.MAX_VALUE));
    return all;
  }

  /// Removes the package's file of what was replaced or deleted, unless another version has it.
  void forgetUnused(Transaction transaction, Definition old) {
    if (!Definitions.isUsed(transaction, old.zip())) {
      objects.remove(transaction, old.zip());
    }
  }

  /// Refuses to delete an alias as if it were a version, and a version that an alias means.
  static void requireDeletable(Transaction transaction, FunctionArn version) {
    if (!version.qualifier().matches("\\d+")) {
      throw Configuration.invalid(
          "Deletion of aliases is not currently supported. Use DeleteAlias for "
              + version.qualifier());
    }
    var names =
        Aliases.all(transaction, version).stream()
            .filter(alias -> alias.version().equals(version.qualifier()))
            .map(Aliases.Alias::name)
            .toList();
    if (!names.isEmpty()) {
      throw new Fault(
          409,
          "ResourceConflictException",
          "Version was unable to be deleted because the following aliases reference it: " + names);
    }
  }
}
