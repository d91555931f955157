/// Many originals at once: [dev.safelight.cli.thumbnails.Inputs] finds them,
/// [dev.safelight.cli.thumbnails.Names] says where each goes, before any work, and
/// [dev.safelight.cli.thumbnails.Batch] works.
package dev.safelight.cli.thumbnails;
