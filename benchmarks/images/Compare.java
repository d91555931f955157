import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;

/// Lets every engine make the same thumbnails in turn, and compares: CPU and wall time (medians of
/// interleaved rounds, the first ones not counted), peak memory of a fresh process, and likeness to
/// the reference that lies beside each original.
///
/// Arguments: folder of originals, folder for results, rounds, then for each engine its name, how
/// many words its command has, and those words.
class Compare {
  private static final String SPEED = "a=256x256:jpeg";
  /// Rounds that are not counted: the compilers of two engines are still at work.
  private static final int WARM = 5;

  private static final String LOSSLESS = "a=256x256:png";
  private static final String ONE = "a=1024x1024:jpeg";
  private static final String FIVE =
      "a=1024x1024:jpeg,b=512x512:jpeg,c=256x256:jpeg,d=128x128:jpeg,e=64x64:jpeg";

  record Answer(double cpu, double wall, double peak) {}

  record Result(double cpu, double wall, double peak, double psnr, double ssim) {}

  static final class Worker implements AutoCloseable {
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    Worker(List<String> command, Path errors) throws IOException {
      process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
              .start();
      in = process.outputWriter();
      out = process.inputReader();
    }

    /// NaN where it refused.
    Answer ask(String set, Path original, Path made) throws IOException {
      in.write(set + '\t' + original + '\t' + made + '\n');
      in.flush();
      var line = out.readLine();
      if (line == null || line.startsWith("refused")) {
        System.err.println("  " + original.getFileName() + ": " + line);
        return new Answer(Double.NaN, Double.NaN, Double.NaN);
      }
      var parts = line.split(" ", -1);
      double own = parts.length > 2 ? Double.parseDouble(parts[2]) : 0;
      return new Answer(
          Double.parseDouble(parts[0]) / 1e6,
          Double.parseDouble(parts[1]) / 1e6,
          Math.max(own, peak()) / 1e6);
    }

    /// The most memory that was resident, in bytes.
    private double peak() throws IOException {
      for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Double.parseDouble(line.replaceAll("\\D", "")) * 1024;
        }
      }
      return Double.NaN;
    }

    @Override
    public void close() throws IOException {
      in.close();
      try {
        process.waitFor(5, TimeUnit.SECONDS);
      } catch (InterruptedException stop) {
        throw new IOException(stop);
      }
      process.destroy();
    }
  }

  private final Path results;
  private final int rounds;
  private final Map<String, List<String>> engines = new LinkedHashMap<>();
  private final Path errors;

  Compare(String[] arguments) throws IOException {
    results = Files.createDirectories(Path.of(arguments[1]));
    rounds = Integer.parseInt(arguments[2]);
    errors = results.resolve("errors.txt");
    for (int i = 3; i < arguments.length; ) {
      int words = Integer.parseInt(arguments[i + 1]);
      engines.put(arguments[i], List.of(arguments).subList(i + 2, i + 2 + words));
      i += 2 + words;
    }
  }

  public static void main(String[] arguments) throws Exception {
    var compare = new Compare(arguments);
    var table = new TreeMap<String, Map<String, Result>>();
    try (var files = Files.list(Path.of(arguments[0]))) {
      for (var original : files.filter(f -> !f.toString().contains(".reference.")).sorted().toList()) {
        System.err.println(original.getFileName());
        table.put(original.getFileName().toString(), compare.measure(original, SPEED));
      }
    }
    var one = Path.of(arguments[0]).resolve("12mp-baseline.jpg");
    if (Files.exists(one)) {
      table.put("12mp-baseline.jpg, 1024 alone", compare.measure(one, ONE));
      table.put("12mp-baseline.jpg, 1024 to 64", compare.measure(one, FIVE));
    }
    Files.writeString(compare.results.resolve("result.md"), compare.markdown(table));
    Files.writeString(compare.results.resolve("result.svg"), compare.plot(table));
    System.out.println(compare.markdown(table));
  }

  private Map<String, Result> measure(Path original, String set) throws IOException {
    var workers = new LinkedHashMap<String, Worker>();
    var times = new LinkedHashMap<String, List<Answer>>();
    var made = results.resolve("made.jpg");
    try {
      for (var engine : engines.entrySet()) {
        workers.put(engine.getKey(), new Worker(engine.getValue(), errors));
        times.put(engine.getKey(), new ArrayList<>());
      }
      var names = new ArrayList<>(engines.keySet());
      var peaks = new LinkedHashMap<String, Double>();
      for (int round = -WARM; round < rounds; round++) {
        for (var name : names) {
          if (peaks.containsKey(name) && peaks.get(name).isNaN()) {
            continue;
          }
          // Who takes seconds is asked once: the rounds would take an hour, and the order is clear.
          var before = times.get(name);
          if (!before.isEmpty() && before.getFirst().wall() > 1_500) {
            continue;
          }
          var answer = workers.get(name).ask(set, original, made);
          peaks.putIfAbsent(name, answer.peak());
          if (round >= 0 || answer.wall() > 1_500) {
            before.add(answer);
          }
        }
        names.add(names.removeFirst());
      }
      var row = new LinkedHashMap<String, Result>();
      for (var name : engines.keySet()) {
        var answers = times.get(name);
        var likeness = answers.isEmpty() ? new double[] {Double.NaN, Double.NaN} : likeness(workers.get(name), original);
        row.put(
            name,
            new Result(
                median(answers.stream().mapToDouble(Answer::cpu).toArray()),
                median(answers.stream().mapToDouble(Answer::wall).toArray()),
                peaks.get(name),
                likeness[0],
                likeness[1]));
      }
      return row;
    } finally {
      for (var worker : workers.values()) {
        worker.close();
      }
    }
  }

  private double[] likeness(Worker worker, Path original) throws IOException {
    var made = results.resolve("made.png");
    Files.deleteIfExists(made);
    worker.ask(LOSSLESS, original, made);
    var seen = ImageIO.read(made.toFile());
    var reference = ImageIO.read(new File(original + ".reference.png"));
    if (seen == null
        || seen.getWidth() != reference.getWidth()
        || seen.getHeight() != reference.getHeight()) {
      return new double[] {Double.NaN, Double.NaN};
    }
    return new double[] {psnr(seen, reference), ssim(seen, reference)};
  }

  private static double psnr(BufferedImage one, BufferedImage other) {
    double squares = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          double d = (one.getRGB(x, y) >> shift & 0xFF) - (other.getRGB(x, y) >> shift & 0xFF);
          squares += d * d;
        }
      }
    }
    return 10 * Math.log10(255 * 255 / (squares / (3.0 * one.getWidth() * one.getHeight())));
  }

  /// Of the luminance, over windows of 8 x 8 in steps of 4 (Wang and others, 2004).
  private static double ssim(BufferedImage one, BufferedImage other) {
    double sum = 0;
    int windows = 0;
    for (int top = 0; top + 8 <= one.getHeight(); top += 4) {
      for (int left = 0; left + 8 <= one.getWidth(); left += 4) {
        double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
        for (int i = 0; i < 64; i++) {
          double s = luminance(one.getRGB(left + i % 8, top + i / 8));
          double t = luminance(other.getRGB(left + i % 8, top + i / 8));
          a += s / 64;
          b += t / 64;
          aa += s * s / 64;
          bb += t * t / 64;
          ab += s * t / 64;
        }
        sum += (2 * a * b + 6.5025) * (2 * (ab - a * b) + 58.5225)
                / ((a * a + b * b + 6.5025) * (aa - a * a + bb - b * b + 58.5225));
        windows++;
      }
    }
    return sum / windows;
  }

  private static double luminance(int pixel) {
    return 0.299 * (pixel >> 16 & 0xFF) + 0.587 * (pixel >> 8 & 0xFF) + 0.114 * (pixel & 0xFF);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? Double.NaN : values[values.length / 2];
  }

  private String markdown(Map<String, Map<String, Result>> table) {
    var text = new StringBuilder("| original | engine | CPU ms | wall ms | CPU to sharp | peak MB | PSNR dB | SSIM |\n|---|---|---|---|---|---|---|---|\n");
    double logs = 0;
    int counted = 0;
    for (var row : table.entrySet()) {
      double base = row.getValue().get("sharp").cpu();
      for (var each : row.getValue().entrySet()) {
        var r = each.getValue();
        if (Double.isNaN(r.cpu())) {
          text.append("| %s | %s | refused | | | | | |%n".formatted(row.getKey(), each.getKey()));
          continue;
        }
        if (each.getKey().equals("safelight") && !row.getKey().contains(",")) {
          logs += Math.log(r.cpu() / base);
          counted++;
        }
        text.append(
            String.format(
                Locale.ROOT, "| %s | %s | %.1f | %.1f | %.2f | %.0f | %.1f | %.3f |%n",
                row.getKey(), each.getKey(), r.cpu(), r.wall(), r.cpu() / base, r.peak(), r.psnr(), r.ssim()));
      }
    }
    text.append(String.format(Locale.ROOT, "%nGeometric mean of safelight's CPU time to sharp's over %d originals: %.2f%n", counted, Math.exp(logs / counted)));
    return text.toString();
  }

  /// CPU time to sharp's, a bar for each engine and original; longer than 4 is cut.
  private String plot(Map<String, Map<String, Result>> table) {
    var colours = List.of("#c0392b", "#7f8c8d", "#2980b9", "#8e44ad", "#16a085", "#d35400");
    var bars = new StringBuilder();
    int y = 50;
    for (var row : table.entrySet()) {
      double base = row.getValue().get("sharp").cpu();
      bars.append("<text x='230' y='%d' text-anchor='end'>%s</text>".formatted(y + 9 * engines.size() / 2 + 4, row.getKey()));
      int i = 0;
      for (var each : row.getValue().values()) {
        double ratio = each.cpu() / base;
        if (!Double.isNaN(ratio)) {
          bars.append(
              String.format(
                  Locale.ROOT, "<rect x='240' y='%d' width='%.0f' height='8' fill='%s'/><text x='%.0f' y='%d' class='n'>%.2f%s</text>",
                  y, Math.min(ratio, 4) * 120, colours.get(i % 6), 244 + Math.min(ratio, 4) * 120, y + 8, ratio, ratio > 4 ? " »" : ""));
        }
        i++;
        y += 9;
      }
      y += 12;
    }
    var legend = new StringBuilder();
    int i = 0;
    for (var name : engines.keySet()) {
      legend.append("<rect x='%d' y='10' width='10' height='10' fill='%s'/><text x='%d' y='19'>%s</text>".formatted(20 + 120 * i, colours.get(i % 6), 35 + 120 * i, name));
      i++;
    }
    return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 800 %d' font-family='sans-serif' font-size='12'><style>.n{font-size:8px}</style><rect width='100%%' height='100%%' fill='white'/>%s<text x='240' y='40'>CPU time, sharp = 1 (less is better)</text><line x1='360' y1='45' x2='360' y2='%d' stroke='#999' stroke-dasharray='3'/>%s</svg>%n"
        .formatted(y + 10, legend, y, bars);
  }
}
