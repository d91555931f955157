import dev.safelight.wire.client.Session;
import dev.safelight.wire.client.SignedClient;
import dev.safelight.wire.http.Timeouts;
import dev.safelight.wire.sigv4.Header;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/// Measures what a user of the environment sees: `safelight up` in a process of its own, photos put into
/// its bucket by signed calls over TLS, their thumbnails made by the deployed function in processes of its own.
///
/// `java -cp wire/target/classes Pipeline.java SAFELIGHT IMAGES EVENTS`
class Pipeline {
  static final byte[] NOTHING = {};
  static final Pattern LINE = Pattern.compile("\"key\":\"(originals/[^\"]*)\".*?\"imageMillis\":([0-9]+)");
  static SignedClient client;
  static String bucket;
  static String function;
  static String log;
  static Process up;

  record Seen(String eTag, String source) {}

  record One(String key, double millis) {}

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.awt.headless", "true");
    int images = Integer.parseInt(arguments[1]);
    int events = Integer.parseInt(arguments[2]);
    var data = Files.createTempDirectory("pipeline");
    up = new ProcessBuilder(arguments[0], "up", "--data", data.toString(), "--port", "0", "--tls-port", "0", "--fast-retries")
        .redirectErrorStream(true).start();
    try {
      connect(data);
      if (images > 0) {
        throughput(images);
      }
      if (events > 0) {
        soak(events);
      }
    } finally {
      up.destroy();
      up.waitFor();
      try (var files = Files.walk(data)) {
        for (var file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
    System.exit(0);
  }

  static void connect(Path data) throws IOException {
    var said = new HashMap<String, String>();
    for (var out = up.inputReader(); ; ) {
      var line = out.readLine();
      if (line == null) {
        throw new IOException("the environment ended: " + said);
      }
      var words = line.strip().split(" +");
      said.put(words[0], words.length > 1 ? words[1] : "");
      if (line.startsWith("Ctrl-C")) {
        break;
      }
    }
    Thread.ofVirtual().start(() -> drain(up));
    bucket = said.get("Bucket");
    function = said.get("FunctionName");
    log = said.get("LogGroup");
    var keys = new Properties();
    try (var in = Files.newBufferedReader(data.resolve("credentials"))) {
      keys.load(in);
    }
    client = new SignedClient(
        Session.from(Map.of(
            "AWS_ENDPOINT_URL", said.get("HTTPS"),
            "AWS_CA_BUNDLE", data.resolve("ca.pem").toString(),
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", keys.getProperty("aws_access_key_id"),
            "AWS_SECRET_ACCESS_KEY", keys.getProperty("aws_secret_access_key"))),
        InstantSource.system(),
        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60)));
  }

  static void drain(Process process) {
    try {
      process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // with the process
    }
  }

  // ---- throughput

  static void throughput(int images) throws Exception {
    var photo = photo(3000, 2000, 1);
    System.out.printf("A photo of 6 megapixels and %.1f MB; each worker puts one and waits for its thumbnail before the next.%n%n", photo.length / 1e6);
    System.out.println("| at a time | images/s | waited for a thumbnail, p50 ms | p99 ms | less the image's own time, p50 ms | p99 ms |");
    System.out.println("|---|---|---|---|---|---|");
    for (int workers : new int[] {1, 2, 4, 8}) {
      level(workers, 3 * workers, "warm", photo);
      long began = System.nanoTime();
      var all = level(workers, images, "run", photo);
      double seconds = (System.nanoTime() - began) / 1e9;
      var image = imageMillis("run" + workers + "-");
      var waits = all.stream().mapToDouble(One::millis).sorted().toArray();
      var rest = all.stream().filter(one -> image.containsKey(one.key())).mapToDouble(one -> one.millis() - image.get(one.key())).sorted().toArray();
      System.out.printf("| %d | %.1f | %.0f | %.0f | %.0f | %.0f |%n", workers, images / seconds, at(waits, .5), at(waits, .99), at(rest, .5), at(rest, .99));
    }
    System.out.println();
  }

  static List<One> level(int workers, int images, String name, byte[] photo) throws Exception {
    var tasks = new ArrayList<Callable<List<One>>>();
    for (int worker = 0; worker < workers; worker++) {
      int first = worker;
      tasks.add(() -> {
        var made = new ArrayList<One>();
        for (int image = first; image < images; image += workers) {
          var key = name + workers + "-" + image + ".jpg";
          var eTag = put("originals/" + key, photo);
          long answered = System.nanoTime();
          while (!look("thumbnails/" + key).source().equals(eTag)) {
            Thread.sleep(3);
          }
          made.add(new One("originals/" + key, (System.nanoTime() - answered) / 1e6));
        }
        return made;
      });
    }
    var all = new ArrayList<One>();
    try (var threads = Executors.newFixedThreadPool(workers)) {
      for (var one : threads.invokeAll(tasks)) {
        all.addAll(one.get());
      }
    }
    return all;
  }

  /// What the function says that decoding, shrinking and encoding took.
  static Map<String, Double> imageMillis(String prefix) throws IOException {
    var found = new HashMap<String, Double>();
    var token = "";
    do {
      var more = token.isEmpty() ? "" : ",\"nextToken\":\"" + token + "\"";
      var body = "{\"logGroupName\":\"" + log + "\",\"filterPattern\":\"\\\"made a thumbnail\\\"\"" + more + "}";
      var text = new String(call("logs", "POST", "/", body.getBytes(), List.of(
          new Header("Content-Type", "application/x-amz-json-1.1"), new Header("X-Amz-Target", "Logs_20140328.FilterLogEvents"))), StandardCharsets.UTF_8);
      for (var line : text.replace("\\\"", "\"").split("\"message\":\"\\{")) {
        var match = LINE.matcher(line);
        if (match.find() && match.group(1).contains(prefix)) {
          found.put(match.group(1), Double.parseDouble(match.group(2)));
        }
      }
      var next = Pattern.compile("\"nextToken\":\"([^\"]+)\"").matcher(text);
      token = next.find() ? next.group(1) : "";
    } while (!token.isEmpty());
    return found;
  }

  static double at(double[] sorted, double part) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  }

  // ---- soak

  /// Uploads (overwrites among them, with what was there before too) and events delivered again, old ones among them.
  static void soak(int events) throws Exception {
    var contents = new ArrayList<byte[]>();
    for (int i = 0; i < 8; i++) {
      contents.add(photo(320 + 16 * i, 240, i));
    }
    int keys = Math.max(1, events / 20);
    var sent = new ConcurrentHashMap<Integer, String>();
    var memory = Executors.newSingleThreadScheduledExecutor();
    long began = System.nanoTime();
    System.out.println("| after s | environment MB | functions MB | processes |");
    System.out.println("|---|---|---|---|");
    memory.scheduleAtFixedRate(() -> sample(began), 0, 15, java.util.concurrent.TimeUnit.SECONDS);
    var tasks = new ArrayList<Callable<int[]>>();
    int workers = 4;
    for (int worker = 0; worker < workers; worker++) {
      var random = new Random(worker);
      int first = worker;
      tasks.add(() -> {
        int duplicates = 0;
        int overwrites = 0;
        for (int event = first; event < events; event += workers) {
          var earlier = sent.get(random.nextInt(events));
          if (earlier != null && random.nextInt(4) == 0) {
            call("lambda", "POST", "/2015-03-31/functions/" + function + "/invocations", earlier.getBytes(), List.of(new Header("X-Amz-Invocation-Type", "Event")));
            duplicates++;
          } else {
            // A key has one writer, so that its last content is known.
            var key = "soak/" + (random.nextInt(keys / workers + 1) * workers + first) + ".jpg";
            var content = contents.get(random.nextInt(8));
            var eTag = put("originals/" + key, content);
            sent.put(event, """
                {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put",
                "s3":{"bucket":{"name":"%s"},"object":{"key":"originals/%s","size":%d,"eTag":"%s"}}}]}""".formatted(bucket, key, content.length, eTag));
            overwrites++;
          }
        }
        return new int[] {overwrites, duplicates};
      });
    }
    int uploads = 0;
    int duplicates = 0;
    try (var threads = Executors.newFixedThreadPool(workers)) {
      for (var one : threads.invokeAll(tasks)) {
        uploads += one.get()[0];
        duplicates += one.get()[1];
      }
    }
    double sending = (System.nanoTime() - began) / 1e9;
    int wrong = settle(sent.values().stream().map(event -> event.replaceAll("(?s).*\"originals/([^\"]*)\".*", "$1")).distinct().toList());
    double all = (System.nanoTime() - began) / 1e9;
    memory.shutdownNow();
    sample(began);
    System.out.printf("%n%d uploads to %d keys and %d events again, sent in %.0f s, all done after %.0f s (%.0f a second); thumbnails that are not the last original's: %d%n",
        uploads, sent.values().stream().map(event -> event.replaceAll("(?s).*\"originals/([^\"]*)\".*", "$1")).distinct().count(), duplicates, sending, all, (uploads + duplicates) / all, wrong);
    if (wrong > 0) {
      throw new IOException("the soak ended with wrong thumbnails");
    }
  }

  /// Waits until each thumbnail is of the original that is there, five minutes at most; equal originals have equal thumbnails.
  static int settle(List<String> keys) throws Exception {
    var left = new ArrayList<>(keys);
    long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
    var thumbnails = new HashMap<String, String>();
    while (!left.isEmpty() && System.nanoTime() < until) {
      for (var key : List.copyOf(left)) {
        var original = look("originals/" + key);
        var thumbnail = look("thumbnails/" + key);
        if (thumbnail.source().equals(original.eTag())) {
          var same = thumbnails.putIfAbsent(original.eTag(), thumbnail.eTag());
          if (same == null || same.equals(thumbnail.eTag())) {
            left.remove(key);
          }
        }
      }
      Thread.sleep(200);
    }
    return left.size();
  }

  static void sample(long began) {
    try {
      // The launcher became the environment by exec; what the environment starts are functions.
      var functions = up.descendants().toList();
      long memory = 0;
      for (var function : functions) {
        memory += resident(function.pid());
      }
      System.out.printf("| %.0f | %d | %d | %d |%n", (System.nanoTime() - began) / 1e9, resident(up.pid()) >> 10, memory >> 10, functions.size());
    } catch (IOException | RuntimeException failed) {
      System.out.println("| " + failed + " |");
    }
  }

  static long resident(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.filter(line -> line.startsWith("VmRSS")).mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).sum();
    } catch (java.nio.file.NoSuchFileException ended) {
      return 0;
    }
  }

  // ---- calls

  static String put(String key, byte[] body) throws IOException {
    try (var response = client.call("s3", "PUT", "/" + bucket + "/" + key, "", List.of(new Header("Content-Type", "image/jpeg")), body)) {
      var said = new String(response.body().readAllBytes());
      if (response.status() != 200) {
        throw new IOException("PUT of " + key + ": " + response.status() + " " + said);
      }
      return response.header("ETag").replace("\"", "");
    }
  }

  static Seen look(String key) throws IOException {
    try (var response = client.call("s3", "HEAD", "/" + bucket + "/" + key, "", List.of(), NOTHING)) {
      return new Seen(response.header("ETag").replace("\"", ""), response.header("x-amz-meta-source-etag"));
    }
  }

  static byte[] call(String service, String method, String path, byte[] body, List<Header> headers) throws IOException {
    try (var response = client.call(service, method, path, "", headers, body)) {
      var answer = response.body().readAllBytes();
      if (response.status() >= 300) {
        throw new IOException(service + " answered " + response.status() + ": " + new String(answer));
      }
      return answer;
    }
  }

  static byte[] photo(int width, int height, int seed) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double wave = Math.sin(x / 40.0 + seed) * Math.cos(y / 60.0) + Math.sin((x + 2 * y) / 7.0) / 3;
        int light = (int) Math.clamp(128 + 80 * wave + random.nextGaussian() * 9, 0, 255);
        image.setRGB(x, y, new Color(light, Math.min(255, light / 2 + x / 24), Math.min(255, y / 8)).getRGB());
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
