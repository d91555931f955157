/// AWS Lambda: functions, the processes that run them, and the queue of what is still to be run.
/// Begin reading at [dev.safelight.cloud.lambda.Lambda]; an event's way through a process is
/// [dev.safelight.cloud.lambda.Sandbox].
package dev.safelight.cloud.lambda;
