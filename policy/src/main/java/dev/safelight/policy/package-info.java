/// The decision: a [Query] goes into the [Engine], a [Decision] comes out. What the policies say is
/// gathered in [Findings]; how they combine is the engine's one page.
package dev.safelight.policy;
