package dev.safelight.cli;

import dev.safelight.cli.thumbnails.Batch;
import dev.safelight.cli.thumbnails.Input;
import dev.safelight.cli.thumbnails.Inputs;
import dev.safelight.cli.thumbnails.Outcome;
import dev.safelight.cli.thumbnails.Progress;
import dev.safelight.image.Fit;
import dev.safelight.image.Format;
import dev.safelight.image.Guarded;
import dev.safelight.image.Limits;
import dev.safelight.image.Rendition;
import dev.safelight.image.Renditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The image engine alone: files in, thumbnails out.
@Command(
    name = "thumbnail",
    mixinStandardHelpOptions = true,
    description = {
      "Makes thumbnails of images: of one file into a file, or of files and folders into a folder.",
      "",
      "In a folder, a/photo.jpg becomes a/photo.webp, or a/photo-NAME.webp with several renditions."
          + " Folders are read with all folders in them; hidden files and what is no image are passed"
          + " over. Thumbnails of earlier runs are replaced, originals never: where a thumbnail could"
          + " take the place of an original or of another thumbnail, nothing is done (exit 2).",
      "",
      "Exit: 0 all made, 1 some refused, 2 a wrong call, or something could not be read or written."
    },
    footer = {
      "",
      "Example:  safelight thumbnail photo.jpg small.jpg --box 640x640 --fit cover",
      "          safelight thumbnail photos thumbs --renditions"
          + " thumb=256x256,card=640x640:cover:webp:q75"
    })
final class ThumbnailCommand implements Callable<Integer> {
  enum OutputFormat {
    KEEP,
    MODERN,
    JPEG,
    PNG,
    WEBP,
    AVIF
  }

  @Parameters(
      arity = "2..*",
      hideParamSyntax = true,
      paramLabel = "IN... OUT|DIR",
      description =
          "Images or folders, then the file to write, or the folder: where it is one already, ends"
              + " with /, or several files are going to be written.")
  private List<Path> paths = List.of();

  @Option(
      names = "--renditions",
      paramLabel = "SET",
      description =
          "NAME=WIDTHxHEIGHT[:OPTION]... of each, with commas between them. Options: contain, cover,"
              + " centre, entropy, attention; keep, modern, jpeg, png, webp, avif; q1 to q100; enlarge;"
              + " #rrggbb behind transparency; p3, copyright, animated to keep these.")
  private Optional<String> renditions = Optional.empty();

  @Option(names = "--box", description = "WIDTHxHEIGHT in pixels (default: 256x256).")
  private Optional<String> box = Optional.empty();

  @Option(names = "--fit", description = "${COMPLETION-CANDIDATES} (default: contain).")
  private Optional<Fit> fit = Optional.empty();

  @Option(
      names = "--format",
      description = "${COMPLETION-CANDIDATES} (default: what OUT is called, else keep).")
  private Optional<OutputFormat> format = Optional.empty();

  @Option(names = "--quality", description = "1 to 100 (default: 80).")
  private Optional<Integer> quality = Optional.empty();

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description = "For each image: what takes longer is stopped and refused (default: 30).")
  private double deadline = 30;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (!(deadline >= 0.001 && deadline <= 1e9)) {
      throw new ParameterException(
          spec.commandLine(), "--deadline must be seconds, 0.001 or more; was " + deadline + '.');
    }
    var arguments = paths.subList(0, paths.size() - 1);
    var target = paths.getLast();
    var set = set(target);
    boolean folder = isFolder(arguments, target, set);
    var inputs = inputs(arguments, target);
    var began = System.nanoTime();
    List<Outcome> outcomes;
    var most = Duration.ofMillis(Math.round(deadline * 1_000));
    try (var engine = Home.guarded(most, inputs.size())) {
      outcomes = run(batch(engine, set, inputs, target, folder), inputs.size());
    }
    return new Tally(spec.commandLine().getOut(), spec.commandLine().getErr(), outcomes)
        .print(!folder, System.nanoTime() - began);
  }

  private boolean isFolder(List<Path> arguments, Path target, Renditions set) {
    // Path drops the slash at its end.
    var written = spec.commandLine().getParseResult().originalArgs();
    boolean slash = written.contains(target + "/");
    return slash
        || Files.isDirectory(target)
        || arguments.size() > 1
        || Files.isDirectory(arguments.getFirst())
        || set.list().size() > 1;
  }

  private List<Input> inputs(List<Path> arguments, Path target) throws IOException {
    try {
      return Inputs.under(arguments, target);
    } catch (IllegalArgumentException missing) {
      throw wrong(missing);
    }
  }

  private Batch batch(
      Guarded engine, Renditions set, List<Input> inputs, Path target, boolean folder)
      throws IOException {
    if (folder && Files.isRegularFile(target)) {
      throw new ParameterException(
          spec.commandLine(), target + " is a file; a folder is needed for several thumbnails.");
    }
    try {
      var limits = Limits.standard();
      return folder
          ? Batch.inFolder(engine, set, limits, inputs, target)
          : Batch.asFile(engine, set, limits, inputs.getFirst(), target);
    } catch (IllegalArgumentException collision) {
      throw wrong(collision);
    }
  }

  private List<Outcome> run(Batch batch, int size) throws InterruptedException {
    if (size == 1 || !Screen.isTerminal()) {
      Consumer<Outcome> nobody = _ -> {};
      return batch.run(nobody);
    }
    var progress = new Progress(spec.commandLine().getErr(), size);
    try {
      return batch.run(progress);
    } finally {
      progress.end();
    }
  }

  private Renditions set(Path target) {
    boolean single =
        box.isPresent() || fit.isPresent() || format.isPresent() || quality.isPresent();
    if (renditions.isPresent() && single) {
      throw new ParameterException(
          spec.commandLine(),
          "--renditions says it all; --box, --fit, --format and --quality go without it.");
    }
    try {
      return renditions.isPresent()
          ? Renditions.parse(renditions.get())
          : Renditions.of("thumbnail", Rendition.parse(text(target)));
    } catch (IllegalArgumentException wrong) {
      var option =
          renditions.isPresent() ? "--renditions, " : "--box, --fit, --format, --quality: ";
      throw new ParameterException(spec.commandLine(), option + wrong.getMessage(), wrong);
    }
  }

  private String text(Path target) {
    return box.orElse("256x256")
        + ':'
        + word(fit.orElse(Fit.CONTAIN))
        + ':'
        + format.map(ThumbnailCommand::word).orElseGet(() -> called(target))
        + ":q"
        + quality.orElse(80);
  }

  private static String called(Path target) {
    var name = target.getFileName().toString();
    return Format.named(name.substring(name.lastIndexOf('.') + 1))
        .map(ThumbnailCommand::word)
        .orElse("keep");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private ParameterException wrong(IllegalArgumentException reason) {
    return new ParameterException(spec.commandLine(), String.valueOf(reason.getMessage()), reason);
  }
}
