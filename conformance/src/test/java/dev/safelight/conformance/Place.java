package dev.safelight.conformance;

import dev.safelight.cli.api.Aws;
import dev.safelight.cloud.Cloud;
import dev.safelight.cloud.Settings;
import dev.safelight.wire.sigv4.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// A running environment on free ports, and the keys of its `admin`.
record Place(Cloud cloud, Credentials keys) implements AutoCloseable {
  static Place open(Path data) throws IOException {
    var cloud = Cloud.open(Settings.ephemeral(data));
    var profile = new Properties();
    profile.load(Files.newBufferedReader(cloud.credentialsFile()));
    return new Place(
        cloud,
        new Credentials(
            profile.getProperty("aws_access_key_id"),
            profile.getProperty("aws_secret_access_key"),
            ""));
  }

  Aws admin() {
    return Aws.to(cloud.httpsEndpoint(), cloud.caFile(), Settings.REGION, keys);
  }

  StaticCredentialsProvider provider() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
  }

  @Override
  public void close() {
    cloud.close();
  }
}
