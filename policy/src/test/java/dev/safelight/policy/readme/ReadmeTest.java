package dev.safelight.policy.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.safelight.policy.Attached;
import dev.safelight.policy.Context;
import dev.safelight.policy.Decision;
import dev.safelight.policy.Engine;
import dev.safelight.policy.PolicyType;
import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.ResourceWords;
import dev.safelight.policy.document.MalformedPolicy;
import dev.safelight.policy.document.Policy;
import dev.safelight.policy.explain.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The example of the README, run, and compared with what the README prints.
class ReadmeTest {
  private static final Path SOURCE =
      Path.of("src/test/java/dev/safelight/policy/readme/ReadmeTest.java");

  @Test
  void theExampleSaysWhatTheReadmeSays() throws MalformedPolicy, IOException {
    // begin
    var bucket =
        Policy.parse(
            """
            {"Version": "2012-10-17", "Statement": {
              "Sid": "ReadUploads", "Effect": "Allow",
              "Principal": {"AWS": "arn:aws:iam::123456789012:role/Thumbnails"},
              "Action": "s3:GetObject", "Resource": "arn:aws:s3:::photos/uploads/*"}}
            """,
            PolicyType.RESOURCE.kind());
    var query =
        new Query(
            new Requester.Role(
                "arn:aws:iam::123456789012:role/Thumbnails",
                "arn:aws:sts::123456789012:assumed-role/Thumbnails/run",
                "123456789012"),
            "s3:GetObject",
            "arn:aws:s3:::photos/private/cat.jpg",
            "123456789012",
            Context.empty().with("aws:SecureTransport", "true"),
            List.of(new Attached(PolicyType.RESOURCE, "bucket policy of photos", bucket)));

    var said =
        switch (Engine.decide(query)) {
          case Decision.Allowed(var by) -> "allowed by " + by;
          case Decision.Denied denied -> denied.message(query, ResourceWords.of(query.action()));
        };
    var advice = Explanation.of(query).fix();
    // end
    var readme = Files.readString(Path.of("README.md"));
    assertThat(readme).contains(example());
    assertThat(readme.replace('\n', ' ')).contains("`" + said + "`").contains("`" + advice + "`");
  }

  private static String example() throws IOException {
    var source = Files.readString(SOURCE);
    var from = source.indexOf("    // begin\n") + "    // begin\n".length();
    return source.substring(from, source.indexOf("    // end\n")).indent(-4);
  }
}
