/// CloudWatch Logs: groups, streams and the events in them. Begin reading at
/// [dev.safelight.cloud.logs.Logs].
package dev.safelight.cloud.logs;
