package dev.safelight.policy.condition;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The list that a new family of operators adds itself to.
final class Operators {
  static final List<Operator> ALL =
      Stream.<Operator[]>of(
              StringOperator.values(),
              NumericOperator.values(),
              DateOperator.values(),
              BoolOperator.values(),
              BinaryOperator.values(),
              IpOperator.values(),
              ArnOperator.values(),
              NullOperator.values())
          .flatMap(Arrays::stream)
          .toList();

  static final Map<String, Operator> BY_SPELLING =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Operator::spelling, Function.identity()));

  private Operators() {}
}
