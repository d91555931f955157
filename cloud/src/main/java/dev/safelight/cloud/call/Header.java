package dev.safelight.cloud.call;

/// One header line as it was sent: name and value, neither folded nor decoded.
public record Header(String name, String value) {}
