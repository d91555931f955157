/// A template with its parameters: values, conditions, dependencies, order. Begin at [Resolver].
package dev.safelight.template.resolve;
