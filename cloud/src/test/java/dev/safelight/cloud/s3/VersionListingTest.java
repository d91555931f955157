package dev.safelight.cloud.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.s3.ObjectRows.DeleteMarker;
import dev.safelight.cloud.s3.ObjectRows.Version;
import dev.safelight.cloud.s3.VersionListing.Place;
import dev.safelight.cloud.s3.VersionListing.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a page reads, counted.
class VersionListingTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicInteger rows = new AtomicInteger();

  /// One version of each key.
  private Reading reading(List<String> keys) {
    return (place, end, most) -> {
      var found = new ArrayList<Version>();
      for (int i = 0; i < keys.size() && found.size() < most; i++) {
        var key = keys.get(i).getBytes(UTF_8);
        int order = Arrays.compareUnsigned(key, place.key());
        if ((order > 0 || (order == 0 && i < place.below()))
            && Arrays.compareUnsigned(key, end) < 0) {
          found.add(new DeleteMarker("photos", keys.get(i), Instant.EPOCH, i, "id" + i));
        }
      }
      reads.incrementAndGet();
      rows.addAndGet(found.size());
      return found;
    };
  }

  private List<String> page(List<String> keys, String delimiter) {
    return VersionListing.page(
            reading(keys), Optional::of, "", delimiter, Place.at(new byte[0]), 1000)
        .entries()
        .stream()
        .map(VersionListing.Entry::name)
        .toList();
  }

  @Test
  void aCommonPrefixCostsAShortRead() {
    var keys = IntStream.range(0, 3000).mapToObj(i -> "%04d/%d".formatted(i / 3, i % 3)).toList();
    assertThat(page(keys, "/"))
        .hasSize(1000)
        .isEqualTo(IntStream.range(0, 1000).mapToObj("%04d/"::formatted).toList());
    assertThat(reads).hasValueLessThanOrEqualTo(1001);
    assertThat(rows).hasValueLessThanOrEqualTo(16 * 1001);
  }

  @Test
  void manyVersionsCostFewReads() {
    var keys = IntStream.range(0, 3000).mapToObj("%04d"::formatted).toList();
    for (var delimiter : List.of("", "/")) {
      reads.set(0);
      rows.set(0);
      assertThat(page(keys, delimiter)).isEqualTo(keys.subList(0, 1000));
      assertThat(reads).hasValueLessThanOrEqualTo(7);
      assertThat(rows).hasValueLessThanOrEqualTo(2100);
    }
  }
}
