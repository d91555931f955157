/// One record for each call, whatever became of it. Begin reading at
/// [dev.safelight.cloud.audit.Audit].
package dev.safelight.cloud.audit;
