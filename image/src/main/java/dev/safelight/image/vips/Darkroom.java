package dev.safelight.image.vips;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.safelight.image.heif.Libheif;
import dev.safelight.image.vips.Functions.Name;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Where the thumbnails of one original are made: the steps, and all native memory they need, given
/// back by [#close]. Of one thread, but for [#stop].
@SuppressWarnings("restricted") // native code is what it is for
public final class Darkroom implements AutoCloseable {
  static final String PROFILE = "icc-profile-data";
  private static final Set<String> TIMES = Set.of("page-height", "delay", "loop");

  private static final int PROGRESSIVE = 100_000;

  private final Operations operations;
  private final Functions functions;
  private final boolean keeps;
  private final Originals originals;

  Darkroom(Functions functions, boolean keeps, Supplier<Optional<Libheif>> libheif) {
    this.functions = functions;
    this.keeps = keeps;
    this.operations = new Operations(functions);
    this.originals = new Originals(operations, libheif);
  }

  /// From any thread: what is being computed fails soon, where libvips computes it in pieces, and
  /// what comes later fails at once. After [#close] it does nothing.
  public void stop() {
    operations.cutoff.stop();
  }

  public boolean stopped() {
    return operations.cutoff.stopped();
  }

  /// How the original is opened; what it gives is this room's.
  public Originals originals() {
    return originals;
  }

  /// A copy, since libvips reads while Java's collector may move arrays.
  public Original hold(byte[] file) {
    return Original.held(copied(file));
  }

  private MemorySegment copied(byte[] bytes) {
    return operations.arena.allocateFrom(JAVA_BYTE, bytes);
  }

  /// A file, outside Java's heap, and not copied: fresh pages for 67 MB cost as much as decoding 3
  /// megapixels. Who shortens it meanwhile ends the process, as with every program that maps files.
  public Original hold(FileChannel file) throws IOException {
    return Original.held(mapped(file));
  }

  /// The same, or the file itself where its decoder reads it from beginning to end.
  public Original hold(OpenFile file) throws IOException {
    return new Original(mapped(file.channel()), file.name());
  }

  private MemorySegment mapped(FileChannel file) throws IOException {
    return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), operations.arena);
  }

  /// To exactly this size, by Lanczos3; in sRGB or grey, 8 bits; colours weighed by alpha.
  public Picture scale(Picture in, int width, int height) throws VipsException {
    return run("thumbnail_image", in, size(width, height) + ",size=force,no-rotate=true");
  }

  /// The middle.
  public Picture crop(Picture in, int width, int height) throws VipsException {
    return area(in, (in.width() - width) / 2, (in.height() - height) / 2, width, height);
  }

  public Picture area(Picture in, int left, int top, int width, int height) throws VipsException {
    return operations.run(
        "extract_area", "input", in, "left=" + left + ",top=" + top + "," + size(width, height));
  }

  /// The part that is most `interesting`: `entropy` or `attention`.
  public Picture smartCrop(Picture in, int width, int height, String interesting)
      throws VipsException {
    return operations.run(
        "smartcrop", "input", in, size(width, height) + ",interesting=" + interesting);
  }

  /// Computes the pixels, so that a broken file fails here and later steps may read in any order.
  public Picture develop(Picture in) throws VipsException {
    return operations.take(functions.call(Name.VIPS_IMAGE_COPY_MEMORY, Operations.image(in)));
  }

  public boolean profiled(Picture in) {
    return operations.has(in, PROFILE);
  }

  /// The embedded ICC profile.
  public Optional<byte[]> profile(Picture in) {
    return field(in, PROFILE);
  }

  /// The bytes of a field such as `exif-data`.
  public Optional<byte[]> field(Picture in, String name) {
    return operations.field(in, name).map(block -> block.toArray(JAVA_BYTE));
  }

  /// From the embedded profile to `srgb` or `p3`, which is embedded then.
  public Picture convert(Picture in, String profile) throws VipsException {
    return run("icc_transform", in, "output-profile=" + profile + ",embedded=true,depth=8");
  }

  /// Clockwise by a quarter turn `quarters` times, 1 to 3.
  public Picture turn(Picture in, int quarters) throws VipsException {
    return run("rot", in, "angle=d" + 90 * quarters);
  }

  /// Left becomes right.
  public Picture mirror(Picture in) throws VipsException {
    return run("flip", in, "direction=horizontal");
  }

  /// What is transparent lets this colour through, parts from 0 to 255.
  public Picture on(Picture in, int red, int green, int blue) throws VipsException {
    return run("flatten", in, "background=" + red + " " + green + " " + blue);
  }

  /// One below another in a film that was developed.
  public List<Picture> frames(Picture film) throws VipsException {
    int height = (int) functions.call(Name.VIPS_IMAGE_GET_PAGE_HEIGHT, Operations.image(film));
    var frames = new ArrayList<Picture>();
    for (int top = 0; top + height <= film.height(); top += height) {
      frames.add(area(film, 0, top, film.width(), height));
    }
    return frames;
  }

  /// Frames of one size become an animation, with the times of the first one's original.
  public Picture animate(List<Picture> frames) throws VipsException {
    var film =
        operations.picture(
            operations.run("arrayjoin", "in", operations.array(frames), "across=1", "out"));
    functions.call(
        Name.VIPS_IMAGE_SET_INT,
        Operations.image(film),
        operations.text("page-height"),
        frames.getFirst().height());
    return film;
  }

  /// The same pixels without any metadata but an animation's times, and the profile where it stays.
  public Picture bare(Picture in, boolean profile) throws VipsException {
    var bare = run("copy", in, "");
    long image = Operations.image(bare);
    long fields = functions.call(Name.VIPS_IMAGE_GET_FIELDS, image);
    for (var name : Functions.texts(fields)) {
      if (!TIMES.contains(name) && !(profile && name.equals(PROFILE))) {
        functions.call(Name.VIPS_IMAGE_REMOVE, image, operations.text(name));
      }
    }
    functions.call(Name.G_STRFREEV, fields);
    return bare;
  }

  /// Writes an EXIF field such as `exif-ifd0-Copyright` into a [#bare] picture.
  public void write(Picture bare, String field, String text) {
    functions.call(
        Name.VIPS_IMAGE_SET_STRING,
        Operations.image(bare),
        operations.text(field),
        operations.text(text));
  }

  /// Writes a block such as `xmp-data` likewise.
  public void write(Picture bare, String field, byte[] block) {
    operations.write(bare, field, copied(block));
  }

  /// Progressive from the size on where that is smaller (by 1 % at 512 x 384, larger by 1 % at 256
  /// x 192 and by 7 % at 128 x 96); with all of its colour resolution from quality 90 on.
  public byte[] toJpeg(Picture in, int quality, Keep keep) throws VipsException {
    boolean progressive = (long) in.width() * in.height() > PROGRESSIVE;
    return save(
        "jpegsave_buffer",
        in,
        keep,
        ",interlace=" + progressive + ",optimize-coding=true,subsample-mode=auto,Q=" + quality);
  }

  public byte[] toPng(Picture in, Keep keep) throws VipsException {
    return save("pngsave_buffer", in, keep, "");
  }

  public byte[] toWebp(Picture in, int quality, Keep keep) throws VipsException {
    return save("webpsave_buffer", in, keep, ",Q=" + quality);
  }

  /// Effort 0: 512 x 384 takes 17 ms; 1 takes 91 for 5 % fewer bytes, 2 takes 141 for 8 %.
  public byte[] toAvif(Picture in, int quality, Keep keep) throws VipsException {
    return save("heifsave_buffer", in, keep, ",compression=av1,effort=0,Q=" + asJpeg(quality));
  }

  /// What makes AVIF look as good as a JPEG of `quality`: 80 is 56, by the noise that is left.
  private static int asJpeg(int quality) {
    return quality <= 80
        ? Math.max(1, Math.round(quality * 0.7f))
        : Math.round(56 + (quality - 80) * 2.2f);
  }

  /// What of a picture's metadata is written.
  public enum Keep {
    NOTHING(0),
    PROFILE(8),
    RIGHTS(1 | 2),
    RIGHTS_AND_PROFILE(1 | 2 | 8);

    /// Of libvips' `VipsForeignKeep`: EXIF 1, XMP 2, ICC 8.
    private final int flags;

    Keep(int flags) {
      this.flags = flags;
    }
  }

  Picture black(int width, int height) throws VipsException {
    return operations.make("black", size(width, height) + ",bands=3");
  }

  byte[] save(String saver, Picture in, Keep keep, String options) throws VipsException {
    // Before 8.15 metadata is kept out by `strip`.
    var kept = keeps ? "keep=" + keep.flags : "strip=" + (keep == Keep.NOTHING);
    var blob = operations.run(saver, "in", in.value(), kept + options, "buffer");
    return operations.bytes(blob).toArray(JAVA_BYTE);
  }

  private Picture run(String operation, Picture in, String options) throws VipsException {
    return operations.run(operation, "in", in, options);
  }

  /// Concatenated, not formatted: in a cold function a Formatter takes longer than the thumbnail.
  private static String size(int width, int height) {
    return "width=" + width + ",height=" + height;
  }

  @Override
  public void close() {
    operations.close();
  }
}
