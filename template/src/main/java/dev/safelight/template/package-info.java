/// A template's sections, read and checked as far as no parameter is needed. Begin at [Template].
package dev.safelight.template;
