/// The resource types that stacks are made of: how each is made, changed and removed by calls of
/// its service, as anybody would make them.
package dev.safelight.cloud.cloudformation.resource;
