package dev.safelight.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Who made an image and what may be done with it: all that is kept of its metadata, on request.
record Rights(Optional<String> artist, Optional<String> copyright) {
  static final Rights NONE = new Rights(Optional.empty(), Optional.empty());

  private static final int ARTIST = 0x013B;
  private static final int COPYRIGHT = 0x8298;
  private static final int ASCII = 2;

  /// IPTC-IIM 4.2: record 2, by-line and copyright notice.
  private static final int BY_LINE = 80;

  private static final int NOTICE = 116;

  /// Longer ones are cut: a thumbnail is no place for a contract.
  private static final int LONGEST = 1_000;

  /// From these blocks, the first that says it: XMP, whose texts are Unicode, EXIF (with or without
  /// its prefix), IPTC.
  static Rights of(Optional<byte[]> exif, Optional<byte[]> iptc, Optional<byte[]> xmp) {
    return new Rights(
        xmp.flatMap(block -> xmp(block, "dc:creator"))
            .or(() -> exif.flatMap(block -> exif(block, ARTIST)))
            .or(() -> iptc.flatMap(block -> iptc(block, BY_LINE))),
        xmp.flatMap(block -> xmp(block, "dc:rights"))
            .or(() -> exif.flatMap(block -> exif(block, COPYRIGHT)))
            .or(() -> iptc.flatMap(block -> iptc(block, NOTICE))));
  }

  /// From the first directory of a TIFF ("TIFF", revision 6.0, sections 8 and 20), whose numbers
  /// and form EXIF has taken over.
  static Rights of(ByteBuffer tiff) {
    return new Rights(directory(tiff, ARTIST), directory(tiff, COPYRIGHT));
  }

  /// These, and of another what they lack.
  Rights or(Rights other) {
    return new Rights(artist.or(other::artist), copyright.or(other::copyright));
  }

  boolean none() {
    return artist.isEmpty() && copyright.isEmpty();
  }

  /// These two as a packet ("XMP Specification", part 1, 7; Dublin Core).
  String xmp() {
    return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
        + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        + property("dc:creator", "rdf:Seq", "", artist)
        + property("dc:rights", "rdf:Alt", " xml:lang=\"x-default\"", copyright)
        + "</rdf:Description></rdf:RDF></x:xmpmeta>";
  }

  private static String property(
      String name, String list, String attribute, Optional<String> value) {
    return value
        .map(text ->
            "<%1$s><%2$s><rdf:li%3$s>%4$s</rdf:li></%2$s></%1$s>"
                .formatted(name, list, attribute, escaped(text)))
        .orElse("");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// A text of the first directory ("Exif 2.32", 4.6.2); broken EXIF says nothing.
  private static Optional<String> exif(byte[] block, int tag) {
    int prefix = block.length > 6 && block[0] == 'E' ? 6 : 0;
    return directory(ByteBuffer.wrap(block, prefix, block.length - prefix).slice(), tag);
  }

  private static Optional<String> directory(ByteBuffer bytes, int tag) {
    try {
      var tiff = bytes.duplicate();
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      for (int i = 0; i < Short.toUnsignedInt(tiff.getShort(directory)); i++) {
        int entry = directory + 2 + 12 * i;
        if (Short.toUnsignedInt(tiff.getShort(entry)) == tag && tiff.getShort(entry + 2) == ASCII) {
          int length = tiff.getInt(entry + 4);
          int at = length <= 4 ? entry + 8 : tiff.getInt(entry + 8);
          return text(tiff, at, length);
        }
      }
    } catch (IndexOutOfBoundsException _) {
      // Says nothing.
    }
    return Optional.empty();
  }

  /// The marker 1C 02, the number of the dataset, two bytes of length.
  private static Optional<String> iptc(byte[] block, int dataset) {
    var bytes = ByteBuffer.wrap(block);
    for (int at = 0; at + 5 <= block.length; at++) {
      if (block[at] == 0x1C && block[at + 1] == 2 && block[at + 2] == dataset) {
        int length = Short.toUnsignedInt(bytes.getShort(at + 3));
        return at + 5 + length <= block.length ? text(bytes, at + 5, length) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// The first item of a property. No XML parser: strangers' entities stay letters.
  private static Optional<String> xmp(byte[] block, String property) {
    var text = new String(block, UTF_8);
    int start = text.indexOf('<' + property + '>');
    int end = text.indexOf("</" + property + '>');
    int item = start < 0 ? -1 : text.indexOf("<rdf:li", start);
    int from = item < 0 ? -1 : text.indexOf('>', item) + 1;
    int to = from <= 0 ? -1 : text.indexOf('<', from);
    return to < 0 || to > end ? Optional.empty() : clean(unescaped(text.substring(from, to)));
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
  }

  private static Optional<String> text(ByteBuffer bytes, int at, int length) {
    if (length < 0) {
      return Optional.empty();
    }
    var text = new byte[Math.min(length, 4 * LONGEST)];
    bytes.get(at, text);
    return clean(new String(text, UTF_8));
  }

  /// Up to the first NUL; EXIF keeps the photographer's and the editor's notice apart with one.
  private static Optional<String> clean(String text) {
    int nul = text.indexOf('\0');
    int end = Math.min(nul < 0 ? text.length() : nul, LONGEST);
    var visible = text.substring(0, end).replaceAll("\\p{Cntrl}", " ").strip();
    return visible.isEmpty() ? Optional.empty() : Optional.of(visible);
  }
}
