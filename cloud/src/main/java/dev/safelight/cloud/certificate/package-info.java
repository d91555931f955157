/// The environment's own certificate authority and the HTTPS certificate that it signs, made at
/// first start with the JDK alone. Whoever trusts the authority trusts it for this machine only:
/// its names are constrained to localhost and loopback addresses, so its stolen key signs for no
/// other host. Begin reading at [dev.safelight.cloud.certificate.Certificates].
package dev.safelight.cloud.certificate;
