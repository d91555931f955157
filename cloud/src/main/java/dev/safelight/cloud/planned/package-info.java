/// What a template would bring about, before it does: the names of its resources, and who may then
/// do what. Begin reading at [dev.safelight.cloud.planned.Plan].
package dev.safelight.cloud.planned;
