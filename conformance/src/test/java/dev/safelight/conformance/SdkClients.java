package dev.safelight.conformance;

import dev.safelight.cloud.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/// The AWS SDK's own clients as one caller of one endpoint. They try once: a test sees the first
/// answer, not a lucky one. Immutable.
///
/// @param endpoint HTTP or HTTPS
/// @param transport trusts the environment's CA and nobody else
record SdkClients(
    URI endpoint, Path authority, SdkHttpClient transport, AwsCredentialsProvider keys) {
  private static final Region HOME = Region.of(Settings.REGION);

  static SdkClients of(URI endpoint, Path authority, AwsCredentialsProvider keys) {
    var transport =
        UrlConnectionHttpClient.builder()
            .socketTimeout(Duration.ofMinutes(1))
            .tlsTrustManagersProvider(() -> trusting(authority))
            .build();
    return new SdkClients(endpoint, authority, transport, keys);
  }

  /// The same endpoint as another caller.
  SdkClients as(String accessKeyId, String secretAccessKey) {
    return as(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
  }

  SdkClients as(String accessKeyId, String secretAccessKey, String sessionToken) {
    return as(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken)));
  }

  SdkClients asAnonymous() {
    return as(AnonymousCredentialsProvider.create());
  }

  private SdkClients as(AwsCredentialsProvider others) {
    return new SdkClients(endpoint, authority, transport, others);
  }

  /// The same caller at another endpoint.
  SdkClients at(URI other) {
    return new SdkClients(other, authority, transport, keys);
  }

  /// Without `Expect: 100-continue`: Java's HTTP client throws away what a server says instead of
  /// "continue" (JDK-8054565), and the tests read refusals.
  S3Client s3() {
    return s3(S3Client.builder(), new Unexpecting());
  }

  private static final class Unexpecting implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(
        Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
      return context.httpRequest().copy(request -> request.removeHeader("Expect"));
    }
  }

  S3Client s3(S3ClientBuilder builder, ExecutionInterceptor... watching) {
    builder.forcePathStyle(true);
    return aimed(builder, watching).build();
  }

  IamClient iam() {
    return aimed(IamClient.builder()).build();
  }

  StsClient sts() {
    return aimed(StsClient.builder()).build();
  }

  LambdaClient lambda() {
    return aimed(LambdaClient.builder()).build();
  }

  CloudFormationClient cloudFormation() {
    return aimed(CloudFormationClient.builder()).build();
  }

  SqsClient sqs() {
    return aimed(SqsClient.builder()).build();
  }

  CloudWatchLogsClient logs() {
    return aimed(CloudWatchLogsClient.builder()).build();
  }

  SsmClient ssm() {
    return aimed(SsmClient.builder()).build();
  }

  S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(endpoint)
        .region(HOME)
        .credentialsProvider(keys)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  /// A client that knows nothing of AWS, for presigned links.
  HttpClient stranger() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, trusting(authority), null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B aimed(
      B builder, ExecutionInterceptor... watching) {
    return builder
        .endpointOverride(endpoint)
        .region(HOME)
        .credentialsProvider(keys)
        .httpClient(transport)
        .overrideConfiguration(over -> {
          over.retryStrategy(AwsRetryStrategy.doNotRetry());
          for (var interceptor : watching) {
            over.addExecutionInterceptor(interceptor);
          }
        });
  }

  private static TrustManager[] trusting(Path authority) {
    try (var in = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException broken) {
      throw new IllegalStateException(authority + " cannot be trusted", broken);
    }
  }
}
