/// The design that the environment comes with, as one description and the calls that bring it
/// about. Begin reading at [dev.safelight.cli.design.Design].
package dev.safelight.cli.design;
