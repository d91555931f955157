/// The words that every part of the environment shares: what comes in, who asks, what is asked,
/// what goes out. A leaf: it knows no other package of the environment. Begin reading at
/// [dev.safelight.cloud.call.Request] and [dev.safelight.cloud.call.Operation].
package dev.safelight.cloud.call;
