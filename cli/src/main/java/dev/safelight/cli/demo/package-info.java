/// The main job from end to end, with proof. Begin reading at [dev.safelight.cli.demo.Demo].
package dev.safelight.cli.demo;
