/// What runs a function of a Java runtime: a process of this environment's own JDK, which talks to
/// the Runtime API as every function does. It shares nothing with the environment but this package
/// and Jackson, and the function sees neither. Begin reading at
/// [dev.safelight.cloud.runtime.JavaRuntime].
package dev.safelight.cloud.runtime;
