/// Condition operators, one family a file, and the three answers a condition can give. Begin at
/// [Condition].
package dev.safelight.policy.condition;
