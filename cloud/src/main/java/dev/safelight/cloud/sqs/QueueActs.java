package dev.safelight.cloud.sqs;

import dev.safelight.cloud.authorise.TagKeys;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.sqs.Queues.QueueRow;
import dev.safelight.cloud.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.AddPermissionResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.RemovePermissionResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.TagQueueResponse;
import software.amazon.awssdk.services.sqs.model.UntagQueueResponse;

/// What is done with queues as a whole. Thread-safe.
final class QueueActs {
  private static final Duration PURGE_PAUSE = Duration.ofSeconds(60);
  private static final int PAGE = 1000;
  private static final int MOST_TAGS = 50;

  private final QueuePolicies policies;
  private final Arrivals arrivals;
  private final InstantSource clock;

  QueueActs(QueuePolicies policies, Arrivals arrivals, InstantSource clock) {
    this.policies = policies;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /// A queue that is there with these attributes is not created again; one with others is refused.
  SdkPojo create(SqsOperation.CreateQueue create, Transaction transaction) {
    var queue = create.queue();
    var wanted = create.request().attributesAsStrings();
    var attributes = new Attributes(Map.of()).with(wanted);
    var row = Queues.find(transaction, queue);
    if (row.isPresent()) {
      requireEqual(row.get(), wanted);
    } else {
      Redrive.check(transaction, queue, attributes);
      var tags = checked(create.request().tags());
      TagKeys.requireDistinct(Set.of(), tags.keySet(), Faults::invalid);
      Queues.create(
          transaction,
          queue,
          attributes,
          policies.check(attributes, transaction),
          tags,
          clock.millis());
    }
    return CreateQueueResponse.builder().queueUrl(queue.url(create.endpoint())).build();
  }

  private static void requireEqual(QueueRow row, Map<String, String> wanted) {
    for (var name : wanted.keySet().stream().sorted().toList()) {
      if (!row.attributes().shown(name).orElse("").equals(wanted.get(name))) {
        throw new Fault(
            400,
            "QueueNameExists",
            "A queue already exists with the same name and a different value for attribute "
                + name);
      }
    }
  }

  static SdkPojo list(SqsOperation.ListQueues list, Transaction transaction) {
    var request = list.request();
    int most = most(request.maxResults());
    var found =
        Queues.list(
            transaction,
            list.region(),
            list.account(),
            text(request.queueNamePrefix()),
            text(request.nextToken()),
            most + 1);
    var page = found.subList(0, Math.min(most, found.size()));
    var answer = ListQueuesResponse.builder();
    if (!page.isEmpty()) {
      answer.queueUrls(page.stream().map(row -> row.queue().url(list.endpoint())).toList());
    }
    // Without a page's size AWS shows the first thousand and does not say that there are more.
    if (found.size() > most && request.maxResults() != null) {
      answer.nextToken(page.getLast().queue().name());
    }
    return answer.build();
  }

  private static int most(@Nullable Integer asked) {
    if (asked != null && (asked < 1 || asked > PAGE)) {
      throw Faults.invalid(asked, "MaxResults", "Must be an integer between 1 and 1000.");
    }
    return asked == null ? PAGE : asked;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  SdkPojo show(SqsOperation.GetQueueAttributes get, Transaction transaction) {
    for (var name : get.names()) {
      if (!name.equals("All") && !Attributes.isKnown(name)) {
        throw Faults.unknownAttribute(name);
      }
    }
    var row = Queues.require(transaction, get.queue());
    long now = clock.millis();
    Messages.expire(transaction, row, now);
    var all = new LinkedHashMap<String, String>();
    var counts = Messages.count(transaction, row, now);
    all.put("QueueArn", row.queue().toString());
    all.put("ApproximateNumberOfMessages", Long.toString(counts.visible()));
    all.put("ApproximateNumberOfMessagesNotVisible", Long.toString(counts.inFlight()));
    all.put("ApproximateNumberOfMessagesDelayed", Long.toString(counts.delayed()));
    all.put("CreatedTimestamp", Long.toString(row.created() / 1000));
    all.put("LastModifiedTimestamp", Long.toString(row.modified() / 1000));
    for (var name : Attributes.names()) {
      row.attributes().shown(name).ifPresent(value -> all.put(name, value));
    }
    all.computeIfPresent(Attributes.POLICY, (_, _) -> policies.current(row, transaction));
    if (!get.names().contains("All")) {
      all.keySet().retainAll(get.names());
    }
    return all.isEmpty()
        ? GetQueueAttributesResponse.builder().build()
        : GetQueueAttributesResponse.builder().attributesWithStrings(all).build();
  }

  SdkPojo set(SqsOperation.SetQueueAttributes set, Transaction transaction) {
    var row = Queues.require(transaction, set.queue());
    if (set.attributes().isEmpty()) {
      throw Faults.missing("Attribute.Name");
    }
    change(row, set.attributes(), transaction);
    return SetQueueAttributesResponse.builder().build();
  }

  private void change(QueueRow row, Map<String, String> others, Transaction transaction) {
    var attributes = row.attributes().with(others);
    if (others.containsKey(Attributes.REDRIVE) || others.containsKey(Attributes.REDRIVE_ALLOW)) {
      Redrive.check(transaction, row.queue(), attributes);
    }
    // A policy that is not set anew keeps meaning whom it meant.
    var ids =
        others.containsKey(Attributes.POLICY)
            ? policies.check(attributes, transaction)
            : row.principals();
    Queues.set(transaction, row, attributes, ids, clock.millis());
  }

  SdkPojo permit(SqsOperation.AddPermission add, Transaction transaction) {
    var row = Queues.require(transaction, add.queue());
    say(row, QueuePolicies.with(row.attributes(), row.queue(), add.request()), transaction);
    return AddPermissionResponse.builder().build();
  }

  SdkPojo forbid(SqsOperation.RemovePermission remove, Transaction transaction) {
    var row = Queues.require(transaction, remove.queue());
    say(row, QueuePolicies.without(row.attributes(), row.queue(), remove.label()), transaction);
    return RemovePermissionResponse.builder().build();
  }

  /// Whom the other statements meant they still mean: one of that name who came since is another.
  private void say(QueueRow row, String policy, Transaction transaction) {
    var attributes = row.attributes().with(Map.of(Attributes.POLICY, policy));
    var ids = policies.kept(attributes, row.principals());
    Queues.set(transaction, row, attributes, ids, clock.millis());
  }

  SdkPojo delete(SqsOperation.DeleteQueue delete, Transaction transaction) {
    var row = Queues.require(transaction, delete.queue());
    Messages.deleteAll(transaction, row);
    Queues.delete(transaction, row);
    transaction.afterCommit(() -> arrivals.tell(row.id()));
    return DeleteQueueResponse.builder().build();
  }

  SdkPojo purge(SqsOperation.PurgeQueue purge, Transaction transaction) {
    var row = Queues.require(transaction, purge.queue());
    long now = clock.millis();
    if (row.purged() != 0 && now - row.purged() < PURGE_PAUSE.toMillis()) {
      throw new Fault(
          403,
          "PurgeQueueInProgress",
          "Only one PurgeQueue operation on %s is allowed every 60 seconds."
              .formatted(row.queue().name()));
    }
    Messages.deleteAll(transaction, row);
    Queues.purged(transaction, row, now);
    return PurgeQueueResponse.builder().build();
  }

  static SdkPojo tag(SqsOperation.TagQueue tag, Transaction transaction) {
    var row = Queues.require(transaction, tag.queue());
    if (tag.tags().isEmpty()) {
      throw Faults.missing("Tags");
    }
    TagKeys.requireDistinct(row.tags().keySet(), tag.tags().keySet(), Faults::invalid);
    var tags = new HashMap<>(row.tags());
    tags.putAll(tag.tags());
    Queues.tag(transaction, row, checked(tags));
    return TagQueueResponse.builder().build();
  }

  static SdkPojo untag(SqsOperation.UntagQueue untag, Transaction transaction) {
    var row = Queues.require(transaction, untag.queue());
    if (untag.keys().isEmpty()) {
      throw Faults.missing("TagKeys");
    }
    var tags = new HashMap<>(row.tags());
    tags.keySet().removeAll(untag.keys());
    Queues.tag(transaction, row, tags);
    return UntagQueueResponse.builder().build();
  }

  private static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw Faults.invalid("Too many tags added for queue: at most 50 may be.");
    }
    tags.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > 128 || value.length() > 256) {
        throw Faults.invalid(
            "A tag's key has 1 to 128 characters and its value at most 256: " + key);
      }
      if (key.startsWith("aws:")) {
        throw Faults.invalid("A tag's key must not begin with aws: " + key);
      }
    });
    return tags;
  }

  static SdkPojo sources(SqsOperation.ListDeadLetterSourceQueues list, Transaction transaction) {
    var row = Queues.require(transaction, list.queue());
    var request = list.request();
    int most = most(request.maxResults());
    var marker = text(request.nextToken());
    var sources =
        Queues.all(transaction).stream()
            .filter(one -> isSource(one, row.queue()))
            .map(QueueRow::queue)
            .filter(one -> one.name().compareTo(marker) > 0)
            .sorted(Comparator.comparing(Queue::name))
            .toList();
    var page = sources.subList(0, Math.min(most, sources.size()));
    var answer =
        ListDeadLetterSourceQueuesResponse.builder()
            .queueUrls(page.stream().map(one -> one.url(list.endpoint())).toList());
    if (sources.size() > most && request.maxResults() != null) {
      answer.nextToken(page.getLast().name());
    }
    return answer.build();
  }

  private static boolean isSource(QueueRow row, Queue target) {
    return Redrive.of(row.attributes()).map(Redrive::target).stream().anyMatch(target::equals);
  }

  /// Forgets what outlived its queue's retention while nobody looked.
  void sweep(Transaction transaction) {
    for (var row : Queues.all(transaction)) {
      Messages.expire(transaction, row, clock.millis());
    }
  }
}
