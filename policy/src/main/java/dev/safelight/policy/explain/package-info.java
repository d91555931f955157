/// Why a decision fell: the statement that decided, the nearest miss, the smallest fix. Begin at
/// [Explanation].
package dev.safelight.policy.explain;
