package dev.safelight.template.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// YAML with CloudFormation's short forms into [Node]s; `!Ref X` reads as `{Ref: X}`.
///
/// From events instead of the library's own trees, which resolve aliases before anybody counts.
/// AWS: "CloudFormation template formats" has the tags, aliases and merges that it refuses.
final class YamlReader {
  private final ParserImpl events;

  private YamlReader(String text) {
    var settings =
        LoadSettings.builder().setUseMarks(true).setCodePointLimit(text.length() + 1).build();
    events = new ParserImpl(settings, new StreamReader(settings, text));
  }

  static Node read(String text) {
    try {
      return new YamlReader(text).document();
    } catch (MarkedYamlEngineException wrong) {
      throw wrong(wrong.getProblem(), place(wrong.getProblemMark()));
    } catch (YamlEngineException | IndexOutOfBoundsException | IllegalArgumentException wrong) {
      // Its scanner trips over some broken texts with exceptions that are not its own.
      throw wrong(String.valueOf(wrong.getMessage()), new Place(1, 1));
    }
  }

  private Node document() {
    events.next(); // the stream's start
    if (!events.checkEvent(Event.ID.DocumentStart)) {
      throw Problem.of("Template format error: unsupported structure.", "", new Place(1, 1))
          .because("the text is empty")
          .thrown();
    }
    events.next();
    var root = node(events.next(), 0);
    events.next(); // the document's end
    if (events.checkEvent(Event.ID.DocumentStart)) {
      throw wrong("a second document begins", place(events.peekEvent().getStartMark()));
    }
    return root;
  }

  private Node node(Event event, int depth) {
    var place = place(event.getStartMark());
    if (depth > Document.DEEPEST) {
      throw Document.tooDeep(place);
    }
    if (event instanceof AliasEvent
        || (event instanceof NodeEvent named && named.getAnchor().isPresent())) {
      throw Problem.of(
              "Template error: YAML aliases are not allowed in CloudFormation templates", "", place)
          .thrown();
    }
    return switch (event) {
      case ScalarEvent scalar -> tagged(scalar.getTag(), Scalars.read(scalar, place), place);
      case SequenceStartEvent list -> tagged(list.getTag(), items(place, depth), place);
      case MappingStartEvent map -> tagged(map.getTag(), fields(place, depth), place);
      default -> throw wrong("expected a value", place);
    };
  }

  private Node items(Place place, int depth) {
    var list = new ArrayList<Node>();
    while (!events.checkEvent(Event.ID.SequenceEnd)) {
      list.add(node(events.next(), depth + 1));
    }
    events.next();
    return new Node.Items(list, place);
  }

  private Node fields(Place place, int depth) {
    var list = new ArrayList<Node.Field>();
    var names = new HashSet<String>();
    while (!events.checkEvent(Event.ID.MappingEnd)) {
      var name = name(events.next());
      if (!names.add(name.text())) {
        throw wrong("the name \"" + name.text() + "\" stands twice in one map", name.place());
      }
      list.add(new Node.Field(name.text(), name.place(), node(events.next(), depth + 1)));
    }
    events.next();
    return new Node.Fields(list, place);
  }

  private static Node.Text name(Event event) {
    var place = place(event.getStartMark());
    if (!(event instanceof ScalarEvent key) || key.getAnchor().isPresent()) {
      throw wrong("a name must be a plain word", place);
    }
    if (key.isPlain() && key.getValue().equals("<<")) {
      throw wrong("CloudFormation has no merges (<<)", place);
    }
    if (key.getTag().isPresent()) {
      throw wrong("a name has no tag", place);
    }
    return new Node.Text(key.getValue(), place);
  }

  private static Node tagged(Optional<String> tag, Node node, Place place) {
    if (tag.isEmpty() || Scalars.knows(tag.get()) || tag.get().equals("!")) {
      return node;
    }
    var function = Function.tagged(tag.get());
    if (function.isEmpty()) {
      throw Problem.of("Template format error: YAML not well-formed. (" + place + ")", "", place)
          .because("the tag " + tag.get() + " is none of CloudFormation's")
          .thrown();
    }
    var argument = function.get() == Function.GET_ATT ? attribute(node) : node;
    var field = new Node.Field(function.get().fullName(), place, argument);
    return new Node.Fields(List.of(field), place);
  }

  /// `Role.Arn` as the pair that JSON has; the attribute may have further dots.
  private static Node attribute(Node node) {
    if (!(node instanceof Node.Text(var text, var place)) || text.indexOf('.') < 0) {
      return node;
    }
    var dot = text.indexOf('.');
    return new Node.Items(
        List.of(
            new Node.Text(text.substring(0, dot), place),
            new Node.Text(text.substring(dot + 1), place)),
        place);
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(new Place(1, 1));
  }

  static InvalidTemplate wrong(String why, Place place) {
    return Problem.of("Template format error: YAML not well-formed. (" + place + ")", "", place)
        .because(why)
        .thrown();
  }
}
