package dev.safelight.cli.demo;

import dev.safelight.cli.api.Aws;
import dev.safelight.cli.api.Result;
import dev.safelight.cli.deploy.Order;
import dev.safelight.cli.design.Design;
import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.Settings;
import dev.safelight.cloud.audit.AuditRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Deploys the stack through CloudFormation, uploads photographs, waits for their thumbnails and
/// tries the design's truth table. Every line is computed from answers and the audit trail; the
/// first step that does not come out as the design says ends the demo.
public final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /// The function's log is asked more rarely than the audit trail.
  private static final int LOOKS_PER_LOG = 20;

  private final Cloud cloud;
  private final Aws admin;
  private final Order order;
  private final Path functionZip;
  private final Watcher watcher;
  private Design design = Design.of(Settings.ACCOUNT, Settings.REGION);
  private final List<Report.Step> steps = new ArrayList<>();
  private final List<Report.Row> rows = new ArrayList<>();
  private final List<Path> thumbnails = new ArrayList<>();

  /// A demo of a template, which must be Safelight's own but for its policies.
  ///
  /// @param functionZip what is uploaded where the template names the function's package
  public Demo(Cloud cloud, Aws admin, Order order, Path functionZip, Watcher watcher) {
    this.cloud = cloud;
    this.admin = admin;
    this.order = order;
    this.functionZip = functionZip;
    this.watcher = watcher;
  }

  /// Runs all steps, or as far as they come out.
  ///
  /// @param boot how long the environment took to be ready, in milliseconds
  /// @param photos what is uploaded
  /// @param into the folder that the thumbnails are written to
  public Report run(long boot, List<Path> photos, Path into) {
    var started =
        new Report.Step("environment", boot, "enforcing, on " + cloud.httpsEndpoint(), true);
    steps.add(started);
    watcher.begins(started.name());
    watcher.ended(started);
    try {
      deploy();
      for (var photo : photos) {
        process(photo, into);
      }
      step("log lines", this::logged);
      var key = Design.ORIGINALS + photos.getFirst().getFileName();
      step("why it was allowed", () -> allowedBecause(key));
      step("another role", () -> anotherRole(key));
      new TruthTable(admin, design, this::decision, this::row).tryAll();
      return report(rows.stream().allMatch(Report.Row::holds));
    } catch (Failed _) {
      return report(false);
    }
  }

  private Report report(boolean ok) {
    return new Report(steps, thumbnails, rows, ok);
  }

  private void row(Report.Row row) {
    rows.add(row);
    watcher.row(row);
  }

  private void deploy() {
    var stack =
        new StackSteps(watcher, steps).deploy(admin, Settings.ACCOUNT, order, _ -> functionZip);
    design = Design.of(Settings.ACCOUNT, Settings.REGION, stack);
  }

  private void process(Path photo, Path into) {
    var name = photo.getFileName().toString();
    var key = Design.ORIGINALS + name;
    step(
        "upload " + name,
        () -> {
          var bytes = read(photo);
          return demand(
              admin.s3("PUT", path(key), bytes),
              "%.1f MB to s3://%s/%s".formatted(bytes.length / 1e6, design.bucket(), key));
        });
    var made = Design.THUMBNAILS + name;
    step("thumbnail of " + name, () -> awaitWrite(key, made));
    step(
        "download " + made,
        () -> {
          var got = admin.s3("GET", path(made), new byte[0]);
          demand(got, "");
          var file = write(into.resolve(name), got.body());
          thumbnails.add(file);
          return "%s, %,d bytes".formatted(file, got.body().length);
        });
  }

  /// Waits until the role has written the thumbnail, or was refused on the way, by the audit trail.
  private String awaitWrite(String original, String thumbnail) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    for (int look = 1; System.nanoTime() < until; look++) {
      if (look % LOOKS_PER_LOG == 0) {
        requireNoComplaint(original);
      }
      for (var record : cloud.trail(60)) {
        boolean concerned = touches(record, original) || touches(record, thumbnail);
        if (concerned && isRole(record) && !record.succeeded()) {
          throw new Failed(record.operation() + ": " + record.message());
        }
        if (touches(record, thumbnail)
            && isRole(record)
            && record.operation().equals("PutObject")) {
          return "written by " + record.caller();
        }
      }
      pause();
    }
    throw new Failed(
        "no thumbnail after %d s; what the function says: %s"
            .formatted(PATIENCE.toSeconds(), lastLog()));
  }

  /// What the function says of an original that it makes no thumbnail of.
  private void requireNoComplaint(String original) {
    for (var line : events()) {
      boolean complains =
          line.contains("\"level\":\"WARN\"") || line.contains("\"level\":\"ERROR\"");
      if (complains && line.contains("\"key\":\"" + original + "\"")) {
        throw new Failed("the function says: " + line.strip());
      }
    }
  }

  private String logged() {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      var lines = events();
      if (lines.stream().anyMatch(line -> line.startsWith("REPORT "))) {
        var report = lines.stream().filter(line -> line.startsWith("REPORT ")).findFirst();
        var writer = newest("PutLogEvents");
        return "%d in %s, written by %s; %s"
            .formatted(
                lines.size(),
                design.logGroup(),
                writer.caller(),
                report.orElseThrow().replaceAll("\\s+", " ").strip());
      }
      pause();
    }
    throw new Failed("no REPORT line in " + design.logGroup());
  }

  private List<String> events() {
    var found = admin.logs("FilterLogEvents", Map.of("logGroupName", design.logGroup()));
    var lines = new ArrayList<String>();
    if (found.ok()) {
      found.json().path("events").forEach(event -> lines.add(event.path("message").asText()));
    }
    return lines;
  }

  private String lastLog() {
    var lines = events();
    return lines.isEmpty() ? "nothing" : lines.getLast().strip();
  }

  private String allowedBecause(String key) {
    for (var record : cloud.trail(500)) {
      if (record.operation().equals("GetObject") && isRole(record) && touches(record, key)) {
        var decided = record.decisions().getFirst();
        if (!record.succeeded() || !decided.verdict().equals("Allowed")) {
          throw new Failed(record.message());
        }
        return "%s %s for %s by %s"
            .formatted(
                decided.verdict(),
                decided.action(),
                record.caller(),
                String.join("; ", decided.by()));
      }
    }
    throw new Failed("the audit trail holds no GetObject of " + key + " by " + design.role());
  }

  /// A role that the bucket policy does not name, with the same permissions as the function's.
  private String anotherRole(String key) {
    var roles = new TestRoles(admin, design);
    roles.create("SomeOtherRole", TestRoles.LOGS_ONLY);
    var answer = roles.assume("SomeOtherRole").s3("GET", path(key), new byte[0]);
    if (answer.status() != 403) {
      throw new Failed("GetObject was answered with status " + answer.status() + ", not denied");
    }
    return answer.error() + ". " + Because.of(answer.requestId(), admin);
  }

  /// What the audit trail says decided a call, by the request id of its answer.
  private String decision(Result answer) {
    return cloud.trail(500).stream()
        .filter(record -> record.id().equals(answer.requestId()))
        .flatMap(record -> record.decisions().stream())
        .map(decided -> decided.verdict() + " by " + String.join("; ", decided.by()))
        .findFirst()
        .orElseThrow(() -> new Failed("the audit trail has no record of " + answer.requestId()));
  }

  private AuditRecord newest(String operation) {
    return cloud.trail(500).stream()
        .filter(record -> record.operation().equals(operation) && record.succeeded())
        .findFirst()
        .orElseThrow(() -> new Failed("the audit trail has no " + operation));
  }

  private boolean isRole(AuditRecord record) {
    return record.caller().contains(":assumed-role/" + design.role() + "/");
  }

  private boolean touches(AuditRecord record, String key) {
    return record.decisions().stream()
        .anyMatch(decided -> decided.resource().equals(design.bucketArn() + "/" + key));
  }

  private String path(String key) {
    return "/" + design.bucket() + "/" + Aws.encode(key);
  }

  private static String demand(Result result, String outcome) {
    if (!result.ok()) {
      throw new Failed(result.error());
    }
    return outcome;
  }

  private void step(String name, Supplier<String> work) {
    watcher.begins(name);
    long began = System.nanoTime();
    try {
      ended(name, began, work.get(), true);
    } catch (Failed failed) {
      ended(name, began, failed.reason(), false);
      throw failed;
    }
  }

  private void ended(String name, long began, String outcome, boolean ok) {
    var step = new Report.Step(name, (System.nanoTime() - began) / 1_000_000, outcome, ok);
    steps.add(step);
    watcher.ended(step);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException broken) {
      throw new Failed(file + " cannot be read: " + broken);
    }
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, bytes);
    } catch (IOException broken) {
      throw new Failed(file + " cannot be written: " + broken);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted");
    }
  }
}
