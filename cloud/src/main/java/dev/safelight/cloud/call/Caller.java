package dev.safelight.cloud.call;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Who asks, after authentication. See AWS: "AWS JSON policy elements: Principal" and "IAM
/// identifiers".
public sealed interface Caller {
  /// The caller's account, 12 digits; empty for callers that have none.
  String account();

  /// The ARN that `GetCallerIdentity`, messages and the audit record show; empty for anonymous
  /// callers.
  String arn();

  /// The access key that signed the call; empty where none did.
  default String accessKeyId() {
    return "";
  }

  /// A call without a signature.
  record Anonymous() implements Caller {
    @Override
    public String account() {
      return "";
    }

    @Override
    public String arn() {
      return "";
    }
  }

  /// The account itself. It has no keys here; it exists for calls made from inside.
  record Root(String account) implements Caller {
    @Override
    public String arn() {
      return "arn:aws:iam::" + account + ":root";
    }
  }

  /// An IAM user.
  ///
  /// @param path begins and ends with `/`
  /// @param id `AIDA...`
  record User(String account, String path, String name, String id, String accessKeyId)
      implements Caller {
    @Override
    public String arn() {
      return "arn:aws:iam::" + account + ":user" + path + name;
    }
  }

  /// A session of a role, acting with temporary credentials.
  ///
  /// @param roleId `AROA...`
  /// @param sessionPolicies the policies passed when the role was assumed
  /// @param sourceFunction the ARN of the function whose execution environment got these
  ///   credentials (`lambda:SourceFunctionArn`); empty for other sessions
  record Session(
      String account,
      String rolePath,
      String roleName,
      String roleId,
      String sessionName,
      String accessKeyId,
      Instant issuedAt,
      List<SessionPolicy> sessionPolicies,
      String sourceFunction)
      implements Caller {
    public Session {
      sessionPolicies = List.copyOf(sessionPolicies);
    }

    @Override
    public String arn() {
      return "arn:aws:sts::" + account + ":assumed-role/" + roleName + "/" + sessionName;
    }

    public String roleArn() {
      return "arn:aws:iam::" + account + ":role" + rolePath + roleName;
    }
  }

  /// A policy that limits a session and grants nothing.
  ///
  /// @param arn of the managed policy that was named; empty for a document that was passed
  /// @param document as it was when the session was opened
  record SessionPolicy(String arn, String document) {}

  /// A service that calls on its own behalf, such as `s3.amazonaws.com` delivering an event.
  ///
  /// @param keys what AWS adds to such calls: `aws:SourceArn`, `aws:SourceAccount`
  record Service(String principal, Map<String, String> keys) implements Caller {
    public Service {
      keys = Map.copyOf(keys);
    }

    @Override
    public String account() {
      return "";
    }

    @Override
    public String arn() {
      return principal;
    }
  }
}
