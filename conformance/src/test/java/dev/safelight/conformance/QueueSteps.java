package dev.safelight.conformance;

import java.util.Map;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The operations of SQS.
final class QueueSteps {
  private final Steps steps;
  // What later calls need of earlier answers.
  private String url = "https://sqs.us-east-1.amazonaws.com/123456789012/sister";
  private String receipt = "AAAA";

  QueueSteps(Steps steps) {
    this.steps = steps;
  }

  void add() {
    steps.add(
        "sqs:CreateQueue",
        by -> {
          var made = by.sqs().createQueue(q -> q.queueName("sister"));
          url = made.queueUrl();
          return made;
        });
    steps.add("sqs:GetQueueUrl", by -> by.sqs().getQueueUrl(q -> q.queueName("sister")));
    steps.add("sqs:ListQueues", by -> by.sqs().listQueues());
    steps.add(
        "sqs:SetQueueAttributes",
        by ->
            by.sqs()
                .setQueueAttributes(q ->
                    q.queueUrl(url)
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"))));
    steps.add(
        "sqs:GetQueueAttributes",
        by ->
            by.sqs()
                .getQueueAttributes(q -> q.queueUrl(url).attributeNames(QueueAttributeName.ALL)));
    steps.add("sqs:TagQueue", by -> by.sqs().tagQueue(q -> q.queueUrl(url).tags(Map.of("k", "v"))));
    steps.add("sqs:ListQueueTags", by -> by.sqs().listQueueTags(q -> q.queueUrl(url)));
    steps.add("sqs:UntagQueue", by -> by.sqs().untagQueue(q -> q.queueUrl(url).tagKeys("k")));
    steps.add(
        "sqs:ListDeadLetterSourceQueues",
        by -> by.sqs().listDeadLetterSourceQueues(q -> q.queueUrl(url)));
    steps.add(
        "sqs:AddPermission",
        by ->
            by.sqs()
                .addPermission(p ->
                    p.queueUrl(url)
                        .label("l")
                        .awsAccountIds("210987654321")
                        .actions("SendMessage")));
    steps.add(
        "sqs:RemovePermission", by -> by.sqs().removePermission(p -> p.queueUrl(url).label("l")));
    messages();
    steps.add("sqs:PurgeQueue", by -> by.sqs().purgeQueue(q -> q.queueUrl(url)));
    steps.add("sqs:DeleteQueue", by -> by.sqs().deleteQueue(q -> q.queueUrl(url)));
  }

  private void messages() {
    steps.add(
        "sqs:SendMessage", by -> by.sqs().sendMessage(m -> m.queueUrl(url).messageBody("body")));
    steps.add(
        "sqs:ReceiveMessage",
        by -> {
          var got =
              by.sqs()
                  .receiveMessage(m ->
                      m.queueUrl(url).messageSystemAttributeNames(MessageSystemAttributeName.ALL));
          receipt = got.messages().getFirst().receiptHandle();
          return got;
        });
    steps.add(
        "sqs:ChangeMessageVisibility",
        by ->
            by.sqs()
                .changeMessageVisibility(
                    m -> m.queueUrl(url).receiptHandle(receipt).visibilityTimeout(90)));
    steps.add(
        "sqs:ChangeMessageVisibilityBatch",
        "sqs:ChangeMessageVisibility",
        by ->
            by.sqs()
                .changeMessageVisibilityBatch(m ->
                    m.queueUrl(url)
                        .entries(e -> e.id("a").receiptHandle(receipt).visibilityTimeout(60))));
    steps.add(
        "sqs:DeleteMessage",
        by -> by.sqs().deleteMessage(m -> m.queueUrl(url).receiptHandle(receipt)));
    steps.add(
        "sqs:SendMessageBatch",
        "sqs:SendMessage",
        by ->
            by.sqs()
                .sendMessageBatch(
                    m -> m.queueUrl(url).entries(e -> e.id("a").messageBody("body"))));
    steps.add(
        "sqs:DeleteMessageBatch",
        "sqs:DeleteMessage",
        by ->
            by.sqs()
                .deleteMessageBatch(
                    m -> m.queueUrl(url).entries(e -> e.id("a").receiptHandle(receipt))));
  }
}
