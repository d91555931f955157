/// Signed calls to an environment, or to AWS: what any client would send. Begin reading at
/// [dev.safelight.cli.api.Aws].
package dev.safelight.cli.api;
