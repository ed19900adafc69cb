package dev.postern.cli.takeover;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The children of an XML file's root, one by one, so that memory does not grow with the file.
///
/// A DTD is refused, and with it all entities but the five that XML has by itself: nothing is
/// fetched and nothing expands.
final class XmlElements {
  private static final char MARK = '\ufeff';
  private static final int DEEPEST = 32;
  private static final int MOST_ELEMENTS = 10_000;
  private static final int LONGEST_TEXT = 1 << 16;
  private static final int LONGEST_STRETCH = 8 << 20;

  private final Stretch stretch;
  private final XMLStreamReader reader;
  private final String root;
  private int elements;

  /// @param root the name that the root must have
  XmlElements(InputStream in, String root) {
    this.root = root;
    stretch = new Stretch(in);
    try {
      reader = factory().createXMLStreamReader(text(stretch));
      while (reader.getEventType() != XMLStreamConstants.START_ELEMENT) {
        event();
      }
    } catch (XMLStreamException e) {
      throw broken(e);
    }
    if (!reader.getLocalName().equals(root)) {
      throw new BrokenFile(line(), "the file begins with something else than <" + root + ">");
    }
  }

  /// As UTF-8, whatever else it may say of itself.
  private static Reader text(InputStream in) throws XMLStreamException {
    try {
      var reader =
          new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
      int first = reader.read();
      if (first >= 0 && first != MARK) {
        reader.unread(first);
      }
      return reader;
    } catch (CharacterCodingException _) {
      throw new BrokenFile(1, "the file is not UTF-8: save it in that encoding");
    } catch (IOException e) {
      throw new XMLStreamException(e);
    }
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver((_, _, _, _) -> {
      throw new XMLStreamException("nothing is fetched");
    });
    return factory;
  }

  /// The next child; empty once the file came to its end.
  Optional<XmlElement> next() {
    try {
      elements = 0;
      while (reader.hasNext()) {
        int event = event();
        if (event == XMLStreamConstants.START_ELEMENT) {
          return Optional.of(element(1));
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      throw broken(e);
    }
  }

  private int event() throws XMLStreamException {
    stretch.read = 0;
    try {
      int event = reader.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new BrokenFile(line(), "a DTD (<!DOCTYPE>) or an entity is refused");
      }
      return event;
    } catch (RuntimeException e) {
      throw e instanceof BrokenFile ? e : new BrokenFile(line(), "this is not XML");
    }
  }

  private XmlElement element(int depth) throws XMLStreamException {
    if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
      throw new BrokenFile(line(), "over 32 elements in one another, or 10,000 in one");
    }
    String name = reader.getLocalName();
    long line = line();
    var attributes = attributes();
    List<XmlElement> children = new ArrayList<>();
    var text = new StringBuilder();
    for (int event = event(); event != XMLStreamConstants.END_ELEMENT; event = event()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(text);
        default -> {
          // comments and processing instructions say nothing
        }
      }
    }
    return new XmlElement(name, attributes, List.copyOf(children), text.toString(), line);
  }

  private Map<String, String> attributes() {
    var attributes = new HashMap<String, String>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
    }
    return Map.copyOf(attributes);
  }

  private void append(StringBuilder text) {
    if (text.length() + reader.getTextLength() > LONGEST_TEXT) {
      throw new BrokenFile(line(), "a text of over 65,536 characters");
    }
    text.append(reader.getText());
  }

  private long line() {
    return Math.max(1, reader.getLocation().getLineNumber());
  }

  /// The parser's own words may repeat what stands there.
  private BrokenFile broken(XMLStreamException e) {
    long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
    return new BrokenFile(
        line, "this is not XML, or the file ends before </" + root + ">: is it the whole file?");
  }

  /// Bounds what the parser reads from one event to the next.
  private static final class Stretch extends FilterInputStream {
    private long read;

    Stretch(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      read += Math.max(0, count);
      if (read > LONGEST_STRETCH) {
        throw new IOException("8 MiB without an event");
      }
      return count;
    }
  }
}
