package dev.safelight.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.store.Chore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes when its time has come, under a clock that is set by hand.
class LifecycleTest {
  private static final String BEGIN = "2026-11-01T10:30:00Z";

  @TempDir Path data;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = new Bench(data);
    bench.now = Instant.parse(BEGIN);
    bench.call("PUT", "/photos");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void rules(String... rules) {
    var all = new StringBuilder("<LifecycleConfiguration>");
    for (var rule : rules) {
      all.append("<Rule><Status>Enabled</Status>").append(rule).append("</Rule>");
    }
    assertThat(bench.put("/photos?lifecycle", all + "</LifecycleConfiguration>").status())
        .isEqualTo(200);
  }

  private void versioning(String status) {
    bench.put(
        "/photos?versioning",
        "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>");
  }

  /// A whole round at a moment.
  private void sweep(String at) {
    bench.now = Instant.parse(at);
    var from = Chore.BEGINNING;
    do {
      var place = from;
      var step = bench.store.write(t -> bench.s3.lifecycle().step(t, bench.now, place));
      bench.events.addAll(step.events());
      from = step.next();
    } while (!from.isEmpty());
  }

  private List<String> keys() {
    return bench.call("GET", "/photos").elements("Key");
  }

  private List<String> versions() {
    var list = bench.call("GET", "/photos?versions");
    return list.elements("VersionId");
  }

  @Test
  void daysEndAtTheNextMidnight() {
    rules("<Filter/><Expiration><Days>3</Days></Expiration>");
    var put = bench.put("/photos/k", "x");
    assertThat(put.header("x-amz-expiration"))
        .startsWith("expiry-date=\"Thu, 5 Nov 2026 00:00:00 GMT\", rule-id=\"");
    sweep("2026-11-04T23:59:59.999Z");
    assertThat(keys()).containsExactly("k");
    sweep("2026-11-05T00:00:00Z");
    assertThat(keys()).isEmpty();
    assertThat(bench.files()).isZero();
  }

  @Test
  void whatIsDueAfterTheLastYearOfHeadersIsKeptWithoutOne() {
    rules("<Filter/><Expiration><Days>3650000</Days></Expiration>");
    assertThat(bench.put("/photos/k", "x").status()).isEqualTo(200);
    for (var method : List.of("GET", "HEAD")) {
      var got = bench.call(method, "/photos/k");
      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("x-amz-expiration")).isEmpty();
    }
    sweep("2126-11-05T00:00:00Z");
    assertThat(keys()).containsExactly("k");
  }

  @Test
  void aDateEndsWhatItCovers() {
    rules(
        "<Filter><Prefix>old/</Prefix></Filter><Expiration><Date>2026-11-10T00:00:00Z</Date></Expiration>");
    bench.put("/photos/old/k", "x");
    bench.put("/photos/k", "x");
    sweep("2026-11-09T23:00:00Z");
    assertThat(keys()).hasSize(2);
    sweep("2026-11-10T00:00:00Z");
    assertThat(keys()).containsExactly("k");
  }

  @Test
  void filtersAskForEverythingAtOnce() {
    rules(
        "<Filter><And><Prefix>a</Prefix><Tag><Key>t</Key><Value>1</Value></Tag><ObjectSizeGreaterThan>2</ObjectSizeGreaterThan><ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter><Expiration><Days>1</Days></Expiration>");
    bench.put("/photos/a1", "abc", "x-amz-tagging", "t=1&u=2");
    bench.put("/photos/a2", "ab", "x-amz-tagging", "t=1");
    bench.put("/photos/a3", "abcde", "x-amz-tagging", "t=1");
    bench.put("/photos/a4", "abc", "x-amz-tagging", "t=2");
    bench.put("/photos/b1", "abc", "x-amz-tagging", "t=1");
    sweep("2026-12-01T00:00:00Z");
    assertThat(keys()).containsExactly("a2", "a3", "a4", "b1");
  }

  @Test
  void aDisabledRuleDoesNothing() {
    bench.put("/photos/k", "x");
    bench.put(
        "/photos?lifecycle",
        "<LifecycleConfiguration><Rule><Filter/><Status>Disabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>");
    sweep("2027-12-01T00:00:00Z");
    assertThat(keys()).containsExactly("k");
    assertThat(bench.call("HEAD", "/photos/k").header("x-amz-expiration")).isEmpty();
  }

  @Test
  void inAVersionedBucketExpiredObjectsAreMarked() {
    versioning("Enabled");
    rules("<Filter/><Expiration><Days>1</Days></Expiration>");
    bench.put("/photos/k", "x");
    sweep("2026-11-03T00:00:00Z");
    assertThat(keys()).isEmpty();
    assertThat(versions()).hasSize(2);
    assertThat(bench.files()).isEqualTo(1);
    // The marker is not marked again, and stays while there is something under it.
    sweep("2026-12-03T00:00:00Z");
    assertThat(versions()).hasSize(2);
  }

  @Test
  void oldVersionsGoByTheirSuccessorsAge() {
    versioning("Enabled");
    rules(
        "<Filter/><NoncurrentVersionExpiration><NoncurrentDays>30</NoncurrentDays></NoncurrentVersionExpiration>",
        "<Filter/><Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>");
    bench.put("/photos/k", "one");
    bench.now = bench.now.plus(Duration.ofDays(100));
    bench.put("/photos/k", "two");
    sweep("2027-03-11T23:59:59Z");
    assertThat(versions()).hasSize(2);
    sweep("2027-03-12T00:00:00Z");
    assertThat(versions()).hasSize(1);
    assertThat(bench.call("GET", "/photos/k").text()).isEqualTo("two");
    bench.call("DELETE", "/photos/k");
    sweep("2027-04-11T00:00:00Z");
    assertThat(versions()).hasSize(2);
    // The version under the marker goes, and the marker that stands alone then, at the latest with
    // the next round.
    sweep("2027-04-12T00:00:00Z");
    sweep("2027-04-12T01:00:00Z");
    assertThat(versions()).isEmpty();
    assertThat(bench.files()).isZero();
  }

  @Test
  void someNewerVersionsAreKept() {
    versioning("Enabled");
    rules(
        "<Filter/><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>2</NewerNoncurrentVersions></NoncurrentVersionExpiration>");
    for (int i = 0; i < 6; i++) {
      bench.put("/photos/k", "text " + i);
    }
    var before = versions();
    sweep("2026-12-01T00:00:00Z");
    assertThat(versions()).isEqualTo(before.subList(0, 3));
  }

  @Test
  void unfinishedUploadsAreAborted() {
    rules(
        "<Filter><Prefix>a</Prefix></Filter><AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>");
    var upload = bench.call("POST", "/photos/a?uploads").element("UploadId");
    bench.put("/photos/a?partNumber=1&uploadId=" + upload, "part");
    bench.call("POST", "/photos/b?uploads");
    sweep("2026-11-08T23:00:00Z");
    assertThat(bench.call("GET", "/photos?uploads").elements("UploadId")).hasSize(2);
    sweep("2026-11-09T00:00:00Z");
    assertThat(bench.call("GET", "/photos?uploads").elements("Key")).containsExactly("b");
    assertThat(bench.files()).isZero();
  }

  @Test
  void manyAreSweptStepByStep() {
    rules("<Filter><Prefix>a</Prefix></Filter><Expiration><Days>1</Days></Expiration>");
    versioning("Enabled");
    for (int i = 0; i < 700; i++) {
      bench.put("/photos/a" + i % 7, "x");
    }
    bench.put("/photos/b", "x");
    sweep("2026-12-01T00:00:00Z");
    assertThat(keys()).containsExactly("b");
    var markers = new ArrayList<>(bench.call("GET", "/photos?versions").elements("DeleteMarker"));
    assertThat(markers).hasSize(7);
  }

  @Test
  void whatBecameCurrentBetweenTwoStepsIsKept() {
    versioning("Enabled");
    rules(
        "<Filter/><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>");
    bench.put("/photos/k", "old");
    var newest = "";
    for (int i = 0; i < 500; i++) {
      newest = bench.put("/photos/k", "x").header("x-amz-version-id");
    }
    assertThat(newest).isNotEmpty();
    bench.now = Instant.parse("2026-12-01T00:00:00Z");
    // Everything that the first step left is deleted but the oldest, before the second begins.
    var first = bench.store.write(t -> bench.s3.lifecycle().step(t, bench.now, Chore.BEGINNING));
    bench.call("DELETE", "/photos/k?versionId=" + newest);
    assertThat(first.isLast()).isFalse();
    bench.store.write(t -> bench.s3.lifecycle().step(t, bench.now, first.next()));
    assertThat(bench.call("GET", "/photos/k").text()).isEqualTo("old");
  }

  @Test
  void aBucketWhoseRulesCannotBeReadDoesNotHoldUpTheNext() {
    rules("<Filter/><Expiration><Days>1</Days></Expiration>");
    bench.put("/photos/k", "x");
    bench.call("PUT", "/broken");
    bench.put("/broken/k", "x");
    bench.store.write(t -> {
      Buckets.set(t, "broken", Buckets.Setting.LIFECYCLE, "<LifecycleConfiguration>&#x1;");
      return t;
    });
    sweep("2026-12-01T00:00:00Z");
    assertThat(keys()).isEmpty();
    assertThat(bench.call("GET", "/broken").elements("Key")).containsExactly("k");
  }

  @Test
  void aVersionThatAMarkerReplacedIsNotToldToBeRemoved() {
    tellFunction();
    bench.put("/photos/k", "null");
    versioning("Enabled");
    bench.put("/photos/k", "other");
    versioning("Suspended");
    rules(
        "<Filter/><Expiration><Days>1</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>");
    sweep("2026-12-01T00:00:00Z");
    assertThat(bench.events)
        .singleElement()
        .satisfies(event ->
            assertThat(event.document()).contains("LifecycleExpiration:DeleteMarkerCreated"));
    assertThat(versions()).hasSize(2).contains("null");
  }

  private void tellFunction() {
    bench.functionPolicies.put(
        "arn:aws:lambda:us-east-1:123456789012:function:thumb",
        """
        {"Version": "2012-10-17", "Statement": {"Sid": "s3", "Effect": "Allow",
         "Principal": {"Service": "s3.amazonaws.com"}, "Action": "lambda:InvokeFunction",
         "Resource": "*"}}\
        """);
    bench.put(
        "/photos?notification",
        "<NotificationConfiguration><CloudFunctionConfiguration><CloudFunction>arn:aws:lambda:us-east-1:123456789012:function:thumb</CloudFunction><Event>s3:LifecycleExpiration:*</Event></CloudFunctionConfiguration></NotificationConfiguration>");
  }

  @Test
  void functionsAreTold() {
    tellFunction();
    rules("<Filter/><Expiration><Days>1</Days></Expiration>");
    bench.put("/photos/k", "x");
    sweep("2026-12-01T00:00:00Z");
    assertThat(bench.events).hasSize(1);
    assertThat(bench.events.getFirst().document()).contains("\"LifecycleExpiration:Delete\"");
  }
}
