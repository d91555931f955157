package dev.safelight.cloud.cloudformation;

/// What is to be done about one resource.
sealed interface Step {
  record Done(Applied applied) implements Step {}

  record Failed() implements Step {}

  record Create(Part part) implements Step {}

  record Change(Part part) implements Step {}
}
