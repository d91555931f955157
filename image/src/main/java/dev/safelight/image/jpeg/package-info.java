/// A decoder for an eighth of a JPEG, which is all that a thumbnail of a photograph needs. Begin
/// reading at [dev.safelight.image.jpeg.Eighth].
package dev.safelight.image.jpeg;
