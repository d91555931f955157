/// Text to tree and back, with line and column. Begin at [Document].
package dev.safelight.template.document;
