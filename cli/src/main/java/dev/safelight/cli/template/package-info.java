/// Templates as files: read, given their parameters, and what each would let whom do. Begin reading
/// at [dev.safelight.cli.template.TemplateFile].
package dev.safelight.cli.template;
