package dev.safelight.template.resolve;

import dev.safelight.template.document.Node;

/// What names mean at one moment. A call that has no answer yet is given back as it is.
interface Scope {
  Node ref(Node.Call call, String name, String path);

  Node attribute(Node.Call call, String id, String attribute, String path);

  boolean condition(String name, String path);

  Node mapping(Node.Call call, String map, String key, String attribute, String path);

  Node imported(Node.Call call, String name, String path);

  Node zones(Node.Call call, String region);

  /// Functions that only rules have.
  Node rule(Node.Call call, String path);
}
