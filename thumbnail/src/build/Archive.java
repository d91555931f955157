import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Makes the archive of classes with which the function starts, out of the list of those that the
/// rehearsal loaded: `java Archive.java FUNCTION CLASSLIST ARCHIVE`.
///
/// The same list gives the same bytes. The JVM writes into an archive when it was made: in the time
/// stamps of the SoftReferences among its objects, and so in its checksums, which are not verified at
/// start. Two archives of different moments differ in nothing else; where they differ there is zero
/// afterwards. (A cache of JDK 25's -XX:AOTCacheOutput starts no faster here, and no two are alike.)
class Archive {
  /// Checksums of 4 bytes stand in it, objects of 8 behind it.
  static final int HEADER = 4096;

  /// Classes of the JDK whose resolved constants differ between rehearsals: with random numbers (hash
  /// tables, keys), and with the digits of a time. Those of all the others are a quarter of the start.
  static final Pattern VARYING = Pattern.compile(
      "@cp (java/math/|sun/security/util/math/|java/lang/invoke/|java/nio/|sun/invoke/util/VerifyType"
          + "|jdk/internal/util/|java/util/concurrent/ConcurrentHashMap |java/time/|java/util/HashMap"
          + "|java/lang/(Abstract)?StringBuilder |jdk/internal/classfile/impl/)");

  static final String MODULE = "dev.safelight.thumbnail/dev.safelight.thumbnail.Function";

  public static void main(String[] arguments) throws Exception {
    var java = Path.of(arguments[0], "runtime/bin/java").toString();
    var list = Path.of(arguments[1]);
    var archive = Path.of(arguments[2]);
    Files.write(list, settled(Files.readAllLines(list)));
    var other = Path.of(archive + ".other");
    dump(java, list, archive);
    dump(java, list, other);
    var one = Files.readAllBytes(archive);
    var two = Files.readAllBytes(other);
    Files.delete(other);
    if (one.length != two.length) {
      throw new IOException("two archives of one list have " + one.length + " and " + two.length + " bytes");
    }
    int zeroed = settle(ByteBuffer.wrap(one), ByteBuffer.wrap(two));
    Files.write(archive, one);
    System.out.println(archive.getFileName() + ": " + one.length + " bytes; " + zeroed + " words told of the moment");
    verify(java, archive);
  }

  /// In one order, classes before what is said of them: they are loaded in another one each time.
  static List<String> settled(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.startsWith("#") && !VARYING.matcher(line).lookingAt())
        .map(line -> line.replaceFirst(" id: [0-9]+$", ""))
        .distinct()
        .sorted(Comparator.comparing((String line) -> line.startsWith("@")).thenComparing(line -> line))
        .toList();
  }

  static void dump(String java, Path list, Path archive) throws Exception {
    Files.deleteIfExists(archive);
    run(java, List.of("-Xshare:dump", "-XX:+AOTClassLinking", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + archive));
  }

  static int settle(ByteBuffer one, ByteBuffer two) {
    int zeroed = 0;
    for (int at = 0; at + 8 <= one.limit(); at += at < HEADER ? 4 : 8) {
      if (at < HEADER && one.getInt(at) != two.getInt(at)) {
        one.putInt(at, 0);
        zeroed++;
      } else if (at >= HEADER && one.getLong(at) != two.getLong(at)) {
        one.putLong(at, 0);
        zeroed++;
      }
    }
    return zeroed;
  }

  /// With -Xshare:on Java does not go on without it.
  static void verify(String java, Path archive) throws Exception {
    var said = run(java, List.of("-Xshare:on", "-XX:SharedArchiveFile=" + archive));
    if (!said.contains("AWS_LAMBDA_RUNTIME_API is not set")) {
      throw new IOException("the function does not start from its archive: " + said);
    }
  }

  static String run(String java, List<String> options) throws Exception {
    var command = new ArrayList<String>(List.of(java));
    command.addAll(options);
    // As bootstrap has them: an archive fits the collector, and the modules that may call C.
    command.addAll(List.of("-Xlog:disable", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xmx170m",
        "--enable-native-access=dev.safelight.image,dev.safelight.wire", "-m", MODULE));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("AWS_LAMBDA_RUNTIME_API");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes());
    int status = process.waitFor();
    if (status != 0 && !options.contains("-Xshare:on")) {
      throw new IOException(command + " ended with " + status + ": " + said);
    }
    return said;
  }
}
