/// Gathers the policies that apply to a call, asks the engine, and hands out the proof without
/// which no service acts. Begin reading at [dev.safelight.cloud.authorise.Authoriser].
package dev.safelight.cloud.authorise;
