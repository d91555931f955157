/// What a file says of its image, read in Java, so that native code sees only files whose headers
/// are complete, of a kind that is wanted, and within limits. Begin at
/// [dev.safelight.image.probe.Probe].
package dev.safelight.image.probe;
