package dev.safelight.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.safelight.cloud.audit.Audit;
import dev.safelight.cloud.authenticate.Authenticator;
import dev.safelight.cloud.authenticate.Keys;
import dev.safelight.cloud.authorise.Authoriser;
import dev.safelight.cloud.authorise.Compiled;
import dev.safelight.cloud.authorise.Front;
import dev.safelight.cloud.authorise.Resources;
import dev.safelight.cloud.call.Caller;
import dev.safelight.cloud.iam.Iam;
import dev.safelight.cloud.lambda.Endpoint;
import dev.safelight.cloud.lambda.Lambda;
import dev.safelight.cloud.logs.Logs;
import dev.safelight.cloud.notify.Notifier;
import dev.safelight.cloud.notify.Outbox;
import dev.safelight.cloud.s3.S3;
import dev.safelight.cloud.store.Store;
import dev.safelight.cloud.sts.Sts;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/// The one place where objects meet: constructor calls, in the order in which they need each other.
final class Wiring implements AutoCloseable {
  static final String CREDENTIALS = "credentials";
}
