package dev.safelight.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.image.vips.Darkroom;
import dev.safelight.image.vips.Darkroom.Keep;
import dev.safelight.image.vips.Picture;
import dev.safelight.image.vips.VipsException;
import java.util.function.Supplier;

/// What a thumbnail carries beside its pixels: nothing, unless it is asked for.
record Label(Rights rights, boolean profile) {
  /// @param own what the file says beside the blocks that are read with its pixels
  static Label of(
      Darkroom darkroom,
      Picture original,
      Supplier<Rights> own,
      Rendition rendition,
      boolean profile) {
    return new Label(
        rendition.has(Extra.COPYRIGHT)
            ? Rights.of(
                    darkroom.field(original, "exif-data"),
                    darkroom.field(original, "iptc-data"),
                    darkroom.field(original, "xmp-data"))
                .or(own.get())
            : Rights.NONE,
        profile);
  }

  Keep keep() {
    if (rights.none()) {
      return profile ? Keep.PROFILE : Keep.NOTHING;
    }
    return profile ? Keep.RIGHTS_AND_PROFILE : Keep.RIGHTS;
  }

  /// The picture with this and without all that its original had.
  Picture on(Darkroom darkroom, Picture picture) throws VipsException {
    if (keep() == Keep.NOTHING) {
      return picture; // the saver drops everything
    }
    var bare = darkroom.bare(picture, profile);
    rights.artist().ifPresent(text -> darkroom.write(bare, "exif-ifd0-Artist", text));
    rights.copyright().ifPresent(text -> darkroom.write(bare, "exif-ifd0-Copyright", text));
    if (!rights.none()) {
      darkroom.write(bare, "xmp-data", rights.xmp().getBytes(UTF_8));
    }
    return bare;
  }
}
