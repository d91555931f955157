package dev.safelight.cloud.s3;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.List;

/// Everything that S3 can be asked for here. Each record is named as AWS names the operation and
/// keeps the SDK's request shape as its input. See AWS: "Required permissions for Amazon S3 API
/// operations".
sealed interface S3Operation extends Operation
    permits BucketOperation,
        ListOperation,
        ObjectOperation,
        TagOperation,
        MultipartOperation,
        SettingOperation,
        ConfigurationOperation,
        PreflightRequest {
  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  @Override
  List<Access> needs();

  /// What is still to come of the request.
  default Arrival arrival() {
    return Arrival.NOTHING;
  }

  @Override
  default boolean carriesPayload() {
    return arrival().isAwaited();
  }
}
