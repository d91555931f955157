/// Thumbnails: [dev.safelight.image.Thumbnailer] asks [dev.safelight.image.probe.Probe] what a file
/// is, [dev.safelight.image.Limits] whether it may be decoded, and has `Enlarger` take the steps.
///
/// JPEG, PNG and WebP, in and out. A new format is a case of `Format`, one of
/// [dev.safelight.image.probe.Header] with its reader, and a loader and a saver in the allow-list
/// of `vips.Libvips`; the compiler names the switches in between.
package dev.safelight.image;
