package dev.safelight.cloud.safelight;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// The shape of answers that are their body: AWS has no shapes for what it does not do.
enum Nothing implements SdkPojo {
  SHAPE;

  @Override
  public List<SdkField<?>> sdkFields() {
    return List.of();
  }

  @Override
  public boolean equalsBySdkFields(Object other) {
    return other == this;
  }

  @Override
  public Map<String, SdkField<?>> sdkFieldNameToField() {
    return Map.of();
  }
}
