/// Tells destinations what happened: an outbox that is filled in the transactions of those who act,
/// and a notifier that empties it through the front door. Begin reading at
/// [dev.safelight.cloud.notify.Notifier].
package dev.safelight.cloud.notify;
