package dev.safelight.cloud.protocol;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// An element of a document that a client sent.
///
/// @param name without its namespace: S3's clients write several and none
/// @param attributes by `prefix:name`; namespace declarations are none
/// @param text what stands directly inside, other than elements
record XmlElement(
    String name, Map<String, String> attributes, List<XmlElement> children, String text) {
  private static final int DEEPEST = 32;
  private static final int MOST = 100_000;

  XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /// What stops a document from being read.
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message);
    }
  }

  /// Reads UTF-8 only. A document type is refused before anything it declares could be expanded or
  /// fetched (OWASP: "XML External Entity Prevention").
  static XmlElement parse(byte[] document) throws Malformed {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("external entities are not read");
    });
    try {
      var reader = factory.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
      return new Parsing(reader).document();
    } catch (XMLStreamException broken) {
      var at = broken.getLocation();
      throw new Malformed(
          at == null ? "not well-formed" : "not well-formed at line " + at.getLineNumber());
    }
  }

  private static final class Parsing {
    private final XMLStreamReader reader;
    private int elements;

    Parsing(XMLStreamReader reader) {
      this.reader = reader;
    }

    XmlElement document() throws XMLStreamException, Malformed {
      while (reader.next() != XMLStreamConstants.START_ELEMENT) {
        refuseDocumentType();
      }
      var root = element(1);
      while (reader.hasNext()) {
        reader.next();
        refuseDocumentType();
      }
      return root;
    }

    private XmlElement element(int depth) throws XMLStreamException, Malformed {
      var name = reader.getLocalName();
      if (depth > DEEPEST || ++elements > MOST) {
        throw new Malformed("more than " + DEEPEST + " levels or " + MOST + " elements at " + name);
      }
      var attributes = attributes();
      var children = new ArrayList<XmlElement>();
      var text = new StringBuilder();
      while (true) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
          case XMLStreamConstants.END_ELEMENT -> {
            return new XmlElement(name, attributes, children, text.toString());
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              text.append(reader.getText());
          default -> refuseDocumentType();
        }
      }
    }

    private Map<String, String> attributes() {
      var attributes = new LinkedHashMap<String, String>();
      for (int i = 0; i < reader.getAttributeCount(); i++) {
        var prefix = reader.getAttributePrefix(i);
        var name = reader.getAttributeLocalName(i);
        attributes.put(
            prefix == null || prefix.isEmpty() ? name : prefix + ":" + name,
            reader.getAttributeValue(i));
      }
      return attributes;
    }

    private void refuseDocumentType() throws Malformed {
      switch (reader.getEventType()) {
        case XMLStreamConstants.DTD,
            XMLStreamConstants.ENTITY_DECLARATION,
            XMLStreamConstants.ENTITY_REFERENCE ->
            throw new Malformed("document types and entities are not read");
        default -> {}
      }
    }
  }
}
