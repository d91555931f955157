package dev.safelight.cloud.safelight;

import dev.safelight.policy.Query;
import dev.safelight.policy.Requester;
import dev.safelight.policy.condition.Condition;
import dev.safelight.policy.document.Resources;
import dev.safelight.policy.document.Statement;
import dev.safelight.policy.match.Key;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which condition keys depend on the call and not on who makes it: nobody can say beforehand over
/// which network, at what time and with which parameters somebody will ask. Everything else is as
/// it is kept, and a key that this environment never fills is absent for certain.
///
/// @param query the candidate's, with the keys that are certain
/// @param unsure keys of the query whose value stands for any
/// @param unknown what keys begin with, in lower case, that nobody can know
/// @param isStranger whether the candidate's account is not here, so that nothing of it is known
record Openness(Query query, Set<Key> unsure, Set<String> unknown, boolean isStranger) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},]+?)\\s*[},]");

  /// What a call from outside brings by the way it is sent.
  private static final Set<String> SENT =
      Set.of("aws:sourceip", "aws:securetransport", "aws:useragent", "aws:referer");

  private static final Set<String> ANY_CALL =
      Set.of("aws:currenttime", "aws:epochtime", "aws:requestedregion", "aws:tagkeys");

  private static final Set<String> FROM_SERVICES = Set.of("aws:sourcearn", "aws:sourceaccount");

  private static final Set<String> SIGNED =
      Set.of("s3:authtype", "s3:signatureversion", "s3:signatureage", "s3:x-amz-content-sha256");

  private static final List<String> KEPT =
      List.of("s3:existingobjecttag/", "iam:resourcetag/", "aws:resourcetag/");

  Openness {
    unsure = Set.copyOf(unsure);
    unknown = Set.copyOf(unknown);
  }

  boolean isOpen(Key key) {
    if (!query.context().values(key).isEmpty()) {
      return unsure.contains(key);
    }
    var name = key.toString().toLowerCase(Locale.ROOT);
    if (unknown.stream().anyMatch(name::startsWith)) {
      return true;
    }
    if (KEPT.stream().anyMatch(name::startsWith)) {
      return false;
    }
    boolean service = query.requester() instanceof Requester.Service;
    boolean session = query.requester() instanceof Requester.Role;
    boolean anonymous = query.requester() instanceof Requester.Anonymous;
    if (SENT.contains(name)) {
      return !service; // Services come in without the socket.
    }
    if (FROM_SERVICES.contains(name)) {
      return service;
    }
    if (name.equals("aws:tokenissuetime") || name.equals("lambda:sourcefunctionarn")) {
      return session;
    }
    if (SIGNED.contains(name)) {
      return !anonymous;
    }
    if (ANY_CALL.contains(name) || name.startsWith("aws:requesttag/")) {
      return true;
    }
    return name.startsWith("aws:") ? isStranger : true;
  }

  boolean isOpen(Condition condition) {
    return isOpen(condition.key()) || condition.values().stream().anyMatch(this::isOpen);
  }

  /// Whether which resources a statement means depends on the call.
  boolean isOpen(Resources resources) {
    return switch (resources) {
      case Resources.Bearer _ -> false;
      case Resources.Only(var patterns) ->
          patterns.stream().map(Object::toString).anyMatch(this::isOpen);
      case Resources.AllBut(var patterns) ->
          patterns.stream().map(Object::toString).anyMatch(this::isOpen);
    };
  }

  boolean isOpen(Statement statement) {
    return isOpen(statement.resources()) || statement.conditions().stream().anyMatch(this::isOpen);
  }

  private boolean isOpen(String text) {
    if (!text.contains("${")) {
      return false;
    }
    var named = new HashSet<String>();
    var variables = VARIABLE.matcher(text);
    while (variables.find()) {
      named.add(variables.group(1));
    }
    return named.stream().anyMatch(name -> isOpen(Key.of(name)));
  }
}
