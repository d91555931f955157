/// Amazon SQS: standard queues and the messages in them. Begin reading at
/// [dev.safelight.cloud.sqs.Sqs].
package dev.safelight.cloud.sqs;
