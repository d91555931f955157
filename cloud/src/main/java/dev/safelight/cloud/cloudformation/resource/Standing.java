package dev.safelight.cloud.cloudformation.resource;

import dev.safelight.template.document.Node;

/// A resource that its stack has made.
///
/// @param physicalId as [Made] said it
/// @param properties that it was made or last changed with
public record Standing(
    String account, String region, String stackName, String physicalId, Node.Fields properties) {}
