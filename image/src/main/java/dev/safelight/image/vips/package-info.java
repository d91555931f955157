/// The only package that touches native memory, and not exported. `Functions` calls C, `Libvips`
/// loads and restrains it, `Darkroom` holds what one thumbnail needs and gives all of it back.
package dev.safelight.image.vips;
