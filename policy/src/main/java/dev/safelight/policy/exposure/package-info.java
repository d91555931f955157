/// What S3 calls public, and what its Block Public Access makes of it. Begin at [Exposure].
package dev.safelight.policy.exposure;
