package dev.safelight.cloud.lambda;

import java.nio.file.Path;

/// Where functions reach the environment.
///
/// @param url such as `https://127.0.0.1:4567`
/// @param certificates the CA that signed the endpoint's certificate, PEM
public record Endpoint(String url, Path certificates) {}
