/// Systems Manager's Parameter Store: named values with versions. Begin reading at
/// [dev.safelight.cloud.ssm.Ssm].
package dev.safelight.cloud.ssm;
