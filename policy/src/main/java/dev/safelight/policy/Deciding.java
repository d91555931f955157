package dev.safelight.policy;

/// The statement that decided: its policy's type and name, its Sid or else `Statement[1]`, and the
/// line (1-based) it begins on in its document.
public record Deciding(PolicyType type, String policy, String statement, int line) {}
