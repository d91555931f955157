/// Bytes to AWS's own shapes and back: one codec per wire protocol, driven by what the SDK's shapes
/// say of their members. Begin reading at [dev.safelight.cloud.protocol.RestXml].
package dev.safelight.cloud.protocol;
