package dev.safelight.cli.template;

import dev.safelight.cloud.planned.Plan;
import dev.safelight.template.Output;
import dev.safelight.template.Template;
import dev.safelight.template.document.Document;
import dev.safelight.template.document.Function;
import dev.safelight.template.document.InvalidTemplate;
import dev.safelight.template.document.Node;
import dev.safelight.template.document.Place;
import dev.safelight.template.resolve.Pseudo;
import dev.safelight.template.resolve.Resolved;
import dev.safelight.template.resolve.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A template that lies in a file. What is wrong with it is an [IllegalArgumentException] with the
/// file, the line and AWS's words.
public record TemplateFile(String name, Template template) {
  private static final String ASKED = "AskedResource";

  /// Where a template would be deployed.
  ///
  /// @param account 12 digits
  public record Where(String account, String region, String stack) {}

  public static TemplateFile read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException broken) {
      throw new IllegalArgumentException(
          "The template %s cannot be read: %s".formatted(file, broken.getMessage()), broken);
    }
    return parse(file.getFileName().toString(), text);
  }

  /// Reads a template's text.
  ///
  /// @param name as messages call it
  public static TemplateFile parse(String name, String text) {
    try {
      return new TemplateFile(name, Template.parse(text, Document.Carrier.S3));
    } catch (InvalidTemplate invalid) {
      throw wrong(name, invalid);
    }
  }

  public Resolved resolve(Map<String, String> parameters, Where where) {
    return resolve(template, parameters, where);
  }

  private Resolved resolve(Template wanted, Map<String, String> parameters, Where where) {
    var id =
        "arn:aws:cloudformation:%s:%s:stack/%s/00000000-0000-0000-0000-000000000000"
            .formatted(where.region(), where.account(), where.stack());
    try {
      return Resolver.resolve(
          wanted,
          parameters,
          Pseudo.of(where.account(), where.region(), where.stack(), id),
          new Elsewhere());
    } catch (InvalidTemplate invalid) {
      throw wrong(name, invalid);
    }
  }

  /// What it would bring about.
  public Plan plan(Map<String, String> parameters, Where where) {
    return plan(resolve(parameters, where), where, Map.of());
  }

  /// The same where some of it is there already.
  ///
  /// @param physicalIds by logical ids
  public Plan plan(Map<String, String> parameters, Where where, Map<String, String> physicalIds) {
    return plan(resolve(parameters, where), where, physicalIds);
  }

  private Plan plan(Resolved resolved, Where where, Map<String, String> physicalIds) {
    try {
      return Plan.of(resolved, where.account(), where.region(), where.stack(), physicalIds);
    } catch (InvalidTemplate invalid) {
      throw wrong(name, invalid);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(name + ": " + refused.getMessage(), refused);
    }
  }

  /// What a text in which `${Logical.Arn}` stands for a resource of the template comes to, as in
  /// `Fn::Sub`.
  public String text(String sub, Map<String, String> parameters, Where where) {
    if (!sub.contains("${")) {
      return sub;
    }
    var outputs = new LinkedHashMap<>(template.outputs());
    var value = new Node.Call(Function.SUB, Node.text(sub), Place.NOWHERE);
    var asked = new Output(ASKED, "", value, new Node.Absent(Place.NOWHERE), "", Place.NOWHERE);
    outputs.put(ASKED, asked);
    var asking =
        new Template(
            template.document(),
            template.description(),
            template.parameters(),
            template.rules(),
            template.mappings(),
            template.conditions(),
            template.resources(),
            outputs,
            template.metadata());
    var resolved = resolve(asking, parameters, where);
    try {
      return resolved.late(
          resolved.outputs().getOrDefault(ASKED, asked),
          plan(resolved, where, Map.of()).attributes());
    } catch (InvalidTemplate invalid) {
      throw wrong(name, invalid);
    }
  }

  private static IllegalArgumentException wrong(String name, InvalidTemplate invalid) {
    return new IllegalArgumentException(
        invalid.problems().stream()
            .map(problem -> name + ": " + problem)
            .collect(Collectors.joining("\n")),
        invalid);
  }
}
