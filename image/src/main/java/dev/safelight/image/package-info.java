/// Thumbnails: [dev.safelight.image.Thumbnailer] asks [dev.safelight.image.probe.Probe] what a file
/// is, [dev.safelight.image.Limits] whether it may be decoded, and has `Enlarger` make what
/// [dev.safelight.image.Renditions] ask for: `Plan` says from which reduction, `Loader` opens the
/// original that small, `Printer` finishes each.
///
/// What stands between strangers' files and this process: the probe, the limits, a deadline
/// ([dev.safelight.image.Thumbnailer#within]) for decoders that work in pieces, and for the others
/// [dev.safelight.image.Isolated], a process that can be killed
/// (docs/decisions/009-strangers-files.md). HEIC is decoded by `heif`, all else by `vips`.
///
/// A format that is read is one of [dev.safelight.image.probe.Header] with its reader, and a loader
/// in the allow-list of `vips.Libvips`; one that is written is a case of `Format` and a saver
/// there. The compiler names the switches in between.
package dev.safelight.image;
