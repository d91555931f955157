/// What properties and attributes a resource type has. Begin at [Schemas].
package dev.safelight.template.schema;
