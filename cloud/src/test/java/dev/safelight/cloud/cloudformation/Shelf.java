package dev.safelight.cloud.cloudformation;

import dev.safelight.cloud.authorise.Errand;
import dev.safelight.cloud.authorise.Errands;
import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteQueueRequest;
import software.amazon.awssdk.services.sqs.model.DeleteQueueResponse;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/// A service with things of a name and a number. Some numbers are refused, and one that is glued to
/// the shelf cannot be removed. Each call survives a crash or did not happen.
final class Shelf implements Errands {
  static final String SCHEMA =
      "create table if not exists thing(name text primary key, number integer not null) strict";
  static final int REFUSED = 13;
  static final int DENIED = 403;
  static final int BROKEN = 500;
  static final int GLUED = 99;

  final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /// `NAME CALLER` of each call.
  final List<String> callers = Collections.synchronizedList(new ArrayList<>());

  /// The `aws:SourceArn` with which roles were assumed.
  final List<String> sources = Collections.synchronizedList(new ArrayList<>());

  /// Sees each call before it is made, and after it was.
  volatile Consumer<SdkPojo> before = _ -> {};

  volatile Consumer<SdkPojo> after = _ -> {};

  volatile Consumer<String> onCreate = _ -> {};
  private final Store store;
  private final Fuse fuse;

  Shelf(Store store, Fuse fuse) {
    this.store = store;
    this.fuse = fuse;
  }

  /// What is there: names and numbers.
  Map<String, Integer> things() {
    var things = new TreeMap<String, Integer>();
    store.read(transaction ->
        transaction.all(
            "select name, number from thing",
            row -> things.put(row.text("name"), (int) row.number("number"))));
    return things;
  }

  @Override
  public Answer run(Errand errand, SdkPojo shape, Witness witness) {
    fuse.burn();
    before.accept(shape);
    callers.add(name(shape) + ' ' + errand.caller().arn());
    if (errand.caller() instanceof Caller.Service service) {
      sources.add(service.keys().getOrDefault("aws:SourceArn", ""));
    }
    if (shape instanceof CreateQueueRequest create) {
      onCreate.accept(create.queueName());
    }
    var answer =
        store.write(transaction -> {
          var made = Answer.of(act(shape, transaction));
          witness.keep(made, transaction);
          return made;
        });
    after.accept(shape);
    fuse.burn();
    return answer;
  }

  private static String name(SdkPojo shape) {
    return shape.getClass().getSimpleName().replace("QueueRequest", "");
  }

  private SdkPojo act(SdkPojo shape, Transaction transaction) {
    return switch (shape) {
      case AssumeRoleRequest _ ->
          AssumeRoleResponse.builder()
              .credentials(credentials -> credentials.accessKeyId("ASIA"))
              .build();
      case CreateQueueRequest create -> {
        int number = number(create.attributesAsStrings());
        if (transaction.exists("select 1 from thing where name = ?", create.queueName())) {
          throw new Fault(400, "QueueAlreadyExists", "A thing is there.");
        }
        transaction.update(
            "insert into thing(name, number) values (?, ?)", create.queueName(), number);
        log.add("create " + create.queueName());
        yield CreateQueueResponse.builder().queueUrl(create.queueName()).build();
      }
      case SetQueueAttributesRequest set -> {
        transaction.update(
            "update thing set number = ? where name = ?",
            number(set.attributesAsStrings()),
            set.queueUrl());
        log.add("change " + set.queueUrl());
        yield SetQueueAttributesResponse.builder().build();
      }
      case DeleteQueueRequest delete -> {
        if (transaction.exists(
            "select 1 from thing where name = ? and number = ?", delete.queueUrl(), GLUED)) {
          throw new Fault(409, "ThingNotEmpty", "The thing you tried to remove is glued.");
        }
        transaction.update("delete from thing where name = ?", delete.queueUrl());
        log.add("delete " + delete.queueUrl());
        yield DeleteQueueResponse.builder().build();
      }
      default -> throw new IllegalArgumentException("not on this shelf: " + shape);
    };
  }

  private static int number(Map<String, String> attributes) {
    int number = Integer.parseInt(attributes.getOrDefault("DelaySeconds", "0"));
    switch (number) {
      case REFUSED -> throw new Fault(400, "InvalidParameterValue", "13 brings bad luck.");
      case DENIED -> throw new Fault(403, "AccessDenied", "You may not.");
      case BROKEN -> throw new IllegalStateException("a bug");
      default -> {
        return number;
      }
    }
  }
}
