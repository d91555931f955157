/// What the parts of the stack that the environment comes with are called, and the package that
/// runs on the Java of Lambda. Begin reading at [dev.safelight.cli.design.Design].
package dev.safelight.cli.design;
