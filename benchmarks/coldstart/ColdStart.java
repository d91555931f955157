import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Plays Lambda and S3 for functions that are started anew for each event, and measures from the start
/// of the process to its answer: a photo of 6 megapixels fetched over TLS, its thumbnail of 256 pixels
/// stored, the original looked at again. Candidates take turns, so that a busy moment hits all alike.
///
/// `java ColdStart.java ROUNDS SHARES NAME=COMMAND...`: shares of a processor such as `1,0.29`; below 1
/// the process is put into a control group with that quota (of each 20 ms, as Lambda does), which needs
/// the right to make one. Standard output is a Markdown table.
class ColdStart {
  static final String KEY = "originals/a photo.jpg";
  static final String ETAG = "6e1b2f0c9d7a4e35b8c2d1f0a9e8b7c6";
  static final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  static volatile CompletableFuture<String> answered = new CompletableFuture<>();
  static volatile boolean given;
  static HttpServer lambda;
  static HttpsServer s3;
  static Path scratch;

  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.awt.headless", "true");
    int rounds = Integer.parseInt(arguments[0]);
    var candidates = new LinkedHashMap<String, String>();
    for (var candidate : Arrays.copyOfRange(arguments, 2, arguments.length)) {
      candidates.put(candidate.substring(0, candidate.indexOf('=')), candidate.substring(candidate.indexOf('=') + 1));
    }
    objects.put(KEY, photo());
    scratch = Files.createTempDirectory("coldstart");
    lambda = HttpServer.create(loopback(), 0);
    lambda.createContext("/", ColdStart::lambda);
    lambda.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    lambda.start();
    s3 = HttpsServer.create(loopback(), 0);
    s3.setHttpsConfigurator(new HttpsConfigurator(certified()));
    s3.createContext("/", ColdStart::s3);
    s3.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    s3.start();
    for (int round = 0; round < 3; round++) { // so that the stand-ins are warm
      for (var command : candidates.values()) {
        run(command, 1);
      }
    }
    System.out.printf("| share of a processor | function | median ms | fastest | slowest | processor ms |%n|---|---|---|---|---|---|%n");
    for (var share : arguments[1].split(",")) {
      var times = new LinkedHashMap<String, List<long[]>>();
      for (int round = 0; round < rounds; round++) {
        for (var candidate : candidates.entrySet()) {
          times.computeIfAbsent(candidate.getKey(), _ -> new ArrayList<>()).add(run(candidate.getValue(), Double.parseDouble(share)));
        }
      }
      times.forEach((name, all) -> {
        var wall = all.stream().mapToLong(each -> each[0]).sorted().toArray();
        var processor = all.stream().mapToLong(each -> each[1]).sorted().toArray();
        System.out.printf("| %s | %s | %d | %d | %d | %d |%n", share, name, wall[wall.length / 2], wall[0], wall[wall.length - 1], processor[processor.length / 2]);
      });
    }
    lambda.stop(0);
    s3.stop(0);
    for (var file : List.of("ca.pem", "keys.p12", "")) {
      Files.deleteIfExists(scratch.resolve(file));
    }
    System.exit(0);
  }

  /// Wall time and processor time, in milliseconds.
  static long[] run(String command, double share) throws Exception {
    objects.remove("thumbnails/a photo.jpg");
    answered = new CompletableFuture<>();
    given = false;
    var group = share < 1 ? group(share) : null;
    var words = group == null ? List.of("sh", "-c", "exec " + command)
        : List.of("sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec " + command);
    var builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(scratch.resolve("output").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("THUMBNAIL"));
    builder.environment().putAll(Map.of(
        "AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + lambda.getAddress().getPort(),
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "ASIACOLDSTART",
        "AWS_SECRET_ACCESS_KEY", "coldstart",
        "AWS_SESSION_TOKEN", "coldstart",
        "AWS_ENDPOINT_URL_S3", "https://127.0.0.1:" + s3.getAddress().getPort(),
        "AWS_CA_BUNDLE", scratch.resolve("ca.pem").toString(),
        "NODE_EXTRA_CA_CERTS", scratch.resolve("ca.pem").toString()));
    long began = System.nanoTime();
    var process = builder.start();
    var path = answered.completeOnTimeout("nothing", 60, TimeUnit.SECONDS).get();
    long millis = (System.nanoTime() - began) / 1_000_000;
    long processor = process.info().totalCpuDuration().map(Duration::toMillis).orElse(-1L);
    process.waitFor(20, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    var output = Files.readString(scratch.resolve("output"));
    Files.delete(scratch.resolve("output"));
    if (group != null) {
      Files.delete(group);
    }
    var thumbnail = objects.get("thumbnails/a photo.jpg");
    var image = thumbnail == null ? null : ImageIO.read(new ByteArrayInputStream(thumbnail));
    if (!path.endsWith("/response") || image == null || image.getWidth() != 256) {
      throw new IOException(command + " answered " + path + " and made " + image + ": " + output);
    }
    return new long[] {millis, processor};
  }

  static Path group(double share) throws IOException {
    var first = Path.of("/sys/fs/cgroup/cpu");
    var version1 = Files.isDirectory(first);
    var group = (version1 ? first : Path.of("/sys/fs/cgroup")).resolve("coldstart-" + System.nanoTime());
    Files.createDirectory(group);
    long quota = Math.round(share * 20_000);
    if (version1) {
      Files.writeString(group.resolve("cpu.cfs_period_us"), "20000");
      Files.writeString(group.resolve("cpu.cfs_quota_us"), "" + quota);
    } else {
      Files.writeString(group.resolve("cpu.max"), quota + " 20000");
    }
    return group;
  }

  static void lambda(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    if (!path.endsWith("/next")) {
      exchange.getRequestBody().readAllBytes();
      answered.complete(path);
      answer(exchange, 202, new byte[0], 0);
    } else if (given) {
      answer(exchange, 410, new byte[0], 0);
    } else {
      given = true;
      exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "coldstart");
      exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + 60_000));
      var event = """
          {"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put",
          "s3":{"bucket":{"name":"coldstart-bucket"},"object":{"key":"%s","size":%d,"eTag":"%s"}}}]}
          """.formatted(KEY.replace(' ', '+'), objects.get(KEY).length, ETAG).getBytes();
      answer(exchange, 200, event, event.length);
    }
  }

  static void s3(HttpExchange exchange) throws IOException {
    var key = exchange.getRequestURI().getPath().substring("/coldstart-bucket/".length());
    if (exchange.getRequestMethod().equals("PUT")) {
      objects.put(key, exchange.getRequestBody().readAllBytes());
    }
    exchange.getResponseHeaders().add("ETag", '"' + ETAG + '"');
    exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
    var get = exchange.getRequestMethod().equals("GET");
    answer(exchange, 200, get ? objects.get(key) : new byte[0], 0);
  }

  static void answer(HttpExchange exchange, int status, byte[] body, long length) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// With as much detail as a camera leaves: about 3 MB.
  static byte[] photo() throws IOException {
    var image = new BufferedImage(3000, 2000, BufferedImage.TYPE_INT_RGB);
    var random = new Random(1);
    for (int y = 0; y < 2000; y++) {
      for (int x = 0; x < 3000; x++) {
        double wave = Math.sin(x / 40.0) * Math.cos(y / 60.0) + Math.sin((x + 2 * y) / 7.0) / 3;
        int light = (int) Math.clamp(128 + 80 * wave + random.nextGaussian() * 9, 0, 255);
        image.setRGB(x, y, new Color(light, Math.min(255, light / 2 + x / 24), Math.min(255, y / 8)).getRGB());
      }
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /// With a key of the kind that S3 has, and a certificate that nobody keeps.
  static SSLContext certified() throws Exception {
    var keys = scratch.resolve("keys.p12");
    int status = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
        "-alias", "coldstart", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=coldstart", "-ext", "san=ip:127.0.0.1",
        "-validity", "1", "-storetype", "PKCS12", "-storepass", "coldstart", "-keystore", keys.toString())
        .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    if (status != 0) {
      throw new IOException("keytool ended with " + status);
    }
    var store = KeyStore.getInstance(keys.toFile(), "coldstart".toCharArray());
    var pem = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(store.getCertificate("coldstart").getEncoded());
    Files.writeString(scratch.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, "coldstart".toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
