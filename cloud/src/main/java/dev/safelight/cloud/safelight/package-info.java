/// Safelight's own questions, asked on the one road like everybody's: why a call was decided as it
/// was, what was recorded, who may do something. Begin reading at
/// [dev.safelight.cloud.safelight.Safelight] and [dev.safelight.cloud.safelight.Inquiries].
package dev.safelight.cloud.safelight;
