/// A template, from a file to a stack: where to, what is uploaded, what changes, how it went. Begin
/// reading at [dev.safelight.cli.deploy.Deploying].
package dev.safelight.cli.deploy;
