/// Names and patterns: keys, ARNs, wildcards, policy variables. A leaf; no pattern backtracks.
/// Begin at [Template].
package dev.safelight.policy.match;
