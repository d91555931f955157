/// What differs between two resolved templates. Begin at [Difference].
package dev.safelight.template.change;
