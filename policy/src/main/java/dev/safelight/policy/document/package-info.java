/// Policy documents as records, and the strict reader that makes them. Begin at [Policy].
package dev.safelight.policy.document;
