package dev.safelight.cli.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// An element of an answer. What is not there is an empty element, so that a path can be asked for
/// in one go. Immutable.
///
/// @param text of an element without children
public record Xml(String name, String text, List<Xml> children) {
  public Xml {
    children = List.copyOf(children);
  }

  /// Reads a document. One with a DTD is refused: no service sends one, and what its entities name
  /// must not be fetched.
  ///
  /// @throws IllegalArgumentException where it is no XML
  public static Xml read(byte[] document) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // It would print.
      return of(builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
    } catch (ParserConfigurationException broken) {
      throw new IllegalStateException("the JDK's parser lacks a feature", broken);
    } catch (SAXException | IOException broken) {
      throw new IllegalArgumentException("the answer is no XML: " + broken.getMessage(), broken);
    }
  }

  private static Xml of(Element element) {
    var children = new ArrayList<Xml>();
    var nodes = element.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element child) {
        children.add(of(child));
      }
    }
    return new Xml(
        element.getTagName(), children.isEmpty() ? element.getTextContent() : "", children);
  }

  /// The first child of that name.
  public Xml at(String child) {
    return children.stream()
        .filter(it -> it.name.equals(child))
        .findFirst()
        .orElseGet(() -> new Xml(child, "", List.of()));
  }

  /// The text of the first child of that name.
  public String text(String child) {
    return at(child).text;
  }

  /// The members of a list.
  public List<Xml> members(String child) {
    return at(child).children.stream().filter(it -> it.name.equals("member")).toList();
  }
}
