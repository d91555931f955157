package dev.safelight.cloud.cloudformation.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.cloud.call.Fault;
import dev.safelight.cloud.cloudformation.resource.Workshop.Cut;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What holds for every resource type, tried on a real environment.
class ResourceLawsTest {
  /// A bucket that had versions keeps them: versioning can only be suspended.
  private static final String FOR_EVER = "VersioningConfiguration";

  @TempDir Path data;
  private Workshop shop;

  @BeforeEach
  void open() {
    shop = new Workshop(data).furnished();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @TestFactory
  Stream<DynamicTest> anUpdateLeavesWhatACreationWould() {
    return variations((example, variation) -> {
      var before = example.with(variation.property(), variation.before());
      var after = example.with(variation.property(), variation.after());
      var wanted = created(example, after);
      assertThat(created(example, before)).isNotEqualTo(wanted);
      assertThat(updated(example, before, after)).isEqualTo(wanted);
    });
  }

  @TestFactory
  Stream<DynamicTest> anOptionalPropertyComesAndGoes() {
    return variations((example, variation) -> {
      var without = example.without(variation.property());
      if (without.equals(example.base()) && !variation.property().equals(FOR_EVER)) {
        var with = example.with(variation.property(), variation.before());
        assertThat(updated(example, with, without)).isEqualTo(created(example, without));
        assertThat(updated(example, without, with)).isEqualTo(created(example, with));
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> aPowerCutAtAnyCallChangesNothingOfTheEnd() {
    return Examples.all().stream()
        .map(example -> DynamicTest.dynamicTest(example.toString(), () -> cut(example)));
  }

  private void cut(Example example) {
    var before = Workshop.wanted(example.full(false));
    var after = Workshop.wanted(example.full(true));
    var made = shop.create(example.type(), before);
    var first = example.describes().apply(shop, made.physicalId());
    var changed = example.type().update(Workshop.standing(made, before), after, on(made));
    var second = example.describes().apply(shop, changed.physicalId());
    shop.delete(example.type(), changed, after);
    for (int calls = 1, cuts = 1; cuts > 0; calls++) {
      cuts = 0;
      var creating = shop.new Work();
      var again = survives(creating, calls, work -> example.type().create(before, work));
      cuts += again.cuts();
      assertThat(example.describes().apply(shop, again.made().physicalId())).isEqualTo(first);
      var standing = Workshop.standing(again.made(), before);
      var updating = on(again.made());
      var update = survives(updating, calls, work -> example.type().update(standing, after, work));
      cuts += update.cuts();
      assertThat(example.describes().apply(shop, update.made().physicalId())).isEqualTo(second);
      assertThat(update.made().physicalId()).isEqualTo(again.made().physicalId());
      var old = Workshop.standing(update.made(), after);
      cuts +=
          survives(
                  shop.new Work(),
                  calls,
                  work -> {
                    example.type().delete(old, work);
                    return update.made();
                  })
              .cuts();
      requireGone(example, update.made());
      example.type().delete(old, on(update.made()));
    }
  }

  /// Whatever a creation did until the power went, a deletion under the begun name removes.
  @TestFactory
  Stream<DynamicTest> whatIsHalfMadeIsRemovedWhole() {
    return Examples.all().stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.toString(),
                () -> {
                  var wanted = Workshop.wanted(example.full(false));
                  for (int calls = 1; ; calls++) {
                    var creating = shop.new Work();
                    var end = end(creating, calls, work -> example.type().create(wanted, work));
                    if (!creating.marks.isEmpty()) {
                      // Where the service drew the id, the work goes on until that is known.
                      for (int more = 1; creating.begun.isEmpty(); more++) {
                        end(creating, more, work -> example.type().create(wanted, work));
                      }
                      var half = Made.of(creating.begun, Map.of());
                      shop.delete(example.type(), half, wanted);
                      requireGone(example, half);
                    }
                    if (end) {
                      return;
                    }
                  }
                }));
  }

  /// A failed change is undone by changing back, from what it wanted, however far it came.
  @TestFactory
  Stream<DynamicTest> aFailedUpdateIsUndoneWhereverItFailed() {
    return Examples.all().stream()
        .map(example ->
            DynamicTest.dynamicTest(
                example.toString(),
                () -> {
                  var before = Workshop.wanted(example.full(false));
                  var after = Workshop.wanted(example.full(true));
                  var made = shop.create(example.type(), before);
                  var wanted = example.describes().apply(shop, made.physicalId());
                  for (int calls = 1; ; calls++) {
                    var standing = Workshop.standing(made, before);
                    var end =
                        end(on(made), calls, work -> example.type().update(standing, after, work));
                    example.type().update(Workshop.standing(made, after), before, on(made));
                    assertThat(example.describes().apply(shop, made.physicalId()))
                        .isEqualTo(wanted);
                    if (end) {
                      break;
                    }
                  }
                  shop.delete(example.type(), made, before);
                }));
  }

  @TestFactory
  Stream<DynamicTest> theTagsOfAStackAreThoseOfWhatItIsMadeOf() {
    return Examples.all().stream()
        .filter(example -> example.type().actsOn().contains("Tags"))
        .map(example ->
            DynamicTest.dynamicTest(
                example.toString(),
                () -> {
                  var before = Workshop.wanted(example.base(), tags("owner", "alice"));
                  var after = Workshop.wanted(example.base(), tags("crew", "bob"));
                  var made = shop.create(example.type(), before);
                  assertThat(example.describes().apply(shop, made.physicalId()))
                      .contains("owner", "alice");
                  example.type().update(Workshop.standing(made, before), after, on(made));
                  assertThat(example.describes().apply(shop, made.physicalId()))
                      .contains("crew", "bob")
                      .doesNotContain("owner", "alice");
                  shop.delete(example.type(), made, after);
                }));
  }

  private static SequencedMap<String, String> tags(String key, String value) {
    return new LinkedHashMap<>(Map.of(key, value));
  }

  private void requireGone(Example example, Made made) {
    try {
      assertThat(example.describes().apply(shop, made.physicalId()))
          .doesNotContain(made.physicalId());
    } catch (Fault fault) {
      assertThat(fault.status()).isIn(400, 404);
    }
  }

  private interface Doing {
    Made with(Calls calls);
  }

  private record Survived(Made made, int cuts) {}

  /// Works with a power cut every few calls, until it is done.
  private static Survived survives(Workshop.Work work, int calls, Doing doing) {
    try {
      return new Survived(doing.with(work.attempt(calls)), 0);
    } catch (Cut _) {
      return new Survived(doing.with(work.attempt(Workshop.NEVER)), 1);
    }
  }

  private static boolean end(Workshop.Work work, int calls, Doing doing) {
    try {
      doing.with(work.attempt(calls));
      return true;
    } catch (Cut _) {
      return false;
    }
  }

  /// The work of changing or removing what is there.
  private Workshop.Work on(Made made) {
    var work = shop.new Work().attempt(Workshop.NEVER);
    work.begins(made.physicalId());
    return work;
  }

  private interface Claim {
    void of(Example example, Example.Variation variation);
  }

  private Stream<DynamicTest> variations(Claim claim) {
    return Examples.all().stream()
        .flatMap(example ->
            example.variations().stream()
                .map(variation ->
                    DynamicTest.dynamicTest(
                        example + " " + variation.property(), () -> claim.of(example, variation))));
  }

  private String created(Example example, String properties) {
    return updated(example, properties, properties);
  }

  /// What the services tell after a creation and an update. It is gone afterwards, for the next.
  private String updated(Example example, String before, String after) {
    var old = Workshop.wanted(before);
    var wanted = Workshop.wanted(after);
    var made = shop.create(example.type(), old);
    var last = old;
    try {
      if (!before.equals(after)) {
        last = wanted;
        var changed = example.type().update(Workshop.standing(made, old), wanted, on(made));
        assertThat(changed.physicalId()).isEqualTo(made.physicalId());
        assertThat(changed.attributes()).containsOnlyKeys(made.attributes().keySet());
      }
      return example.describes().apply(shop, made.physicalId());
    } finally {
      shop.delete(example.type(), made, last);
    }
  }
}
