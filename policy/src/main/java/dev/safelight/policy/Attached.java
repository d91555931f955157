package dev.safelight.policy;
import dev.safelight.policy.document.Policy;
/// A.
public record Attached(PolicyType type, String name, Policy policy) {}
