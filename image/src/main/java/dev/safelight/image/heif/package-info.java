/// HEIC through the system's libheif, where there is one: the libvips of the build carries no HEVC
/// decoder, for its patents. Begin at `Libheif`; not exported.
package dev.safelight.image.heif;
