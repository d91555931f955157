/// STS: who a caller is, and temporary credentials of roles. Begin reading at
/// [dev.safelight.cloud.sts.Sts].
package dev.safelight.cloud.sts;
