package dev.safelight.cloud.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.safelight.cloud.call.Answer;
import dev.safelight.cloud.call.Body;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Packages that lie in buckets.
class PackagesTest {
  private static final Caller ROOT = new Caller.Root(World.ACCOUNT);
  private static final FunctionArn FUNCTION =
      new FunctionArn(World.REGION, World.ACCOUNT, "thumbnailer");

  @TempDir Path data;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(data, false, Lambda.SCHEMA, new SecureRandom());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// Packages of a bucket whose only object is this.
  private Packages of(long length, Writing writing) {
    var body =
        new Body.Part(
            new Body.Source() {
              @Override
              public void copyTo(OutputStream out, long from, long most) throws IOException {
                writing.to(out);
              }

              @Override
              public void close() {}
            },
            0,
            length);
    return new Packages(
        store.objects(),
        new CodeFolders(data.resolve("functions")),
        new Artifacts(
            (_, _, _) -> new Answer.Streamed(200, GetObjectResponse.builder().build(), body),
            () -> "id"));
  }

  private static Code receive(Packages packages) {
    var request =
        UpdateFunctionCodeRequest.builder()
            .functionName("thumbnailer")
            .s3Bucket("artifacts")
            .s3Key("function.zip")
            .build();
    return (Code)
        packages.receive(
            new LambdaOperation.UpdateFunctionCode(FUNCTION, request), ROOT, List.of());
  }

  /// A package of 250 MB is much of a heap: two at once would be too much.
  @Test
  void onePackageAtATimeIsInMemory() throws InterruptedException {
    var zip = TestFunction.zip().bytes();
    var begun = new AtomicInteger();
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var threads = new ConcurrentLinkedQueue<Thread>();
    var packages =
        of(
            zip.length,
            out -> {
              begun.incrementAndGet();
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              // Until the other is here too, or cannot be.
              while (begun.get() < 2
                  && threads.stream()
                      .filter(it -> !it.equals(Thread.currentThread()))
                      .noneMatch(it -> it.getState() == Thread.State.WAITING)) {
                Thread.onSpinWait();
              }
              out.write(zip);
              inside.decrementAndGet();
            });
    for (int i = 0; i < 2; i++) {
      threads.add(new Thread(() -> receive(packages).close()));
    }
    List.copyOf(threads).forEach(Thread::start);
    for (var thread : threads) {
      thread.join();
    }
    assertThat(begun).hasValue(2);
    assertThat(most).hasValue(1);
  }

  /// Neither is taken for a package: what was announced was signed for.
  @Test
  void aBodyThatIsNotAsLongAsAnnouncedIsNoPackage() {
    var zip = TestFunction.zip().bytes();
    assertThatThrownBy(() -> receive(of(zip.length + 1, out -> out.write(zip))))
        .hasRootCauseMessage("%d of the %d bytes that were announced", zip.length, zip.length + 1);
    assertThatThrownBy(() -> receive(of(zip.length - 1, out -> out.write(zip))))
        .hasRootCauseMessage("more than the %d bytes that were announced", zip.length - 1);
  }
}
