/// Everything that outlives a call: one SQLite database and a folder of object files under one
/// root. The only package that writes to disk. Begin reading at [dev.safelight.cloud.store.Store].
package dev.safelight.cloud.store;
