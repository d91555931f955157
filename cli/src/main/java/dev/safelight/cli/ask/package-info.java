/// Questions about decisions, put to a running environment or to a stopped one's state, and their
/// answers as people read them. Begin reading at [dev.safelight.cli.ask.Questions].
package dev.safelight.cli.ask;
