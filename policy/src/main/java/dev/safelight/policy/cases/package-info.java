/// Policy cases as lines of JSON, so that other engines' collections and ours are read alike. Begin
/// at [Cases].
package dev.safelight.policy.cases;
