package dev.safelight.template.resolve;

import java.util.List;

/// What the pseudo parameters stand for. AWS: "Get AWS values using pseudo parameters".
///
/// @param stackId the stack's ARN
public record Pseudo(
    String accountId,
    String region,
    String partition,
    String urlSuffix,
    String stackName,
    String stackId,
    List<String> notificationArns) {
  public Pseudo {
    notificationArns = List.copyOf(notificationArns);
  }

  /// In the partition `aws`, telling nobody.
  public static Pseudo of(String accountId, String region, String stackName, String stackId) {
    return new Pseudo(accountId, region, "aws", "amazonaws.com", stackName, stackId, List.of());
  }
}
