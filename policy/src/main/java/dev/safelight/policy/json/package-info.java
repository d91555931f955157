/// JSON with line numbers, read so strictly that no two readers can differ. Begin at [JsonReader].
package dev.safelight.policy.json;
