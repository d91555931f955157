package dev.safelight.policy.document;
/// A compiled policy.
public final class Policy { private Policy() {} }
