/// What AWS's services, actions, resources and condition keys are called, and what a policy says
/// that reads well and does nothing. Begin with [dev.safelight.policy.catalogue.Warnings]; the
/// facts are in [dev.safelight.policy.catalogue.Catalogue].
package dev.safelight.policy.catalogue;
