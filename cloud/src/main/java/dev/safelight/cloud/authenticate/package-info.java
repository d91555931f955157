/// Tells who signed a request. Begin reading at [dev.safelight.cloud.authenticate.Authenticator].
package dev.safelight.cloud.authenticate;
