package dev.safelight.cli;

import dev.safelight.image.Fit;
import dev.safelight.image.Format;
import dev.safelight.image.Limits;
import dev.safelight.image.Output;
import dev.safelight.image.Rendition;
import dev.safelight.image.Thumbnailing;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The image engine alone: a file in, a thumbnail out.
@Command(
    name = "thumbnail",
    mixinStandardHelpOptions = true,
    description = "Makes a thumbnail of one image.",
    footer = {"", "Example:  safelight thumbnail photo.jpg small.jpg --box 640x640 --fit cover"})
final class ThumbnailCommand implements Callable<Integer> {
  enum OutputFormat {
    KEEP,
    JPEG,
    PNG,
    WEBP
  }

  @Parameters(index = "0", paramLabel = "IN", description = "A JPEG, PNG or WebP file.")
  private Path in = Path.of("");

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out = Path.of("");

  @Option(
      names = "--box",
      defaultValue = "256x256",
      description = "WIDTHxHEIGHT in pixels (default: ${DEFAULT-VALUE}).")
  private String box = "";

  @Option(
      names = "--fit",
      defaultValue = "contain",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Fit fit = Fit.CONTAIN;

  @Option(
      names = "--format",
      defaultValue = "keep",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.KEEP;

  @Option(
      names = "--quality",
      defaultValue = "80",
      description = "1 to 100 (default: ${DEFAULT-VALUE}).")
  private int quality;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    var rendition = rendition();
    byte[] original;
    try {
      original = Files.readAllBytes(in);
    } catch (NoSuchFileException _) {
      throw new ParameterException(spec.commandLine(), "There is no file " + in + ".");
    }
    return switch (Home.thumbnailer().thumbnail(original, rendition, Limits.standard())) {
      case Thumbnailing.Made made -> {
        Files.write(out, made.bytes());
        spec.commandLine()
            .getOut()
            .printf(
                "%s: %d x %d %s, %,d bytes%n",
                out, made.width(), made.height(), made.format(), made.bytes().length);
        yield 0;
      }
      case Thumbnailing.Refused refused -> throw new No(in + ": " + refused.message());
    };
  }

  private Rendition rendition() {
    var sides = box.split("x", -1);
    try {
      if (sides.length != 2) {
        throw new IllegalArgumentException("--box must be WIDTHxHEIGHT, was " + box);
      }
      return new Rendition(
          Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), fit, output(), quality);
    } catch (NumberFormatException _) {
      throw new ParameterException(
          spec.commandLine(), "--box must be WIDTHxHEIGHT in pixels, was " + box);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()));
    }
  }

  private Output output() {
    return switch (format) {
      case KEEP -> Output.KEEP;
      case JPEG -> Format.JPEG;
      case PNG -> Format.PNG;
      case WEBP -> Format.WEBP;
    };
  }
}
